using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Analyzers.Protocols;
using Quiesce.Analyzers.Reporting;

namespace Quiesce.Analyzers;

/// <summary>Contracts are well formed. Symbols only; no body is looked at.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.OfContracts;

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
        context.RegisterSymbolAction(c => Report(catalogue.Declared.ProblemsOf((IMethodSymbol)c.Symbol), c.ReportDiagnostic), SymbolKind.Method);
        context.RegisterSymbolAction(c => Report(GuardTypes.ProblemOf((INamedTypeSymbol)c.Symbol), c.ReportDiagnostic), SymbolKind.NamedType);
        context.RegisterSemanticModelAction(c => Report(
            catalogue.Foreign.Problems.RemoveAll(p => p.Where?.SyntaxTree != c.SemanticModel.SyntaxTree), c.ReportDiagnostic));
    }

    private static void Report(ImmutableArray<ContractProblem> problems, Action<Diagnostic> report)
    {
        foreach (ContractProblem problem in problems)
            Report(problem, report);
    }

    /// <summary>What is wrong in metadata is for its author, not for its users.</summary>
    private static void Report(ContractProblem? problem, Action<Diagnostic> report)
    {
        if (problem is { Where: not null } found)
            report(DiagnosticFactory.Malformed(found));
    }
}
