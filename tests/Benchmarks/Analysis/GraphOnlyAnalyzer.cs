using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quiesce.Benchmarks.Analysis;

/// <summary>Asks for the graph of every body and does nothing with it: what any analysis of paths costs at least.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class GraphOnlyAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_nothing = new("GRAPH", "Nothing", "Nothing", "Benchmark", DiagnosticSeverity.Warning, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_nothing];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationBlockAction(static c =>
        {
            foreach (IOperation block in c.OperationBlocks)
                _ = c.GetControlFlowGraph(block);
        });
    }
}
