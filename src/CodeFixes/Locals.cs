using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>Locals that are declared in statements about to get a block of their own.</summary>
internal static class Locals
{
    /// <summary>True when a statement after the range uses a local declared in the range.</summary>
    public static bool AreUsedAfter(StatementList list, int first, int end, SemanticModel model)
    {
        if (end >= list.Statements.Count || first >= end)
            return false;
        DataFlowAnalysis? flow = model.AnalyzeDataFlow(list.Statements[first], list.Statements[end - 1]);
        if (flow is not { Succeeded: true })
            return true;
        HashSet<ISymbol> declared = new(flow.VariablesDeclared, SymbolEqualityComparer.Default);
        return list.Statements.Skip(end)
            .SelectMany(statement => statement.DescendantNodes().OfType<IdentifierNameSyntax>())
            .Any(name => model.GetSymbolInfo(name).Symbol is { } symbol && declared.Contains(symbol));
    }
}
