using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.Analyzers.Flow;

/// <summary>What is known of the framework's locks.</summary>
/// <param name="GivesScope">Whether disposing what the method gives leaves the lock that it entered.</param>
/// <param name="Leaves">Whether the method leaves one.</param>
sealed record LockWords(Func<IMethodSymbol, bool> GivesScope, Func<IMethodSymbol, bool> Leaves);

/// <summary>
/// The stretches of a member's text in which it holds one lock: a <c>lock</c>, a <c>using</c> of a lock's scope, a <c>try</c> whose
/// <c>finally</c> leaves one, a synchronized method. Which lock protects what is not known, and whoever leaves one in the middle of a
/// <c>try</c> and enters it again is not told from who does not (errs towards silence). Not thread-safe: one member is analysed by one thread.
/// </summary>
sealed class Locks(LockWords words, IMethodSymbol method, IOperation body)
{
    private List<TextSpan>? _held;

    /// <summary>Whether one lock is held from the one to the other: nobody who asks for it comes in between.</summary>
    public bool AreInOne(SyntaxNode earlier, SyntaxNode later)
    {
        _held ??= [.. Stretches()];
        return _held.Exists(held => held.Contains(earlier.Span) && held.Contains(later.Span));
    }

    private IEnumerable<TextSpan> Stretches()
    {
        IOperation root = Bodies.RootOf(body);
        for (ISymbol? around = method; around is IMethodSymbol function; around = function.ContainingSymbol)
        {
            if ((function.MethodImplementationFlags & MethodImplAttributes.Synchronized) != 0)
                yield return root.Syntax.Span;
        }

        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            if (StretchOf(operation) is { } held)
                yield return held;
        }
    }

    private TextSpan? StretchOf(IOperation operation) => operation switch
    {
        ILockOperation => operation.Syntax.Span,
        IUsingOperation scope when Calls(scope.Resources, words.GivesScope) => operation.Syntax.Span,
        IUsingDeclarationOperation { Parent: { } block } scope when Calls(scope.DeclarationGroup, words.GivesScope) =>
            TextSpan.FromBounds(operation.Syntax.SpanStart, block.Syntax.Span.End),
        ITryOperation { Finally: { } last } attempt when Calls(last, words.Leaves) =>
            TextSpan.FromBounds(attempt.Body.Syntax.SpanStart, last.Syntax.SpanStart),
        _ => null,
    };

    private static bool Calls(IOperation text, Func<IMethodSymbol, bool> isMeant) =>
        text.DescendantsAndSelf().Any(operation => operation is IInvocationOperation call && isMeant(call.TargetMethod));
}
