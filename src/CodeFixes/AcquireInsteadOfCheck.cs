using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC109: an <c>if</c> that looks before the acquire tries to acquire instead, and the acquire goes. The acquire must be the first thing
/// done where the look says yes: the first statement of the branch, or of the other one, or what follows a branch that leaves. What else
/// the condition asks is asked before.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcquireInsteadOfCheck)), Shared]
public sealed class AcquireInsteadOfCheck : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC109");

    private protected override string Title(Site site) => $"Use {site.Property(FixKeys.TryAcquire)} instead of the check";

    /// <summary>Where the look must stay, the acquire itself may fail.</summary>
    internal override Remedy? Otherwise { get; } = new TryAcquire();

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Property(FixKeys.TryAcquire) is not { } tryAcquire || site.Call is not { Parent: ExpressionStatementSyntax get } call)
            return null;
        if (!site.Names(FixKeys.Acquires).Contains(CallShape.Name(call)!) || call.Expression is not MemberAccessExpressionSyntax access)
            return null;
        if (Check(get) is not var (check, isYes) || Layout.HasConditionalCode(check) || Look(site, check.Condition, isYes) is not { } look)
            return null;
        string attempt = $"{(isYes ? "" : "!")}{access.Expression.WithoutTrivia()}.{tryAcquire}{call.ArgumentList.WithoutTrivia()}";
        if (Asking(check.Condition, look, attempt, isYes) is not { } condition)
            return null;
        SyntaxNode root = site.Root.TrackNodes(check, get);
        root = root.ReplaceNode(root.GetCurrentNode(check)!.Condition, condition);
        return Removal.Without(root, root.GetCurrentNode(get)!);
    }

    /// <summary>The <c>if</c> directly before the acquire, and the truth of its condition for which it comes there.</summary>
    private static (IfStatementSyntax Check, bool IsYes)? Check(StatementSyntax get)
    {
        if (get.Parent is BlockSyntax { Statements: { Count: > 1 } statements } block && statements[0] == get)
        {
            if (block.Parent is IfStatementSyntax around)
                return (around, true);
            if (block.Parent is ElseClauseSyntax { Parent: IfStatementSyntax other })
                return (other, false);
        }

        return StatementList.Around(get) is { } list && list.IndexOf(get) is > 0 and var index
            && list.Statements[index - 1] is IfStatementSyntax { Else: null } before && Syntax.Exits(before.Statement)
            ? (before, false)
            : null;
    }

    /// <summary>What alone looks at the object: the condition, or one of those of which it has all, or does not have any.</summary>
    private static ExpressionSyntax? Look(Site site, ExpressionSyntax condition, bool isYes) =>
        Operands(condition, isYes).FirstOrDefault(operand => IsOnlyALook(site, operand));

    private static IReadOnlyList<ExpressionSyntax> Operands(ExpressionSyntax condition, bool isYes) =>
        condition is BinaryExpressionSyntax binary && binary.IsKind(isYes ? SyntaxKind.LogicalAndExpression : SyntaxKind.LogicalOrExpression)
            ? [.. Operands(binary.Left, isYes), binary.Right]
            : [condition];

    /// <summary>The condition with the attempt as the last thing asked; null where what would then be asked before it does something.</summary>
    private static ExpressionSyntax? Asking(ExpressionSyntax condition, ExpressionSyntax look, string attempt, bool isYes)
    {
        IReadOnlyList<ExpressionSyntax> operands = Operands(condition, isYes);
        ExpressionSyntax[] later = [.. operands.SkipWhile(operand => operand != look).Skip(1)];
        if (later.Length == 0)
        {
            ExpressionSyntax trying = SyntaxFactory.ParseExpression(attempt).WithTriviaFrom(look);
            return look == condition ? trying : condition.ReplaceNode(look, trying);
        }

        if (!Array.TrueForAll(later, Syntax.IsPure))
            return null;
        IEnumerable<string> asked = operands.Where(operand => operand != look).Select(operand => operand.ToFullString().Trim()).Append(attempt);
        return SyntaxFactory.ParseExpression(string.Join(isYes ? " && " : " || ", asked)).WithTriviaFrom(condition);
    }

    private static bool IsOnlyALook(Site site, ExpressionSyntax condition) =>
        site.Steps.Any(step => WithoutNot(condition) == WithoutNot(step))
        && !IsLimit(condition)
        && !condition.DescendantNodesAndSelf().Any(node => node
            is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or PostfixUnaryExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression });

    /// <summary>True where a count is compared with anything but zero or one: that does not ask whether the object lives.</summary>
    private static bool IsLimit(ExpressionSyntax condition) => WithoutNot(condition) switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } compared =>
            IsNumber(compared.Left) || IsNumber(compared.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } => false,
        BinaryExpressionSyntax compared => !IsZeroOrOne(compared.Left) && !IsZeroOrOne(compared.Right),
        IsPatternExpressionSyntax { Pattern: var pattern } => pattern.DescendantNodesAndSelf().Any(part =>
            part is RelationalPatternSyntax compared ? !IsZeroOrOne(compared.Expression) : part is ConstantPatternSyntax constant && IsNumber(constant.Expression)),
        _ => false,
    };

    private static bool IsNumber(ExpressionSyntax value) => value.IsKind(SyntaxKind.NumericLiteralExpression) && !IsZeroOrOne(value);

    private static bool IsZeroOrOne(ExpressionSyntax value) => value is LiteralExpressionSyntax { Token.Value: 0 or 1 or 0L or 1L };

    private static SyntaxNode WithoutNot(SyntaxNode condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => WithoutNot(inner.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => WithoutNot(not.Operand),
        _ => condition,
    };
}
