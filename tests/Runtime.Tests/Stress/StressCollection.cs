namespace Quiesce.Runtime.Tests.Stress;

/// <summary>Stress tests run one by one: their threads must really run at the same time to meet.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StressCollection
{
    internal const string Name = "Stress";
}
