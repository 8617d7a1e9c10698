using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Simulation;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Large bodies: nothing in them hides a defect, and a body beyond the bound says so and keeps what was found.</summary>
public sealed class BudgetTests
{
    // As written: a twin of a body of this size tells nothing that one of a small body does not.
    private static readonly VerifyOptions s_asWritten = new() { Twins = false };

    [Fact]
    public Task Finds_a_leak_behind_800_calls() => Verify.Rule(GeneratedBodies.Calls(800), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_64_conditions() => Verify.Rule(GeneratedBodies.Conditions(64), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_8_live_flags() => Verify.Rule(GeneratedBodies.LiveFlags(8), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_256_calls_in_one_try() => Verify.Rule(GeneratedBodies.CallsInOneTry(256), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_1100_switch_sections() => Verify.Rule(GeneratedBodies.SwitchSections(1100), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_1100_switch_arms() => Verify.Rule(GeneratedBodies.SwitchArms(1100), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_20_loops() => Verify.Rule(GeneratedBodies.Loops(20), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_5_nested_loops() => Verify.Rule(GeneratedBodies.NestedLoops(5), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_8_flags_that_a_loop_sets() => Verify.Rule(GeneratedBodies.LiveFlagsAndLoop(8), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_3_references_with_flags() => Verify.Rule(GeneratedBodies.HeldWithFlags(3), s_asWritten);

    [Fact]
    public Task A_sum_of_3000_calls_is_no_stack_of_3000() => Verify.Rule(GeneratedBodies.Sum(3000), s_asWritten);

    [Fact]
    public async Task References_handed_on_do_not_multiply() =>
        Assert.Null((await Simulated.RunAsync(GeneratedBodies.HandedOn(100))).ExceededAt);

    [Fact]
    public Task A_body_beyond_the_bound_says_so_and_keeps_what_was_found() => KeepsWhatWasFoundAsync(GeneratedBodies.HeldTogether(12), mustExceed: true);

    [Fact]
    public Task Nested_walks_along_lists_keep_what_was_found() => KeepsWhatWasFoundAsync(
        """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public bool Enter() => true;
            [Releases(Kind = "gate")] public void Leave() { }
            public Gate? Next;
            public Gate? Inner;
        }
        class C
        {
            void Run(Module owner, bool busy, Gate gate)
            {
                if (!owner.TryGet())
                    return;
                if (busy)
                    return;
                owner.Put();
                for (Gate? outer = gate; outer != null; outer = outer.Next)
                {
                    if (!outer.Enter())
                        return;
                    for (Gate? inner = outer.Inner; inner != null; inner = inner.Next)
                    {
                        bool entered = inner.Enter();
                        for (Gate? last = inner.Inner; last != null; last = last.Next)
                        {
                            bool also = last.Enter();
                            if (also && entered)
                                last.Leave();
                        }
                        if (entered)
                            inner.Leave();
                    }
                    outer.Leave();
                }
            }
        }
        """,
        mustExceed: false);

    [Fact]
    public async Task A_body_beyond_the_bound_ends() =>
        Assert.NotNull((await Simulated.RunAsync(GeneratedBodies.HeldTogether(24))).ExceededAt);

    [Fact]
    public async Task The_bound_is_one_of_work()
    {
        Budget budget = await Simulated.RunAsync(GeneratedBodies.HeldTogether(24));
        Assert.True(budget.Work < 2 * budget.MostWork, $"{budget.Work} of {budget.MostWork}");
    }

    private static async Task KeepsWhatWasFoundAsync(string snippet, bool mustExceed)
    {
        Analysis analysis = await Analysis.CreateAsync(Snippet.Parse(snippet, s_asWritten));
        ImmutableArray<Diagnostic> found = await analysis.RunAsync(ShippedAnalyzers.All);
        Diagnostic leak = Assert.Single(found, d => d.Id == "QSC101" && d.GetMessage(null).Contains("'owner'", StringComparison.Ordinal));
        Assert.Contains("when 'busy' is true", leak.GetMessage(null), StringComparison.Ordinal);
        Diagnostic[] limits = [.. found.Where(d => d.Id == "QSC999")];
        if (mustExceed)
            Assert.Contains("'Run'", Assert.Single(limits).GetMessage(null), StringComparison.Ordinal);
        BaseMethodDeclarationSyntax method = (await analysis.Tree.GetRootAsync()).DescendantNodes().OfType<MethodDeclarationSyntax>().Last();
        Assert.All(limits, limit => Assert.True(method.Body!.Span.Contains(limit.Location.SourceSpan)));
    }
}
