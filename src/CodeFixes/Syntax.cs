using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Quiesce.CodeFixes;

/// <summary>Questions about C# syntax that more than one remedy asks, and the statements they write.</summary>
internal static class Syntax
{
    /// <summary>The declaration whose body a node is in; the whole file for top-level statements.</summary>
    public static SyntaxNode MemberOf(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(
            ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();

    /// <summary>The lambda, local function, accessor, member or file whose code a node is.</summary>
    public static SyntaxNode FunctionOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(ancestor => IsFunction(ancestor)
            || ancestor is AccessorDeclarationSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax))
        ?? node.SyntaxTree.GetRoot();

    /// <summary>A function nested in other code: what is written in it does not run where it is written.</summary>
    public static bool IsFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    /// <summary>Where the code may be suspended: nothing that lives on the stack alone can live across it.</summary>
    public static bool Suspends(SyntaxNode node) => node
        is AwaitExpressionSyntax or YieldStatementSyntax
        or CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 }
        or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 }
        or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 };

    /// <summary>A loop.</summary>
    public static bool IsLoop(SyntaxNode node) => node
        is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    /// <summary>The nodes that run when this node runs: nested functions left out.</summary>
    public static IEnumerable<SyntaxNode> Executed(SyntaxNode node) =>
        node.DescendantNodesAndSelf(child => child == node || !IsFunction(child));

    /// <summary>True when control never reaches the point after the statement, as far as its last statement shows.</summary>
    public static bool Exits(StatementSyntax? statement) => statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax => true,
        GotoStatementSyntax => true,
        YieldStatementSyntax yielded => yielded.IsKind(SyntaxKind.YieldBreakStatement),
        BlockSyntax block => Exits(block.Statements.LastOrDefault()),
        IfStatementSyntax { Else: { } otherwise } branch => Exits(branch.Statement) && Exits(otherwise.Statement),
        _ => false,
    };

    /// <summary>True for <c>!name</c>, however it is written.</summary>
    public static bool IsNot(ExpressionSyntax condition, string name) =>
        Question(condition) is (IdentifierNameSyntax operand, false) && operand.Identifier.ValueText == name;

    /// <summary>True for <c>name</c> as a condition, however it is written.</summary>
    public static bool IsName(ExpressionSyntax condition, string name) =>
        Question(condition) is (IdentifierNameSyntax operand, true) && operand.Identifier.ValueText == name;

    /// <summary>
    /// What a condition asks, and whether that must be true for it: of <c>!x</c>, <c>x == false</c>, <c>x is not true</c> that is
    /// <c>x</c>. Of what may be null, <c>x?.M()</c>, only a comparison with true says that, and <c>?? false</c>.
    /// </summary>
    public static (ExpressionSyntax Asked, bool IsTrue) Question(ExpressionSyntax condition)
    {
        (ExpressionSyntax? inner, bool isTrue) = condition switch
        {
            ParenthesizedExpressionSyntax plain => (plain.Expression, true),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => (not.Operand, false),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right.RawKind: (int)SyntaxKind.FalseLiteralExpression } sure => (sure.Left, true),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal => Compared(equal.Left, equal.Right),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } differs => Negated(Compared(differs.Left, differs.Right)),
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax same } test => Compared(test.Expression, same.Expression),
            IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax other } } test => Negated(Compared(test.Expression, other.Expression)),
            _ => (null, true),
        };
        if (inner is null)
            return (condition, true);
        (ExpressionSyntax asked, bool innerIsTrue) = Question(inner);
        return (asked, innerIsTrue == isTrue);
    }

    /// <summary>The side that is no literal, and the literal's truth; null where there is none, or where what may be null is compared with false.</summary>
    private static (ExpressionSyntax? Inner, bool IsTrue) Compared(ExpressionSyntax left, ExpressionSyntax right)
    {
        (ExpressionSyntax literal, ExpressionSyntax other) = IsBoolLiteral(left) ? (left, right) : (right, left);
        bool isTrue = literal.IsKind(SyntaxKind.TrueLiteralExpression);
        return !IsBoolLiteral(literal) || (!isTrue && other.DescendantNodesAndSelf().Any(node => node is ConditionalAccessExpressionSyntax)) ? (null, true) : (other, isTrue);
    }

    private static (ExpressionSyntax? Inner, bool IsTrue) Negated((ExpressionSyntax? Inner, bool IsTrue) question) => (question.Inner, !question.IsTrue);

    private static bool IsBoolLiteral(ExpressionSyntax value) => value.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression;

    /// <summary>A condition that can be dropped with its statement: reading it does nothing.</summary>
    public static bool IsPure(ExpressionSyntax condition) =>
        condition.DescendantNodesAndSelf().All(node => node
            is IdentifierNameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax
            or BinaryExpressionSyntax or IsPatternExpressionSyntax or ConstantPatternSyntax or UnaryPatternSyntax
            || node.IsKind(SyntaxKind.LogicalNotExpression));

    /// <summary>A loop's condition, iterator or update: code before the loop does not run before each of its runs.</summary>
    public static bool IsInLoopHeader(SyntaxNode node, StatementSyntax statement) => statement switch
    {
        WhileStatementSyntax loop => loop.Condition.Contains(node),
        DoStatementSyntax loop => loop.Condition.Contains(node),
        ForStatementSyntax loop => !(loop.Declaration?.Contains(node) ?? false) && !loop.Statement.Contains(node),
        _ => false,
    };

    /// <summary>The innermost statement that runs a node; null in an expression body.</summary>
    public static StatementSyntax? StatementOf(SyntaxNode node) =>
        node.Ancestors().First(ancestor => ancestor is StatementSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax
            || IsFunction(ancestor)) is StatementSyntax statement and not LocalFunctionStatementSyntax
            ? statement
            : null;

    /// <summary>
    /// A name for a local: <paramref name="stem"/>, or the stem with the first number from 2 on that no token of the member around
    /// a node uses. What the member does not mention it cannot confuse with the new local.
    /// </summary>
    public static string FreshName(string stem, SyntaxNode node)
    {
        HashSet<string> taken = [.. MemberOf(node).DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)];
        string name = stem;
        for (int number = 2; taken.Contains(name); number++)
            name = stem + number;
        return name;
    }

    /// <summary>A statement from text whose qualified names become as short as the file's usings allow.</summary>
    public static StatementSyntax Statement(string text)
    {
        StatementSyntax statement = SyntaxFactory.ParseStatement(text);
        return statement
            .ReplaceNodes(
                statement.DescendantNodes().Where(IsQualified),
                (_, rewritten) => rewritten.WithAdditionalAnnotations(Simplifier.Annotation))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static bool IsQualified(SyntaxNode node) =>
        node is QualifiedNameSyntax or AliasQualifiedNameSyntax
        || (node is MemberAccessExpressionSyntax access && access.ToString().StartsWith("global::", StringComparison.Ordinal));
}
