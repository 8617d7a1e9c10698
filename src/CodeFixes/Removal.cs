using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// Takes a statement out and with it what has no meaning without it: a finally, else or try that becomes empty, a last catch
/// clause that only rethrows, an <c>if</c> whose condition does nothing. Comments stay, before what follows.
/// </summary>
internal static class Removal
{
    /// <summary>The root without a statement that is in it.</summary>
    public static SyntaxNode Without(SyntaxNode root, StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax { Statements.Count: 1 } block => WithoutBody(root, block, statement),
        BlockSyntax { Statements.Count: 2, Parent: CatchClauseSyntax clause } block when OnlyRethrows(clause, block, statement) =>
            WithoutClause(root, (TryStatementSyntax)clause.Parent!, clause),
        BlockSyntax or SwitchSectionSyntax => WithoutItem(root, statement),
        GlobalStatementSyntax global => WithoutItem(root, global),
        IfStatementSyntax { Else: null } branch when Syntax.IsPure(branch.Condition) => Without(root, branch),
        ElseClauseSyntax clause => WithoutElse(root, clause),
        _ => root.ReplaceNode(statement, EmptyBlock(statement)),
    };

    /// <summary>The root without statements that it tracks.</summary>
    public static SyntaxNode Without(SyntaxNode root, IEnumerable<StatementSyntax> statements) =>
        statements.Aggregate(root, (without, statement) => Without(without, without.GetCurrentNode(statement)!));

    private static SyntaxNode WithoutBody(SyntaxNode root, BlockSyntax block, StatementSyntax statement) => block.Parent switch
    {
        FinallyClauseSyntax { Parent: TryStatementSyntax attempt } clause => WithoutClause(root, attempt, clause),
        TryStatementSyntax { Finally: null } attempt => Without(root, attempt),
        TryStatementSyntax attempt => Unwrap(root, attempt, attempt.Finally!.Block),
        IfStatementSyntax { Else: null } branch when Syntax.IsPure(branch.Condition) => Without(root, branch),
        ElseClauseSyntax clause => WithoutElse(root, clause),
        BlockSyntax => Without(root, block),
        _ => WithoutItem(root, statement),
    };

    /// <summary>Without its last clause a try statement is only its block.</summary>
    private static SyntaxNode WithoutClause(SyntaxNode root, TryStatementSyntax attempt, SyntaxNode clause)
    {
        int clauses = attempt.Catches.Count + (attempt.Finally is null ? 0 : 1);
        return clauses == 1 ? Unwrap(root, attempt, attempt.Block) : WithoutItem(root, clause);
    }

    private static bool OnlyRethrows(CatchClauseSyntax clause, BlockSyntax block, StatementSyntax statement) =>
        clause.Filter is null
        && block.Statements[0] == statement
        && block.Statements[1] is ThrowStatementSyntax { Expression: null }
        && clause.Parent is TryStatementSyntax attempt
        && attempt.Catches.Last() == clause;

    private static SyntaxNode WithoutElse(SyntaxNode root, ElseClauseSyntax clause) => WithoutItem(root, clause);

    private static BlockSyntax EmptyBlock(StatementSyntax statement) =>
        SyntaxFactory.Block().WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary>Removes a node; its comments go before the token that follows, an empty line before it is kept only between statements.</summary>
    private static SyntaxNode WithoutItem(SyntaxNode root, SyntaxNode node)
    {
        SyntaxToken next = node.GetLastToken().GetNextToken();
        SyntaxTriviaList comments = Comments(node, next, Layout.EndOfLine(root));
        SyntaxTriviaList leading = next.LeadingTrivia;
        bool isFirst = node.GetFirstToken().GetPreviousToken().IsKind(SyntaxKind.OpenBraceToken);
        bool isLast = next.IsKind(SyntaxKind.CloseBraceToken);
        if (isFirst || comments.Count > 0)
            leading = Layout.WithoutBlankLines(leading);
        if (!isFirst && !isLast && Layout.StartsWithBlankLine(node.GetLeadingTrivia()) && !Layout.StartsWithBlankLine(leading))
            comments = comments.Insert(0, Layout.EndOfLine(root));
        SyntaxAnnotation removed = new();
        root = root.ReplaceSyntax(
            [node], (_, rewritten) => rewritten.WithAdditionalAnnotations(removed),
            [next], (_, _) => next.WithLeadingTrivia(comments.AddRange(leading)),
            [], (trivia, _) => trivia);
        SyntaxNode gone = root.GetAnnotatedNodes(removed).Single();
        return root.RemoveNode(gone, SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    /// <summary>A statement (a try, an if, a using) gives way to the statements of one of its blocks.</summary>
    public static SyntaxNode Unwrap(SyntaxNode root, StatementSyntax attempt, BlockSyntax kept)
    {
        if (kept.Statements.Count == 0)
            return Without(root, attempt);
        StatementSyntax[] statements = [.. kept.Statements.Select(item => OnOwnLine(item, root))];
        SyntaxTriviaList indentation = Layout.Indentation(attempt);
        SyntaxTriviaList own = attempt.GetLeadingTrivia();
        SyntaxTriviaList comments = Layout.CommentLines(Shell(attempt, kept), indentation, Layout.EndOfLine(root));
        statements[0] = statements[0].WithLeadingTrivia(
            SyntaxFactory.TriviaList(own.Take(own.Count - indentation.Count))
                .AddRange(comments)
                .AddRange(Layout.WithoutBlankLines(statements[0].GetLeadingTrivia())));
        return StatementList.Around(attempt) is { } list && !(Disposes(kept) && list.Statements.Last() != attempt)
            ? list.Replace(root, list.IndexOf(attempt), list.IndexOf(attempt) + 1, statements)
            : root.ReplaceNode(attempt, Layout.Block(statements, root).WithTriviaFrom(attempt));
    }

    /// <summary>The same where what is kept may be no block.</summary>
    public static SyntaxNode Unwrap(SyntaxNode root, StatementSyntax attempt, StatementSyntax kept)
    {
        if (kept is BlockSyntax block)
            return Unwrap(root, attempt, block);
        SyntaxAnnotation only = new();
        SyntaxAnnotation around = new();
        root = root.ReplaceNode(attempt, attempt.ReplaceNode(kept, Layout.Embedded([kept], root).WithAdditionalAnnotations(only)).WithAdditionalAnnotations(around));
        return Unwrap(root, (StatementSyntax)root.GetAnnotatedNodes(around).Single(), (BlockSyntax)root.GetAnnotatedNodes(only).Single());
    }

    /// <summary>The end of the block is where something is disposed: what follows must not come before that.</summary>
    private static bool Disposes(BlockSyntax block) =>
        block.Statements.Any(statement => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 });

    private static StatementSyntax OnOwnLine(StatementSyntax statement, SyntaxNode root)
    {
        SyntaxTriviaList trailing = statement.GetTrailingTrivia();
        bool hasEnd = trailing.Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return (hasEnd ? statement : statement.WithTrailingTrivia(trailing.Add(Layout.EndOfLine(root))))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>The statement without the statements that are kept: what remains of it are its comments.</summary>
    private static StatementSyntax Shell(StatementSyntax attempt, BlockSyntax kept) =>
        attempt.ReplaceNode(kept, kept.WithStatements([])).WithoutLeadingTrivia();

    private static SyntaxTriviaList Comments(SyntaxNode node, SyntaxToken next, SyntaxTrivia end)
    {
        SyntaxTrivia last = next.LeadingTrivia.LastOrDefault();
        SyntaxTriviaList indentation = next.IsKind(SyntaxKind.CloseBraceToken) || !last.IsKind(SyntaxKind.WhitespaceTrivia)
            ? Layout.Indentation(node)
            : SyntaxFactory.TriviaList(last);
        return Layout.CommentLines(node, indentation, end);
    }
}
