using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quiesce.CodeFixes;

/// <summary>Names for the locals that remedies declare.</summary>
internal static class Names
{
    /// <summary>
    /// <paramref name="stem"/>, or the stem with the first number from 2 on that no token of the member uses: whatever the member
    /// does not mention it cannot confuse with the new local.
    /// </summary>
    public static string Fresh(string stem, SyntaxNode member)
    {
        HashSet<string> taken = [.. member.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)];
        string name = stem;
        for (int number = 2; taken.Contains(name); number++)
            name = stem + number;
        return name;
    }
}
