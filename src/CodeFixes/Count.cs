using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>A reference count that is kept by hand, as the code writes it.</summary>
internal static class Count
{
    public static LiteralExpressionSyntax Zero => SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(0));

    /// <summary>What <c>count--</c> and <c>--count</c> count down; null where it is no plain name, or the node is something else.</summary>
    public static ExpressionSyntax? Decremented(SyntaxNode node) => node switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression } down => PlainName(down.Operand),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression } down => PlainName(down.Operand),
        _ => null,
    };

    /// <summary>What a call gets by reference; null where it is no plain name.</summary>
    public static ExpressionSyntax? Updated(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault(argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword)) is { } argument
            ? PlainName(argument.Expression)
            : null;

    /// <summary>The call that counts down atomically.</summary>
    public static ExpressionSyntax? AtomicDecrement(Site site, ExpressionSyntax count) => site.Property(FixKeys.Decrement) is { } decrement
        ? ((ExpressionStatementSyntax)Syntax.Statement($"{decrement}(ref {count.WithoutTrivia()});")).Expression
        : null;

    /// <summary>Whether the function names the count at another place too.</summary>
    public static bool IsMentionedElsewhere(ExpressionSyntax count)
    {
        string name = NameOf(count);
        return Syntax.FunctionOf(count).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(other => other.Identifier.ValueText == name && !count.Contains(other));
    }

    /// <summary>What an expression reads: the count that a call gets by reference and nothing else, or itself.</summary>
    public static ExpressionSyntax Read(ExpressionSyntax value) => value switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } only } call when Updated(call) is not null => only[0].Expression,
        _ => value,
    };

    /// <summary>Whether two expressions name the same member of <c>this</c>, written or not, or of the same object.</summary>
    public static bool AreSame(ExpressionSyntax one, ExpressionSyntax other, SemanticModel model) =>
        Plain(one) == Plain(other) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(one).Symbol, model.GetSymbolInfo(other).Symbol);

    private static string Plain(ExpressionSyntax access) => access switch
    {
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own => own.Name.ToString(),
        _ => access.WithoutTrivia().ToString(),
    };

    private static ExpressionSyntax? PlainName(ExpressionSyntax count) =>
        count.DescendantNodesAndSelf().All(node => node is IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax) ? count : null;

    private static string NameOf(ExpressionSyntax count) => count switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => count.ToString(),
    };
}
