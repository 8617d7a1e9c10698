using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>What a comparison with a constant says of a count, however it is written.</summary>
internal static class CountTest
{
    /// <summary>True when the condition says that nothing is left, false when it says that something is, null when it says neither.</summary>
    public static bool? SaysZero(ExpressionSyntax condition, Func<ExpressionSyntax, bool> isCount) => condition switch
    {
        ParenthesizedExpressionSyntax inner => SaysZero(inner.Expression, isCount),
        BinaryExpressionSyntax test when isCount(test.Left) => SaysZero(test.OperatorToken.Kind(), test.Right),
        BinaryExpressionSyntax test when isCount(test.Right) => SaysZero(Mirrored(test.OperatorToken.Kind()), test.Left),
        IsPatternExpressionSyntax test when isCount(test.Expression) => SaysZero(test.Pattern),
        _ => null,
    };

    private static bool? SaysZero(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax constant => SaysZero(SyntaxKind.EqualsEqualsToken, constant.Expression),
        RelationalPatternSyntax compared => SaysZero(compared.OperatorToken.Kind(), compared.Expression),
        UnaryPatternSyntax { Pattern: ConstantPatternSyntax constant } => SaysZero(SyntaxKind.ExclamationEqualsToken, constant.Expression),
        _ => null,
    };

    private static bool? SaysZero(SyntaxKind comparison, ExpressionSyntax with) => with is not LiteralExpressionSyntax { Token.Value: int number } ? null
        : comparison switch
        {
            SyntaxKind.EqualsEqualsToken when number >= 0 => number == 0,
            SyntaxKind.LessThanEqualsToken when number == 0 => true,
            SyntaxKind.LessThanToken when number == 1 => true,
            SyntaxKind.ExclamationEqualsToken when number == 0 => false,
            SyntaxKind.GreaterThanToken when number >= 0 => false,
            SyntaxKind.GreaterThanEqualsToken when number >= 1 => false,
            _ => null,
        };

    private static SyntaxKind Mirrored(SyntaxKind comparison) => comparison switch
    {
        SyntaxKind.LessThanToken => SyntaxKind.GreaterThanToken,
        SyntaxKind.LessThanEqualsToken => SyntaxKind.GreaterThanEqualsToken,
        SyntaxKind.GreaterThanToken => SyntaxKind.LessThanToken,
        SyntaxKind.GreaterThanEqualsToken => SyntaxKind.LessThanEqualsToken,
        _ => comparison,
    };
}
