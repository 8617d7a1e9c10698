using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Simplification;

namespace Quiesce.CodeFixes;

/// <summary>White space, line ends and comments around the statements that remedies move.</summary>
internal static class Layout
{
    /// <summary>The line end this file uses.</summary>
    public static SyntaxTrivia EndOfLine(SyntaxNode root)
    {
        SyntaxTrivia first = root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return first.IsKind(SyntaxKind.EndOfLineTrivia) ? first : SyntaxFactory.LineFeed;
    }

    /// <summary>
    /// The document with the statements that remedies wrote laid out in its own style. The formatter writes the line ends of the
    /// workspace's options, which nothing ties to those of a file without an .editorconfig: here they are the file's.
    /// </summary>
    public static async Task<Document> FormatAsync(Document document, CancellationToken cancellation)
    {
        document = await Simplifier.ReduceAsync(document, Simplifier.Annotation, null, cancellation).ConfigureAwait(false);
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        OptionSet options = await document.GetOptionsAsync(cancellation).ConfigureAwait(false);
        options = options.WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, EndOfLine(root).ToString());
        document = await Formatter.FormatAsync(document, Formatter.Annotation, options, cancellation).ConfigureAwait(false);
        root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNodes(
            root.GetAnnotatedNodes(Formatter.Annotation),
            (_, rewritten) => rewritten.WithoutAnnotations(Formatter.Annotation)));
    }

    /// <summary>The white space before a node on its line.</summary>
    public static SyntaxTriviaList Indentation(SyntaxNode node)
    {
        SyntaxTrivia last = node.GetLeadingTrivia().LastOrDefault();
        return last.IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(last) : SyntaxFactory.TriviaList();
    }

    /// <summary>A new statement on a line of its own, with the comments and blank lines that stood before <paramref name="old"/>.</summary>
    public static StatementSyntax InPlaceOf(StatementSyntax old, StatementSyntax statement, SyntaxNode root) =>
        statement.WithLeadingTrivia(old.GetLeadingTrivia()).WithTrailingTrivia(EndOfLine(root));

    /// <summary>The statement as the next line after one that took over its leading comments.</summary>
    public static T AsNextLine<T>(T statement)
        where T : StatementSyntax => statement.WithLeadingTrivia(Indentation(statement));

    /// <summary>
    /// <c>if (condition) consequence</c> in two lines in place of a statement of one, whose comment stays on the first line.
    /// </summary>
    public static StatementSyntax IfInPlaceOf(StatementSyntax old, string condition, string consequence, SyntaxNode root)
    {
        SyntaxTrivia end = EndOfLine(root);
        string comment = old.GetTrailingTrivia().ToString().TrimEnd();
        IEnumerable<SyntaxTrivia> trailing = old.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return Syntax.Statement($"if ({condition}){comment}{end}    {consequence}")
            .WithLeadingTrivia(old.GetLeadingTrivia())
            .WithTrailingTrivia(trailing);
    }

    /// <summary>What is said at the end of the line of a statement that goes is said at the end of another's, where nothing is said yet.</summary>
    public static SyntaxNode MoveComment(SyntaxNode root, StatementSyntax from, StatementSyntax to)
    {
        SyntaxTriviaList said = from.GetTrailingTrivia(), there = to.GetTrailingTrivia();
        if (!said.Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)) || there.Any(IsComment) || !there.Any(SyntaxKind.EndOfLineTrivia))
            return root;
        return root.ReplaceNodes([from, to], (old, rewritten) => rewritten.WithTrailingTrivia(old == to ? said : there));
    }

    /// <summary>What is said at the end of the line of a statement that goes; it is said no more there. Empty where nothing is.</summary>
    public static (SyntaxNode Root, SyntaxTriviaList Said) TakeComment(SyntaxNode root, StatementSyntax statement) =>
        statement.GetTrailingTrivia().Any(SyntaxKind.SingleLineCommentTrivia)
            ? (root.ReplaceNode(statement, statement.WithTrailingTrivia(EndOfLine(root))), statement.GetTrailingTrivia())
            : (root, default);

    /// <summary>The statement with that at the end of its line.</summary>
    public static StatementSyntax Saying(SyntaxTriviaList said, StatementSyntax statement) =>
        said.Count == 0 ? statement : statement.WithTrailingTrivia(said);

    /// <summary>A block of its own around a statement, the statement's comments kept.</summary>
    public static BlockSyntax Block(IEnumerable<StatementSyntax> statements, SyntaxNode root)
    {
        SyntaxTrivia end = EndOfLine(root);
        SyntaxToken open = SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(end);
        SyntaxToken close = SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(end);
        return SyntaxFactory.Block(open, SyntaxFactory.List(statements), close)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>A block in place of one embedded statement.</summary>
    public static BlockSyntax Embedded(IEnumerable<StatementSyntax> statements, SyntaxNode root) =>
        Block(statements, root).WithLeadingTrivia(SyntaxFactory.ElasticMarker);

    /// <summary>True when conditional compilation occurs in a node: an edit would be right for one configuration only.</summary>
    public static bool HasConditionalCode(SyntaxNode node) =>
        node.ContainsDirectives && node.DescendantTrivia().Any(trivia => trivia.Kind()
            is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia
            or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.EndIfDirectiveTrivia);

    /// <summary>The comments and directives in and around a node, each as a line to be put before another node.</summary>
    public static SyntaxTriviaList CommentLines(SyntaxNode node, SyntaxTriviaList indentation, SyntaxTrivia end)
    {
        SyntaxTriviaList lines = SyntaxFactory.TriviaList();
        foreach (SyntaxTrivia trivia in node.DescendantTrivia())
        {
            if (IsComment(trivia))
                lines = lines.AddRange(indentation).Add(trivia).AddRange(trivia.IsDirective ? [] : [end]);
        }
        return lines;
    }

    /// <summary>True when the node is separated from what stands before it by an empty line.</summary>
    public static bool StartsWithBlankLine(SyntaxTriviaList leading) =>
        leading.SkipWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            .FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>The trivia without the empty lines at its start.</summary>
    public static SyntaxTriviaList WithoutBlankLines(SyntaxTriviaList leading)
    {
        int last = -1;
        for (int i = 0; i < leading.Count && leading[i].Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia; i++)
        {
            if (leading[i].IsKind(SyntaxKind.EndOfLineTrivia))
                last = i;
        }
        return SyntaxFactory.TriviaList(leading.Skip(last + 1));
    }

    /// <summary>True when something is said there.</summary>
    public static bool HasComment(SyntaxTriviaList trivia) => trivia.Any(IsComment);

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsDirective
        || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;
}
