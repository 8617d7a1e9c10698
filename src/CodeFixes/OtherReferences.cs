using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>References on other objects than that of a finding.</summary>
internal static class OtherReferences
{
    /// <summary>
    /// True when another object, acquired before a call, is released after it by a plain statement: to leave at the call would leak it.
    /// </summary>
    public static bool AreHeldAt(Site site, InvocationExpressionSyntax call)
    {
        HashSet<string> acquires = site.Names(FixKeys.Acquires);
        HashSet<string> releases = site.Names(FixKeys.Releases);
        Operand? own = Operand.Of(call, site.Model);
        InvocationExpressionSyntax[] calls = [.. Syntax.Executed(Syntax.FunctionOf(call)).OfType<InvocationExpressionSyntax>()];
        Operand?[] others = [.. calls
            .Where(other => other.SpanStart < call.SpanStart && CallShape.Name(other) is { } name && acquires.Contains(name))
            .Select(other => Operand.Of(other, site.Model))
            .Where(operand => operand is not null && !operand.IsSame(own))];
        return calls.Any(other => other.SpanStart > call.SpanStart
            && CallShape.Name(other) is { } name && releases.Contains(name)
            && !IsInFinallyAround(other, call)
            && Operand.Of(other, site.Model) is { } released && others.Any(released.IsSame));
    }

    private static bool IsInFinallyAround(SyntaxNode release, SyntaxNode call) => release.Ancestors().OfType<FinallyClauseSyntax>()
        .Any(last => last.Parent is TryStatementSyntax attempt && attempt.Block.Contains(call));
}
