using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>Where a flag is declared that is set at one place and asked at another: before the statement with the first of them.</summary>
internal sealed class FlagScope
{
    private FlagScope(StatementSyntax first) => First = first;

    /// <summary>The statement, in a list around both places, that holds the first.</summary>
    public StatementSyntax First { get; }

    /// <summary>The innermost scope of two places of one function; null where no list holds both.</summary>
    public static FlagScope? Of(SyntaxNode set, SyntaxNode asked)
    {
        foreach (StatementSyntax statement in set.AncestorsAndSelf().TakeWhile(node => !Syntax.IsFunction(node)).OfType<StatementSyntax>())
        {
            if (StatementList.Around(statement) is { } list && list.Owner.Contains(asked))
                return new FlagScope(statement);
        }
        return null;
    }
}
