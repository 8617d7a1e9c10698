using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC111: a count that is counted down by <c>--</c> is counted down atomically, like everywhere else. Only where the function does not
/// mention the count again: what it then reads is for <see cref="UseReturnedValue"/>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CountAtomically)), Shared]
public sealed class CountAtomically : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC111");

    /// <summary>Another mistake of the same rule.</summary>
    internal override Remedy? Otherwise { get; } = new DestroyAtZero();

    private protected override string Title(Site site) => "Count down atomically";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (Count.Decremented(site.Node) is not { } count || Count.IsMentionedElsewhere(count) || Count.AtomicDecrement(site, count) is not { } atomic)
            return null;
        if (site.Node is PrefixUnaryExpressionSyntax || site.Node.Parent is ExpressionStatementSyntax)
            return site.Root.ReplaceNode(site.Node, atomic.WithTriviaFrom(site.Node));
        // count-- == 1 asks what it was, the atomic update says what it is.
        return site.Node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: LiteralExpressionSyntax { Token.Value: 1 } one } test
            && test.Left == site.Node
            ? site.Root.ReplaceNodes([site.Node, one], (old, _) => old == one ? Count.Zero.WithTriviaFrom(one) : atomic.WithTriviaFrom(old))
            : null;
    }
}
