using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quiesce.CodeFixes;

/// <summary>What is said in a file.</summary>
internal static class Comments
{
    /// <summary>True when an edit has kept every comment, somewhere.</summary>
    public static bool AreKept(SyntaxNode before, SyntaxNode after)
    {
        ILookup<string, SyntaxTrivia> kept = In(after).ToLookup(Text);
        return In(before).ToLookup(Text).All(said => kept[said.Key].Count() >= said.Count());
    }

    private static IEnumerable<SyntaxTrivia> In(SyntaxNode root) => root.DescendantTrivia()
        .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);

    private static string Text(SyntaxTrivia trivia) => trivia.ToString().TrimEnd();
}
