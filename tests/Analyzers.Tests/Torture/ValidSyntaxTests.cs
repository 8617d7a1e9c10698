using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Quiesce.Analyzers.Tests.Torture;

/// <summary>Weird but valid C#: exactly the marked findings, in all twins too, and every kind of syntax is there.</summary>
public sealed class ValidSyntaxTests
{
    // Kinds that no torture can show, each with its reason.
    private static readonly string[] s_noSource =
    [
        // Never made by the parser.
        "UnknownAccessorDeclaration",
        // Nothing that the language of these files has: scripts, and what is still in preview.
        "LoadDirectiveTrivia", "UnionDeclaration", "ExtensionMemberCref", "WithElement", "UnsafeExpression",
        // A top-level statement makes a program of a library; Verify.File has its own test of one.
        "GlobalStatement",
        // One file has one form of namespace.
        "NamespaceDeclaration",
    ];

    [LanguageFact(TortureFiles.Language)]
    public Task Statements() => Check(nameof(Statements));

    [LanguageFact(TortureFiles.Language)]
    public Task Expressions() => Check(nameof(Expressions));

    [LanguageFact(TortureFiles.Language)]
    public Task Patterns() => Check(nameof(Patterns));

    [LanguageFact(TortureFiles.Language)]
    public Task Members() => Check(nameof(Members));

    [LanguageFact(TortureFiles.Language)]
    public Task OddPlaces() => Check(nameof(OddPlaces));

    [Fact]
    public void Every_file_has_its_test() => Assert.Equal(
        TortureFiles.Names, GetType().GetMethods().Select(method => method.Name).Intersect(TortureFiles.Names).Order(StringComparer.Ordinal));

    [LanguageFact(TortureFiles.Language)]
    public void Every_kind_of_syntax_occurs()
    {
        HashSet<SyntaxKind> present = [.. TortureFiles.Names
            .SelectMany(name => CSharpSyntaxTree.ParseText(TortureFiles.Read(name)).GetRoot().DescendantNodesAndSelf())
            .Select(node => node.Kind())];
        string[] missing = [.. Enum.GetValues<SyntaxKind>().Distinct()
            .Where(kind => IsOfInterest(kind.ToString()) && !present.Contains(kind))
            .Select(kind => kind.ToString())
            .Except(s_noSource)];
        Assert.True(missing.Length == 0, "No file shows: " + string.Join(", ", missing));
    }

    private static bool IsOfInterest(string kind) =>
        kind.EndsWith("Statement", StringComparison.Ordinal) || kind.EndsWith("Expression", StringComparison.Ordinal)
        || kind.EndsWith("Pattern", StringComparison.Ordinal) || kind.EndsWith("Declaration", StringComparison.Ordinal)
        || kind.EndsWith("Clause", StringComparison.Ordinal) || kind.EndsWith("Label", StringComparison.Ordinal);

    private static Task Check(string name) => Verify.File(TortureFiles.Read(name), new VerifyOptions { CSharp = TortureFiles.Language });
}
