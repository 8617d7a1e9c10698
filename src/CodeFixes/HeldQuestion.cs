using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>Whether what carries a reference carries one, as conditions ask it.</summary>
internal static class HeldQuestion
{
    /// <summary>
    /// True when a condition says that there is a reference (<c>guard.IsHeld</c>, <c>x is not null</c>), false when it says that there is
    /// none, null when it asks something else.
    /// </summary>
    public static bool? Of(ExpressionSyntax condition, string carrier, string? held)
    {
        (ExpressionSyntax asked, bool isTrue) = Syntax.Question(condition);
        bool? answer = asked switch
        {
            MemberAccessExpressionSyntax member when member.Name.Identifier.ValueText == held && Names(member.Expression, carrier) => true,
            BinaryExpressionSyntax { Right.RawKind: (int)SyntaxKind.NullLiteralExpression } test when Names(test.Left, carrier) => Compared(test),
            IsPatternExpressionSyntax test when Names(test.Expression, carrier) => Matched(test.Pattern),
            _ => null,
        };
        return answer == isTrue ? true : answer is null ? null : false;
    }

    /// <summary>The carrier, or the assignment that fills it.</summary>
    private static bool Names(ExpressionSyntax expression, string carrier) => Syntax.IsName(expression, carrier)
        || (expression is ParenthesizedExpressionSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } set } && Syntax.IsName(set.Left, carrier));

    private static bool? Compared(BinaryExpressionSyntax test) => test.Kind() switch
    {
        SyntaxKind.NotEqualsExpression => true,
        SyntaxKind.EqualsExpression => false,
        _ => null,
    };

    private static bool? Matched(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } => false,
        UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } => true,
        RecursivePatternSyntax { Type: null, PositionalPatternClause: null, PropertyPatternClause.Subpatterns.Count: 0, Designation: null } => true,
        _ => null,
    };
}
