using BenchmarkDotNet.Attributes;

namespace Quiesce.Benchmarks;

/// <summary>What the writers pay.</summary>
[MemoryDiagnoser]
public class GracePeriodBenchmarks
{
    private const int Batch = 1000;

    [Benchmark]
    public void Synchronize() => Rcu.Synchronize();

    [Benchmark(Description = "Call, 1000 and a Barrier", OperationsPerInvoke = Batch)]
    public void Call()
    {
        for (int i = 0; i < Batch; i++)
            Rcu.Call(this, static _ => { });
        Rcu.Barrier();
    }
}
