using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;
using Quiesce.Analyzers.Simulation;
using Quiesce.Analyzers.Summaries;

namespace Quiesce.Analyzers.Tests;

/// <summary>The engine alone, run over the last method of a snippet: what it cost (what reading the text around it did is part of that), and where it gave up.</summary>
static class Simulated
{
    public static async Task<Budget> RunAsync(string snippet)
    {
        Document document = await Analysis.DocumentAsync(Snippet.Parse(snippet, new() { Twins = false }));
        SemanticModel model = (await document.GetSemanticModelAsync())!;
        MethodDeclarationSyntax method = (await document.GetSyntaxRootAsync())!.DescendantNodes().OfType<MethodDeclarationSyntax>().Last();
        ControlFlowGraph graph = Bodies.GraphOf(model.GetOperation(method), default)!;
        ProtocolCatalogue catalogue = ProtocolCatalogue.Create(model.Compilation, default)!;
        var contracts = new DeclaredOnly(catalogue, new ReleasesInSource([]));
        Budget budget = PropertySimulation.Run(new Body((IMethodSymbol)model.GetDeclaredSymbol(method)!, new FlowGraph(graph), contracts, default));
        budget.Spend(checked((int)contracts.NodesRead));
        return budget;
    }
}
