using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Tests.Conventions;

/// <summary>How long and how deep a source is, and what is wrong with its form; syntax only.</summary>
static class Sizes
{
    public const int MostLinesOfAFile = 300;
    public const int MostLinesOfAMethod = 30;
    public const int DeepestNesting = 3;
    public const int MostTypeParameters = 2;

    private static readonly string[] s_emptyWords = ["Helper", "Helpers", "Utils", "Utility", "Utilities", "Manager", "Common"];

    /// <summary>What is beyond the limits in one file.</summary>
    public static IEnumerable<string> Violations(string path, string text)
    {
        if (text.Contains('\r'))
            yield return $"{path}: line ends other than LF";
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot();
        int lines = text.TrimEnd('\n').Split('\n').Length - LinesOfText(root);
        if (lines > MostLinesOfAFile)
            yield return $"{path}: {lines} lines";
        foreach (string violation in root.DescendantNodes().SelectMany(Violations))
            yield return $"{path}: {violation}";
    }

    private static IEnumerable<string> Violations(SyntaxNode node)
    {
        if (node is BaseTypeDeclarationSyntax type && s_emptyWords.Any(word => type.Identifier.ValueText.EndsWith(word, StringComparison.Ordinal)))
            yield return $"the name {type.Identifier.ValueText} says nothing";
        if (node is TypeDeclarationSyntax { TypeParameterList.Parameters.Count: > MostTypeParameters } generic)
            yield return $"{generic.Identifier.ValueText} has more than {MostTypeParameters} type parameters";
        if (node is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax))
            yield break;
        int lines = Lines(node);
        if (lines > MostLinesOfAMethod)
            yield return $"{NameOf(node)} has {lines} lines";
        int depth = node.DescendantNodes().Where(IsNesting).Select(inner => Depth(inner, node)).DefaultIfEmpty(0).Max();
        if (depth > DeepestNesting)
            yield return $"{NameOf(node)} nests {depth} deep";
    }

    // From the signature to the closing brace, without attributes.
    private static int Lines(SyntaxNode method)
    {
        SyntaxNode last = method.ChildNodes().LastOrDefault(child => child is BlockSyntax or ArrowExpressionClauseSyntax) ?? method;
        FileLinePositionSpan body = last.GetLocation().GetLineSpan();
        return body.EndLinePosition.Line - LinesOfText(method) - FirstToken(method).GetLocation().GetLineSpan().StartLinePosition.Line + 1;
    }

    // A snippet in a test is text that the code holds, not code.
    private static int LinesOfText(SyntaxNode node) => node.DescendantTokens()
        .Where(token => token.Kind() is SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.StringLiteralToken)
        .Sum(token => token.Text.Count(c => c == '\n'));

    private static SyntaxToken FirstToken(SyntaxNode method)
    {
        SyntaxNodeOrToken child = method.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList));
        return child.IsToken ? child.AsToken() : child.AsNode()!.GetFirstToken();
    }

    private static int Depth(SyntaxNode node, SyntaxNode method) =>
        node.AncestorsAndSelf().TakeWhile(ancestor => ancestor != method).Count(IsNesting);

    // "else if" is a list, not a depth.
    private static bool IsNesting(SyntaxNode node) => node switch
    {
        IfStatementSyntax => node.Parent is not ElseClauseSyntax,
        ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax => true,
        SwitchStatementSyntax or TryStatementSyntax or UsingStatementSyntax or LockStatementSyntax or FixedStatementSyntax => true,
        _ => false,
    };

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        BaseMethodDeclarationSyntax { Parent: BaseTypeDeclarationSyntax type } => $"{type.Identifier.ValueText}'s {node.Kind()}",
        _ => node.Kind().ToString(),
    };
}
