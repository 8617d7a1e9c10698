using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Reporting;

/// <summary>
/// Where a path leaves its body. The compiler's graph keeps no syntax for <c>return;</c> or for the end of a body, only the
/// last thing done before: this finds the statement that comes next in the source.
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
                case ReturnStatementSyntax or ThrowStatementSyntax or YieldStatementSyntax:
                    return node.GetLocation();
                case ArrowExpressionClauseSyntax arrow:
                    return arrow.Expression.GetLocation();
                case IfStatementSyntax branch when branch.Condition.Span.Contains(last.Span):
                    StatementSyntax? arm = TruthOf(last, branch.Condition, truth) ? branch.Statement : branch.Else?.Statement;
                    return arm is null ? Behind(branch) : Into(arm, branch);
                case StatementSyntax statement:
                    return Behind(statement);
            }
        }

        return last.GetLocation();
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

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

    private static Location Into(StatementSyntax arm, StatementSyntax owner)
    {
        StatementSyntax? first = arm is BlockSyntax block ? block.Statements.FirstOrDefault() : arm;
        return first switch
        {
            null => Behind(owner),
            BreakStatementSyntax or ContinueStatementSyntax => Behind(Loop(first) ?? first),
            BlockSyntax or EmptyStatementSyntax => Behind(first),
            _ => first.GetLocation(),
        };
    }

    private static Location Behind(StatementSyntax statement)
    {
        switch (statement.Parent)
        {
            case BlockSyntax block:
                StatementSyntax? next = Next(block.Statements, statement);
                return next is ReturnStatementSyntax ? next.GetLocation()
                    : next is BreakStatementSyntax && Loop(next) is { } loop ? Behind(loop)
                    : block.Parent is StatementSyntax outer and not LocalFunctionStatementSyntax ? Behind(outer)
                    : block.Parent is CatchClauseSyntax or FinallyClauseSyntax ? Behind((StatementSyntax)block.Parent.Parent!)
                    : block.Parent is ElseClauseSyntax ? Behind((StatementSyntax)block.Parent.Parent!)
                    : block.CloseBraceToken.GetLocation();
            case SwitchSectionSyntax section:
                StatementSyntax? following = Next(section.Statements, statement);
                return following is ReturnStatementSyntax ? following.GetLocation() : Behind((StatementSyntax)section.Parent!);
            case ElseClauseSyntax:
                return Behind((StatementSyntax)statement.Parent.Parent!);
            case StatementSyntax around:
                return Behind(around);
            case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global:
                int index = unit.Members.IndexOf(global) + 1;
                return index < unit.Members.Count ? unit.Members[index].GetLocation() : global.GetLastToken().GetLocation();
            default:
                return statement.GetLastToken().GetLocation();
        }
    }

    private static StatementSyntax? Next(SyntaxList<StatementSyntax> statements, StatementSyntax statement)
    {
        int index = statements.IndexOf(statement) + 1;
        while (index < statements.Count && statements[index] is LocalFunctionStatementSyntax)
            index++;
        return index < statements.Count ? statements[index] : null;
    }

    private static StatementSyntax? Loop(SyntaxNode node) => node.Ancestors().OfType<StatementSyntax>().FirstOrDefault(s =>
        s is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax);
}
