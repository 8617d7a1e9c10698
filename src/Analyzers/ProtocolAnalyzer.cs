using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;
using Quiesce.Analyzers.Reporting;
using Quiesce.Analyzers.Simulation;
using Quiesce.Analyzers.Summaries;

namespace Quiesce.Analyzers;

/// <summary>
/// Every rule about paths. Gate, run, report: nothing is registered where no annotation is visible; a file is looked at only
/// if it mentions a relevant name, a member only if it does, and only then is it bound and its graph made.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProtocolAnalyzer : DiagnosticAnalyzer
{
    private static readonly SyntaxTreeValueProvider<NameIndex> s_index = new(tree => NameIndex.Of(tree));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.OfPaths;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (ProtocolCatalogue.Create(context.Compilation, context.CancellationToken) is not { } catalogue)
            return;
        var files = new List<NameIndex>();
        foreach (SyntaxTree tree in context.Compilation.SyntaxTrees)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (context.TryGetValue(tree, s_index, out NameIndex? index))
                files.Add(index);
        }

        Relevance relevance = catalogue.RelevanceOf(files);
        var contracts = new DeclaredOnly(catalogue, relevance.Releasing);
        var factory = new DiagnosticFactory(catalogue);
        context.RegisterSemanticModelAction(c =>
        {
            if (context.TryGetValue(c.SemanticModel.SyntaxTree, s_index, out NameIndex? index) && relevance.Covers(index))
                Analyze(c, index, relevance, contracts, factory);
        });
    }

    private static void Analyze(
        SemanticModelAnalysisContext context, NameIndex index, Relevance relevance, IContracts contracts, DiagnosticFactory factory)
    {
        foreach (Member member in Member.In(context.SemanticModel, index, relevance, context.CancellationToken))
        {
            try
            {
                Run(context, member, contracts, factory);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The one boundary: a defect of ours must not take the user's build down, and must not be silent either.
                context.ReportDiagnostic(DiagnosticFactory.Failure(member.Node.GetLocation(), failure));
            }
        }
    }

    /// <summary>The functions in a member run where they are called; those that leave, or that nothing calls, run by themselves too.</summary>
    private static void Run(SemanticModelAnalysisContext context, Member member, IContracts contracts, DiagnosticFactory factory)
    {
        var functions = new Functions(context.CancellationToken);
        foreach ((IMethodSymbol? symbol, ControlFlowGraph graph) in Bodies.FunctionsOf(member.Graph, member.Symbol, context.CancellationToken))
        {
            if (!functions.NeedsOwnRun(symbol!))
                continue;
            Budget budget = PropertySimulation.Run(new Body(symbol!, new FlowGraph(graph), contracts, context.CancellationToken, functions));
            if (budget.ExceededAt is { } place)
                context.ReportDiagnostic(DiagnosticFactory.Limit(place.GetLocation(), $"too many different states in '{symbol!.Name}'"));
        }

        foreach (Finding finding in functions.Findings.InSourceOrder)
            context.ReportDiagnostic(factory.Create(finding, context.SemanticModel));
    }
}
