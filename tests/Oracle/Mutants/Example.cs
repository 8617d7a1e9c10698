using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Oracle.Comparing;

namespace Quiesce.Oracle.Mutants;

/// <summary>
/// A snippet of the analyzers' own tests or of a rule's document. Those pass, and hold exactly what is found in them: an analysis
/// that finds something else fails them. They know what no program of the oracle does: other protocols, fields, types.
/// </summary>
/// <param name="Name">The test, or the document.</param>
/// <param name="Code">Its compilation.</param>
/// <param name="Findings">What is found, and where.</param>
/// <param name="Taken">The cases that it takes.</param>
sealed partial record Example(string Name, CSharpCompilation Code, string Findings, ImmutableArray<int> Taken)
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks;
        global using Quiesce; global using Quiesce.Annotations;
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "Quiesce.Runtime.dll" || !Path.GetFileName(path).StartsWith("Quiesce.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The names and texts of all that the tests hold.</summary>
    public static ImmutableArray<(string Name, string Text)> Texts()
    {
        string rules = Path.Combine(Repository.Root, "src", "Analyzers", "Rules"), tests = Path.Combine(Repository.Root, "tests", "Analyzers.Tests");
        return [
            .. Directory.EnumerateFiles(rules, "*.md").Order(StringComparer.Ordinal)
                .SelectMany(path => CodeBlock().Matches(File.ReadAllText(path)).Select(block => (Path.GetFileName(path), block.Groups["code"].Value))),
            .. new[] { "Rules", "Shapes", "Engine" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(tests, folder), "*.cs")).Order(StringComparer.Ordinal)
                .SelectMany(InTest)];
    }

    /// <summary>Null where it does not compile alone.</summary>
    public static Example? Of(string name, string text, Specimen whole)
    {
        CSharpCompilation code = CSharpCompilation.Create(
            "Example", [CSharpSyntaxTree.ParseText(WholeFile(text), s_parse, name), CSharpSyntaxTree.ParseText(Usings, s_parse)], s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        if (code.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            return null;
        whole.Taken();
        string findings = FindingsIn(code, whole.Analyzer);
        return whole.Taken().TryGetValue(name, out ImmutableArray<int> taken) ? new Example(name, code, findings, taken) : null;
    }

    public bool Differs(Analyzer mutant) => FindingsIn(Code, mutant) != Findings;

    private static string FindingsIn(CSharpCompilation code, Analyzer analyzer) => string.Join(
        '\n', analyzer.Findings(code).Select(finding => $"{finding.Id} {finding.Location.GetLineSpan().StartLinePosition.Line} {IsMarked(finding)}").Order(StringComparer.Ordinal));

    /// <summary>Whether the line holds a mark with a text that the message has.</summary>
    private static bool IsMarked(Diagnostic finding)
    {
        string line = finding.Location.SourceTree!.GetText().Lines[finding.Location.GetLineSpan().StartLinePosition.Line].ToString();
        return Mark().Matches(line).Any(mark => finding.GetMessage(null).Contains(mark.Groups["text"].Value.Trim(), StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, string Text)> InTest(string path) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(path), s_parse).GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Verify" } })
            .Where(call => call.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax }])
            .Select(call => (
                $"{Path.GetFileNameWithoutExtension(path)}.{call.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText}",
                ((LiteralExpressionSyntax)call.ArgumentList.Arguments[0].Expression).Token.ValueText));

    /// <summary>Like the tests' own snippets: members stand in a class, types and files alone.</summary>
    private static string WholeFile(string text)
    {
        CompilationUnitSyntax root = SyntaxFactory.ParseCompilationUnit(text, options: s_parse);
        bool isWhole = root.Usings.Count > 0 || root.AttributeLists.Count > 0 || root.Members.Any(member => member is BaseNamespaceDeclarationSyntax)
            || (root.Members.Count > 0 && root.Members.All(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax));
        return isWhole ? text : "class C { " + text + "\n}\n";
    }

    [GeneratedRegex(@"// QSC\d{3}: (?<text>((?! //).)+)")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
