using System.Reflection;
using Quiesce.Analyzers.Tests.Documents;
using Quiesce.Analyzers.Tests.Twins;
using Xunit;
using Xunit.Abstractions;

namespace Quiesce.Analyzers.Tests.HarnessTests;

/// <summary>Runs when all parallel tests are done: what is not parallel comes last.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AfterAllOthers
{
    public const string Name = "after all others";
}

/// <summary>How much of what rule tests prove was proved in this run.</summary>
[Collection(AfterAllOthers.Name)]
public sealed class TwinShareTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_compiler_accepts_four_twins_in_five()
    {
        // Alone, this test has at least the rule documents to count.
        foreach (string violation in RuleDocument.Ids.Select(id => RuleDocument.Load(id).Violation).OfType<string>())
            await Verify.Rule(violation);
        output.WriteLine(TwinCount.OfThisRun.ToString());
        Assert.True(TwinCount.OfThisRun.Compared > 0, "No twin was compared.");
        Assert.True(TwinCount.OfThisRun.SkippedShare <= 0.2, TwinCount.OfThisRun.ToString());
    }

    [Fact]
    public void The_running_compiler_knows_the_language_of_four_tests_in_five()
    {
        FactAttribute[] facts = [.. typeof(TwinShareTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FactAttribute>())
            .OfType<FactAttribute>()];
        int skipped = facts.Count(fact => fact is LanguageFactAttribute { Skip: not null });
        output.WriteLine($"{skipped} of {facts.Length} tests need a newer language version than this compiler knows");
        Assert.True(skipped <= 0.2 * facts.Length, $"{skipped} of {facts.Length} tests are skipped by version.");
    }
}
