using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Tests.Twins;

/// <summary>
/// A source whose statements carry their number in a comment before them, so that they are known again wherever a twin moves
/// them. All other comments are gone: a twin may join lines.
/// </summary>
sealed class TaggedSource
{
    private const string Open = "/*@";
    private const string Close = "*/";
    private readonly Dictionary<SyntaxNode, int> _numbers;
    private readonly SyntaxNode _original;

    public TaggedSource(SyntaxTree tree)
    {
        _original = tree.GetRoot();
        _numbers = _original.DescendantNodes().Where(IsNumbered).Select((node, i) => (node, i)).ToDictionary(pair => pair.node, pair => pair.i);
        Dictionary<SyntaxToken, int> tags = [];
        foreach ((SyntaxNode node, int number) in _numbers)
            tags[node.GetFirstToken()] = number;
        Root = (CompilationUnitSyntax)_original.ReplaceTokens(
            _original.DescendantTokens(), (token, _) => Tag(token, tags.TryGetValue(token, out int number) ? number : null));
    }

    /// <summary>The tagged tree.</summary>
    public CompilationUnitSyntax Root { get; }

    /// <summary>The number of the innermost statement around a finding in the original; -1 outside of statements.</summary>
    public int NumberAt(Diagnostic diagnostic) => Around(_original, diagnostic)
        .Select(node => _numbers.GetValueOrDefault(node, -1))
        .FirstOrDefault(number => number >= 0, -1);

    /// <summary>The same in a twin.</summary>
    public static int NumberInTwin(Diagnostic diagnostic) => Around(diagnostic.Location.SourceTree!.GetRoot(), diagnostic)
        .Select(node => NumberBefore(node.GetFirstToken()))
        .FirstOrDefault(number => number >= 0, -1);

    private static IEnumerable<SyntaxNode> Around(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.AncestorsAndSelf() ?? [];

    private static int NumberBefore(SyntaxToken token)
    {
        // Parsed again, a comment behind a token on the same line belongs to that token.
        string? tag = token.GetPreviousToken().TrailingTrivia.Concat(token.LeadingTrivia)
            .Select(trivia => trivia.ToString())
            .LastOrDefault(text => text.StartsWith(Open, StringComparison.Ordinal));
        return tag is null ? -1 : int.Parse(tag[Open.Length..^Close.Length], CultureInfo.InvariantCulture);
    }

    // A block is where its statements are; an expression body is a statement in all but name.
    private static bool IsNumbered(SyntaxNode node) => node is StatementSyntax and not BlockSyntax
        || node.Parent is ArrowExpressionClauseSyntax
        || node.Parent is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } };

    private static SyntaxToken Tag(SyntaxToken token, int? number)
    {
        IEnumerable<SyntaxTrivia> leading = token.LeadingTrivia.Where(trivia => !IsComment(trivia));
        if (number is { } tag)
            leading = leading.Append(SyntaxFactory.Comment(Open + tag.ToString(CultureInfo.InvariantCulture) + Close));
        return token.WithLeadingTrivia(leading).WithTrailingTrivia(token.TrailingTrivia.Where(trivia => !IsComment(trivia)));
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;
}
