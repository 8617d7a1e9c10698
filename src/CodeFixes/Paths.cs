using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>What the nesting of statements alone says about paths.</summary>
internal static class Paths
{
    /// <summary>
    /// True when every path to <paramref name="later"/> has passed <paramref name="earlier"/>: it stands in the same list or in
    /// one around it, or in a block there that always runs to its end.
    /// </summary>
    public static bool AlwaysPrecedes(StatementSyntax earlier, StatementSyntax later)
    {
        SyntaxNode? node = earlier;
        while (node is StatementSyntax statement)
        {
            if (StatementList.Around(statement) is { } list && list.Owner.Contains(later))
                return statement.SpanStart < later.SpanStart && !statement.Contains(later);
            node = Enclosing(statement);
        }
        return false;
    }

    /// <summary>
    /// True when every path from <paramref name="earlier"/> comes to <paramref name="later"/>, exceptions aside: nothing jumps
    /// between them. A <c>finally</c> is reached by jumps too.
    /// </summary>
    public static bool AlwaysReaches(StatementSyntax earlier, StatementSyntax later)
    {
        if (later.Parent?.Parent is FinallyClauseSyntax { Parent: TryStatementSyntax attempt } last
            && attempt.Contains(earlier) && !last.Contains(earlier))
            return true;
        SyntaxNode? node = earlier;
        for (; node is StatementSyntax or ElseClauseSyntax or CatchClauseSyntax; node = Containing(node))
        {
            if (node is not StatementSyntax statement || StatementList.Around(statement) is not { } list)
                continue;
            int end = list.IndexOf(later);
            int start = list.IndexOf(statement) + 1;
            if (end >= start)
                return !list.Statements.Take(end).Skip(start).Any(Jumps);
            if (list.Owner is SwitchSectionSyntax || list.Statements.Skip(start).Any(Jumps))
                return false;
        }
        return false;
    }

    private static bool Jumps(StatementSyntax statement) => Syntax.Executed(statement).Any(node => node
        is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or BreakStatementSyntax
        or ContinueStatementSyntax or GotoStatementSyntax
        || node.IsKind(SyntaxKind.YieldBreakStatement));

    /// <summary>What goes on after itself when the node has run to its end: no loop, no function.</summary>
    private static SyntaxNode? Containing(SyntaxNode node) => node.Parent
        is BlockSyntax or IfStatementSyntax or ElseClauseSyntax or TryStatementSyntax or CatchClauseSyntax
        or LockStatementSyntax or UsingStatementSyntax or CheckedStatementSyntax or UnsafeStatementSyntax
            ? node.Parent
            : null;

    /// <summary>The statement around a statement that runs it whenever it runs to its own end.</summary>
    private static SyntaxNode? Enclosing(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax or LockStatementSyntax or UsingStatementSyntax or CheckedStatementSyntax or UnsafeStatementSyntax =>
            statement.Parent,
        TryStatementSyntax { Catches.Count: 0 } attempt => attempt,
        FinallyClauseSyntax last => last.Parent,
        _ => null,
    };
}
