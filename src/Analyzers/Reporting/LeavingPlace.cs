using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Reporting;

/// <summary>
/// Where a path leaves its body. The compiler's graph keeps no syntax for <c>return;</c> or for the end of a body, only the
/// last thing done before: this walks on from there through statements that do nothing, to the one that leaves.
/// </summary>
static class LeavingPlace
{
    /// <summary>The place behind <paramref name="last"/>, which had <paramref name="truth"/> if it is a condition.</summary>
    public static Location After(SyntaxNode last, bool truth)
    {
        for (SyntaxNode? node = last; node is not null && !IsFunction(node); node = node.Parent)
        {
            switch (node)
            {
                case ReturnStatementSyntax or ThrowStatementSyntax:
                    return node.GetLocation();
                case ArrowExpressionClauseSyntax arrow:
                    return arrow.Expression.GetLocation();
                case CatchClauseSyntax handler when !handler.Block.Span.Contains(last.Span) || handler == last:
                    return Into(handler.Block);
                case SwitchStatementSyntax choice:
                    return After(choice, last, truth);
                case StatementSyntax statement:
                    return After(statement, last, truth);
            }
        }

        return last.GetLocation();
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

    /// <summary>Behind something in the head of a statement: into the body it has, or on to the next.</summary>
    private static Location After(StatementSyntax statement, SyntaxNode last, bool truth)
    {
        (StatementSyntax? body, ExpressionSyntax? condition) = statement switch
        {
            IfStatementSyntax branch when !TruthOf(last, branch.Condition, truth) => (branch.Else?.Statement, null),
            IfStatementSyntax branch => (branch.Statement, null),
            WhileStatementSyntax loop => (loop.Statement, loop.Condition),
            DoStatementSyntax loop => (loop.Statement, loop.Condition),
            ForStatementSyntax loop => (loop.Statement, loop.Condition),
            CommonForEachStatementSyntax loop => (loop.Statement, loop.Expression),
            UsingStatementSyntax scope => (scope.Statement, null),
            LockStatementSyntax scope => (scope.Statement, null),
            FixedStatementSyntax scope => (scope.Statement, null),
            _ => (null, null),
        };
        bool leaves = condition?.Span.Contains(last.Span) == true && !TruthOf(last, condition, truth);
        return body is null || leaves ? Behind(statement) : Into(body);
    }

    private static Location After(SwitchStatementSyntax choice, SyntaxNode last, bool truth)
    {
        SwitchSectionSyntax? matched = truth
            ? last.FirstAncestorOrSelf<SwitchSectionSyntax>()
            : choice.Sections.FirstOrDefault(section => section.Labels.Any(SyntaxKind.DefaultSwitchLabel));
        return matched is null ? Behind(choice) : Into(matched.Statements[0]);
    }

    /// <summary>The truth of the whole condition, given that of the part that decided it.</summary>
    private static bool TruthOf(SyntaxNode part, ExpressionSyntax condition, bool truth)
    {
        for (SyntaxNode node = part; node != condition && node.Parent is not null; node = node.Parent)
        {
            if (node.Parent.IsKind(SyntaxKind.LogicalNotExpression))
                truth = !truth;
        }

        return truth;
    }

    /// <summary>From the beginning of a statement to what leaves; what does something itself is the place.</summary>
    private static Location Into(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.FirstOrDefault() is { } first ? Into(first) : Behind(block),
        EmptyStatementSyntax or LocalFunctionStatementSyntax => Behind(statement),
        LocalDeclarationStatementSyntax local when local.Declaration.Variables.All(v => v.Initializer is null) => Behind(local),
        LabeledStatementSyntax label => Into(label.Statement),
        TryStatementSyntax attempt => Into(attempt.Block),
        CheckedStatementSyntax region => Into(region.Block),
        UnsafeStatementSyntax region => Into(region.Block),
        BreakStatementSyntax => Behind(Around(statement, s => IsLoop(s) || s is SwitchStatementSyntax)),
        ContinueStatementSyntax => Behind(Around(statement, IsLoop)),
        GotoStatementSyntax jump => Target(jump) is { } target && target.SpanStart > jump.SpanStart ? Into(target) : jump.GetLocation(),
        _ => statement.GetLocation(),
    };

    private static StatementSyntax? Target(GotoStatementSyntax jump) =>
        jump.Expression is not IdentifierNameSyntax name ? null : jump.Ancestors().First(IsBody).DescendantNodes()
            .OfType<LabeledStatementSyntax>().FirstOrDefault(label => label.Identifier.ValueText == name.Identifier.ValueText);

    private static bool IsBody(SyntaxNode node) => IsFunction(node) || node is CompilationUnitSyntax;

    private static bool IsLoop(StatementSyntax statement) =>
        statement is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    private static StatementSyntax Around(StatementSyntax inner, Func<StatementSyntax, bool> isTarget) =>
        inner.Ancestors().OfType<StatementSyntax>().FirstOrDefault(isTarget) ?? inner;

    /// <summary>From the end of a statement to what leaves.</summary>
    private static Location Behind(StatementSyntax statement)
    {
        switch (statement.Parent)
        {
            case BlockSyntax block:
                return Next(block.Statements, statement) is { } next ? Into(next)
                    : IsFunction(block.Parent!) ? block.CloseBraceToken.GetLocation()
                    : Behind(block);
            case SwitchSectionSyntax section:
                return Next(section.Statements, statement) is { } following ? Into(following) : Behind((StatementSyntax)section.Parent!);
            case ElseClauseSyntax or CatchClauseSyntax or FinallyClauseSyntax:
                return Behind((StatementSyntax)statement.Parent.Parent!);
            case StatementSyntax around and not LocalFunctionStatementSyntax:
                return Behind(around);
            case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global:
                int index = unit.Members.IndexOf(global) + 1;
                return index < unit.Members.Count && unit.Members[index] is GlobalStatementSyntax after
                    ? Into(after.Statement)
                    : global.GetLastToken().GetLocation();
            default:
                return statement.GetLastToken().GetLocation();
        }
    }

    private static StatementSyntax? Next(SyntaxList<StatementSyntax> statements, StatementSyntax statement)
    {
        int index = statements.IndexOf(statement) + 1;
        return index < statements.Count ? statements[index] : null;
    }
}
