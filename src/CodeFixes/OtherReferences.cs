using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>What else a function holds where it acquires, and whether it gives back what it acquires.</summary>
internal static class OtherReferences
{
    /// <summary>
    /// True when to leave at a call would be wrong for what was begun before it: a plain statement behind it ends that, or a
    /// <c>finally</c> around it releases what the call did not get.
    /// </summary>
    public static bool AreHeldAt(Site site, InvocationExpressionSyntax call)
    {
        Operand? own = Operand.Of(call, site.Model);
        HashSet<string> releases = site.Names(FixKeys.Releases);
        InvocationExpressionSyntax[] calls = [.. Syntax.Executed(Syntax.FunctionOf(call)).OfType<InvocationExpressionSyntax>().Where(other => other != call)];
        InvocationExpressionSyntax[] before = [.. calls.Where(other => other.SpanStart < call.SpanStart)];
        return calls.Any(other => other.SpanStart > call.SpanStart && (IsInFinallyAround(other, call)
            ? own is not null && own.IsSame(Operand.Of(other, site.Model)) && CallShape.Name(other) is { } name && releases.Contains(name)
            : CallShape.Whole(other).Parent is ExpressionStatementSyntax && (IsDisposal(other, call, site.Model) || before.Any(first => IsEndOf(other, first, own, site.Model)))));
    }

    /// <summary>True when some code of the function, or of one in it, gives back what the call took.</summary>
    public static bool IsGivenBack(Site site, InvocationExpressionSyntax call)
    {
        HashSet<string> releases = site.Names(FixKeys.Releases);
        return Operand.Of(call, site.Model) is { } own && Syntax.FunctionOf(call).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(other => CallShape.Name(other) is { } name && releases.Contains(name) && own.IsSame(Operand.Of(other, site.Model)));
    }

    /// <summary>
    /// Two calls on the same thing with the same arguments, one before and one behind: enter and exit, take and give back. Names are
    /// nobody's business here, so any such two may be that. Two calls that merely look alike cost the offer of a remedy; a pair that is
    /// missed costs whatever it protects, and what protects is written like this: on one thing, with one set of arguments.
    /// </summary>
    private static bool IsEndOf(InvocationExpressionSyntax last, InvocationExpressionSyntax first, Operand? own, SemanticModel model)
    {
        if (CallShape.Name(first) == CallShape.Name(last) || first.ArgumentList.ToString() != last.ArgumentList.ToString())
            return false;
        if (model.GetSymbolInfo(last).Symbol is IMethodSymbol { IsStatic: true, IsExtensionMethod: false } ends)
            return model.GetSymbolInfo(first).Symbol is IMethodSymbol { IsStatic: true } begins && SymbolEqualityComparer.Default.Equals(begins.ContainingType, ends.ContainingType);
        return Operand.Of(last, model) is { IsThis: false } ended && !ended.IsSame(own) && ended.IsSame(Operand.Of(first, model));
    }

    /// <summary>A local from before the call is disposed behind it.</summary>
    private static bool IsDisposal(InvocationExpressionSyntax last, InvocationExpressionSyntax call, SemanticModel model) =>
        CallShape.Name(last) == nameof(IDisposable.Dispose) && CallShape.Receiver(last) is { } receiver
        && model.GetSymbolInfo(receiver).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declared }
        && declared[0].Span.Start < call.SpanStart;

    private static bool IsInFinallyAround(SyntaxNode release, SyntaxNode call) => release.Ancestors().OfType<FinallyClauseSyntax>()
        .Any(last => last.Parent is TryStatementSyntax attempt && attempt.Block.Contains(call));
}
