using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Tests.Conventions;

/// <summary>Where our own rules are switched off in our own code.</summary>
static class Suppressions
{
    /// <summary>The pragmas that name one of our rules and no reason behind it.</summary>
    public static IEnumerable<string> WithoutReason(string path, string text) => CSharpSyntaxTree
        .ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot()
        .DescendantNodes(descendIntoTrivia: true)
        .OfType<PragmaWarningDirectiveTriviaSyntax>()
        .Where(pragma => pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword))
        .Where(pragma => pragma.ErrorCodes.Any(code => code.ToString().StartsWith("QSC", StringComparison.Ordinal)))
        .Where(pragma => !pragma.DescendantTrivia().Any(HasText))
        .Select(pragma => $"{path}({pragma.GetLocation().GetLineSpan().StartLinePosition.Line + 1})");

    private static bool HasText(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().TrimStart('/').Trim().Length > 0;
}
