using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC109: an <c>if</c> that only looks before the acquire tries to acquire instead, and the acquire goes. The acquire must be the
/// first thing done where the look says yes: the first statement of the branch, or what follows a branch that leaves.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcquireInsteadOfCheck)), Shared]
public sealed class AcquireInsteadOfCheck : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC109");

    private protected override string Title(Site site) => $"Use {site.Property(FixKeys.TryAcquire)} instead of the check";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Property(FixKeys.TryAcquire) is not { } tryAcquire || site.Call is not { Parent: ExpressionStatementSyntax get } call)
            return null;
        if (!site.Names(FixKeys.Acquires).Contains(CallShape.Name(call)!) || call.Expression is not MemberAccessExpressionSyntax access)
            return null;
        if (Check(site, get) is not { } check || Layout.HasConditionalCode(check))
            return null;
        string attempt = $"{access.Expression.WithoutTrivia()}.{tryAcquire}{call.ArgumentList.WithoutTrivia()}";
        string condition = check.Statement.Contains(get) ? attempt : "!" + attempt;
        SyntaxNode root = site.Root.TrackNodes(check, get);
        root = root.ReplaceNode(
            root.GetCurrentNode(check)!.Condition, SyntaxFactory.ParseExpression(condition).WithTriviaFrom(check.Condition));
        return Removal.Without(root, root.GetCurrentNode(get)!);
    }

    /// <summary>The <c>if</c> that looks and does nothing else, if the acquire is the next thing done.</summary>
    private static IfStatementSyntax? Check(Site site, StatementSyntax get)
    {
        if (get.Parent is BlockSyntax { Parent: IfStatementSyntax around } block && around.Statement == block)
            return block.Statements.Count > 1 && block.Statements[0] == get && IsOnlyALook(site, around) ? around : null;
        if (StatementList.Around(get) is not { } list || list.IndexOf(get) is not (> 0 and var index))
            return null;
        return list.Statements[index - 1] is IfStatementSyntax { Else: null } before && Syntax.Exits(before.Statement) && IsOnlyALook(site, before)
            ? before
            : null;
    }

    private static bool IsOnlyALook(Site site, IfStatementSyntax check) =>
        site.Steps.Any(step => WithoutNot(check.Condition) == WithoutNot(step))
        && !IsLimit(check.Condition)
        && !check.Condition.DescendantNodesAndSelf().Any(node => node
            is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or PostfixUnaryExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression });

    /// <summary>True where a count is compared with anything but zero or one: that does not ask whether the object lives.</summary>
    private static bool IsLimit(ExpressionSyntax condition) => WithoutNot(condition) switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } compared =>
            IsNumber(compared.Left) || IsNumber(compared.Right),
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
