using Quiesce.Analyzers.Tests.Documents;
using Quiesce.Analyzers.Tests.Remedying;
using Xunit;
using Xunit.Abstractions;

namespace Quiesce.Analyzers.Tests.HarnessTests;

/// <summary>How many remedies the rule tests of this run have applied and judged.</summary>
[Collection(AfterAllOthers.Name)]
public sealed class RemedyShareTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Remedies_are_applied_to_the_findings_of_the_rule_tests()
    {
        // Alone, this test has at least the rule documents to count.
        foreach (string violation in RuleDocument.Ids.Select(id => RuleDocument.Load(id).Violation).OfType<string>())
            await Verify.Rule(violation);
        output.WriteLine(RemedyCount.OfThisRun.ToString());
        foreach (string remedied in RuleDocument.Ids.Where(id => RuleDocument.Load(id).Remedy is not null))
        {
            Assert.True(
                Remedies.All.Any(remedy => remedy.FixableDiagnosticIds.Contains(remedied) && RemedyCount.OfThisRun.Of(remedy.GetType().Name) > 0),
                $"No remedy was applied to a finding of {remedied}.");
        }
    }
}
