using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>Statements in a <c>try</c> whose <c>finally</c> releases.</summary>
internal static class Finally
{
    /// <summary>A try statement that has no finally yet gets one; other statements get a try around them.</summary>
    public static StatementSyntax Around(StatementSyntax[] body, StatementSyntax release, SyntaxNode root)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        FinallyClauseSyntax last = Clause(release, root);
        if (body.Length == 1 && body[0] is TryStatementSyntax { Finally: null } only)
            return only.WithFinally(last).WithAdditionalAnnotations(Formatter.Annotation);
        SyntaxTriviaList leading = body[0].GetLeadingTrivia();
        SyntaxTriviaList blank = Layout.StartsWithBlankLine(leading) ? SyntaxFactory.TriviaList(end) : [];
        SyntaxTriviaList indentation = Layout.Indentation(body[0]);
        body = [body[0].WithLeadingTrivia(Layout.WithoutBlankLines(leading)), .. body.Skip(1)];
        return SyntaxFactory.TryStatement(Layout.Block(body, root), [], last)
            .WithTryKeyword(SyntaxFactory.Token(SyntaxKind.TryKeyword).WithTrailingTrivia(end))
            .WithLeadingTrivia(blank.AddRange(indentation))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>A block with a finally behind it.</summary>
    public static TryStatementSyntax After(BlockSyntax block, StatementSyntax release, SyntaxNode root) =>
        SyntaxFactory.TryStatement(block, [], Clause(release, root)).WithAdditionalAnnotations(Formatter.Annotation);

    private static FinallyClauseSyntax Clause(StatementSyntax release, SyntaxNode root) => SyntaxFactory.FinallyClause(
        SyntaxFactory.Token(SyntaxKind.FinallyKeyword).WithTrailingTrivia(Layout.EndOfLine(root)), Layout.Block([release], root));

    /// <summary>
    /// The root with the statements of a list from the first up to the end in such a <c>try</c>; the releases they had go, and locals that
    /// are used behind are declared before. Null where nothing would be left in it.
    /// </summary>
    public static SyntaxNode? Over(
        SyntaxNode root, StatementList list, (int First, int End) range, Locals locals, IReadOnlyList<StatementSyntax> releases, StatementSyntax release)
    {
        (int first, int end) = range;
        StatementSyntax? tail = end < list.Statements.Count ? list.Statements[end] : null;
        SyntaxNode before = first > 0 ? list.Statements[first - 1] : list.Owner;
        root = root.TrackNodes(new[] { before, tail }
            .Concat(releases).Concat(locals.Declarations).OfType<SyntaxNode>().Distinct());
        // What is said on the line of the one release goes with it.
        (root, SyntaxTriviaList said) = releases.Count == 1
            ? Layout.TakeComment(root, root.GetCurrentNode(releases[0])!)
            : (root, default);
        root = Removal.Without(root, releases);
        root = locals.Assign(root);

        SyntaxNode start = root.GetCurrentNode(before)!;
        list = first > 0 ? StatementList.Around((StatementSyntax)start)! : StatementList.OfBranch((StatementSyntax)start);
        end = tail is null ? list.Statements.Count : list.IndexOf(root.GetCurrentNode(tail)!);
        StatementSyntax[] body = [.. list.Statements.Take(end).Skip(first)];
        return body.Length == 0
            ? null
            : list.Replace(root, first, end, [.. locals.Hoisted(body[0], root), Around(body, Layout.Saying(said, release), root)]);
    }

    /// <summary>The release as the statement of a <c>finally</c>, under a condition where it has one.</summary>
    public static StatementSyntax Release(string call, string? condition, SyntaxNode root)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        return Syntax.Statement(condition is null ? $"{call};" : $"if ({condition}){end}    {call};").WithTrailingTrivia(end);
    }
}
