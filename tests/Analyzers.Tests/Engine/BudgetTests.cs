using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;
using Quiesce.Analyzers.Simulation;
using Quiesce.Analyzers.Summaries;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Large bodies: nothing is lost, the cost grows with the size, and a body beyond the bound says so.</summary>
public sealed class BudgetTests
{
    private static readonly VerifyOptions s_asWritten = new() { Twins = false };

    [Fact]
    public Task Finds_a_leak_behind_800_calls() => Verify.Rule(GeneratedBodies.Straight(800), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_64_conditions() => Verify.Rule(GeneratedBodies.Conditions(64), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_8_live_flags() => Verify.Rule(GeneratedBodies.LiveFlags(8), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_256_calls_in_one_try() => Verify.Rule(GeneratedBodies.CallsInOneTry(256), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_1100_switch_sections() => Verify.Rule(GeneratedBodies.SwitchSections(1100), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_20_loops() => Verify.Rule(GeneratedBodies.Loops(20), s_asWritten);

    [Fact]
    public Task Finds_a_leak_behind_5_nested_loops() => Verify.Rule(GeneratedBodies.NestedLoops(5), s_asWritten);

    [Theory]
    [InlineData(nameof(GeneratedBodies.Straight))]
    [InlineData(nameof(GeneratedBodies.Conditions))]
    [InlineData(nameof(GeneratedBodies.Loops))]
    [InlineData(nameof(GeneratedBodies.Tries))]
    [InlineData(nameof(GeneratedBodies.SwitchSections))]
    public async Task Costs_grow_with_the_size_of_the_body(string shape)
    {
        int small = (await RunAsync(Generate(shape, 50))).Steps;
        int large = (await RunAsync(Generate(shape, 200))).Steps;
        Assert.True(large <= 5 * small, $"{small} steps for 50, {large} for 200");
    }

    [Fact]
    public async Task A_body_beyond_the_bound_says_so_and_keeps_what_was_found()
    {
        Analysis analysis = await Analysis.CreateAsync(Snippet.Parse(GeneratedBodies.HeldTogether(12), s_asWritten));
        ImmutableArray<Diagnostic> found = await analysis.RunAsync(ShippedAnalyzers.All);
        Assert.Contains(found, d => d.Id == "QSC999" && d.GetMessage(null).Contains("'Run'", StringComparison.Ordinal));
        Diagnostic leak = Assert.Single(found, d => d.Id == "QSC101" && d.GetMessage(null).Contains("'owner'", StringComparison.Ordinal));
        Assert.Contains("when 'busy' is true", leak.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_bound_ends()
    {
        Budget budget = await RunAsync(GeneratedBodies.HeldTogether(24));
        Assert.NotNull(budget.ExceededAt);
    }

    private static string Generate(string shape, int size) =>
        (string)typeof(GeneratedBodies).GetMethod(shape)!.Invoke(null, [size])!;

    private static async Task<Budget> RunAsync(string snippet)
    {
        Document document = await Analysis.DocumentAsync(Snippet.Parse(snippet, s_asWritten));
        SemanticModel model = (await document.GetSemanticModelAsync())!;
        SyntaxNode method = (await document.GetSyntaxRootAsync())!.DescendantNodes().OfType<MethodDeclarationSyntax>().Last();
        ControlFlowGraph graph = Bodies.GraphOf(model.GetOperation(method), default)!;
        ProtocolCatalogue catalogue = ProtocolCatalogue.Create(model.Compilation, default)!;
        var contracts = new DeclaredOnly(catalogue, ImmutableHashSet<string>.Empty);
        var symbol = (IMethodSymbol)model.GetDeclaredSymbol(method)!;
        return PropertySimulation.Run(new Body(symbol, new FlowGraph(graph), contracts, default));
    }
}
