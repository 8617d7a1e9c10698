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
    /// between them. A <c>finally</c> is reached by jumps too, and what stands behind a loop by those that only leave the loop.
    /// </summary>
    public static bool AlwaysReaches(StatementSyntax earlier, StatementSyntax later)
    {
        if (later.Parent?.Parent is FinallyClauseSyntax { Parent: TryStatementSyntax attempt } last
            && attempt.Contains(earlier) && !last.Contains(earlier))
            return true;
        if (LoopBefore(earlier, later) is { } loop)
            return EndsBelow(loop) && AlwaysReaches(loop, later);
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

    /// <summary>The outermost loop around a statement that another one stands behind; null where there is none.</summary>
    public static StatementSyntax? LoopBefore(SyntaxNode earlier, SyntaxNode later) => earlier.Ancestors()
        .TakeWhile(node => !Syntax.IsFunction(node) && !node.Contains(later)).Where(Syntax.IsLoop).OfType<StatementSyntax>().LastOrDefault(loop => loop.Span.End <= later.SpanStart);

    /// <summary>True when every way out of a loop comes to what stands behind it, exceptions aside.</summary>
    public static bool EndsBelow(StatementSyntax loop) => !Syntax.Executed(loop).Any(node => node
        is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or GotoStatementSyntax || node.IsKind(SyntaxKind.YieldBreakStatement));

    /// <summary>True when a node stands in a handler or <c>finally</c> within another: an exception may come to it, too.</summary>
    public static bool IsInHandler(SyntaxNode node, SyntaxNode around) =>
        node.Ancestors().TakeWhile(ancestor => ancestor != around).Any(ancestor => ancestor is FinallyClauseSyntax or CatchClauseSyntax);

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
