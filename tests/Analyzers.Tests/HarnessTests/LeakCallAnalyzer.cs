using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quiesce.Analyzers.Tests.HarnessTests;

/// <summary>A finding on every call of a method named Leak, with the returns of its method as steps: the harness' guinea pig.</summary>
public class LeakCallAnalyzer : DiagnosticAnalyzer
{
    protected static readonly DiagnosticDescriptor Leak = new(
        "QSC101", "Leak", "'{0}' leaks", "Test", DiagnosticSeverity.Warning, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Leak];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Report, SyntaxKind.InvocationExpression);
    }

    protected virtual void Report(SyntaxNodeAnalysisContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (call.Expression is not IdentifierNameSyntax { Identifier.ValueText: "Leak" })
            return;
        SyntaxNode body = call.Ancestors().First(node => node is BlockSyntax or ArrowExpressionClauseSyntax);
        Location[] steps = [.. body.DescendantNodes().OfType<ReturnStatementSyntax>().Select(node => node.GetLocation())];
        var texts = steps.Select((_, i) => i).ToImmutableDictionary(i => $"{i}", string? (i) => $"return {i + 1}");
        context.ReportDiagnostic(Diagnostic.Create(Leak, call.GetLocation(), steps, texts, call.ToString()));
    }
}

/// <summary>As the base, but throws.</summary>
public sealed class CrashingAnalyzer : LeakCallAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context) => throw new InvalidOperationException("on purpose");
}

/// <summary>As the base, also in generated code.</summary>
public sealed class IndiscreetAnalyzer : LeakCallAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Report, SyntaxKind.InvocationExpression);
    }
}

/// <summary>As the base, but what it says depends on how often it ran.</summary>
public sealed class FickleAnalyzer : LeakCallAnalyzer
{
    private int _runs;

    protected override void Report(SyntaxNodeAnalysisContext context) =>
        context.ReportDiagnostic(Diagnostic.Create(Leak, context.Node.GetLocation(), Interlocked.Increment(ref _runs)));
}
