using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>QSC111: what is destroyed while the returned value says that others hold references is destroyed when it says that nobody does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DestroyAtZero)), Shared]
public sealed class DestroyAtZero : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC111");

    /// <summary>Another mistake of the same rule.</summary>
    internal override Remedy? Otherwise { get; } = new IncrementUnlessZero();

    private protected override string Title(Site site) => "Destroy it when the count has become zero";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { Parent: BinaryExpressionSyntax { Parent: IfStatementSyntax { Else: null } branch } test } call
            || test.Left != call || !IsPositive(test) || !site.Steps.Any(branch.Statement.Contains))
            return null;
        SyntaxToken isEqual = SyntaxFactory.Token(SyntaxKind.EqualsEqualsToken).WithTriviaFrom(test.OperatorToken);
        return site.Root.ReplaceNode(test, SyntaxFactory.BinaryExpression(
            SyntaxKind.EqualsExpression, test.Left, isEqual, Count.Zero.WithTriviaFrom(test.Right)));
    }

    /// <summary>Whether the condition says that the count is not zero.</summary>
    private static bool IsPositive(BinaryExpressionSyntax test) => test.Right is LiteralExpressionSyntax { Token.Value: int number } && test.Kind() switch
    {
        SyntaxKind.GreaterThanExpression => number >= 0,
        SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.EqualsExpression => number >= 1,
        SyntaxKind.NotEqualsExpression => number == 0,
        _ => false,
    };
}
