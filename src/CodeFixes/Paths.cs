using Microsoft.CodeAnalysis;
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
