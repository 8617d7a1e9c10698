using System.Collections.Immutable;
using Xunit;

namespace Quiesce.Analyzers.Tests.Conventions;

/// <summary>Sizes and words (CONTRIBUTING.md), over all our sources. An exception is a line here, with its reason.</summary>
public sealed class ConventionTests
{
    private static readonly ImmutableDictionary<string, string> s_exceptions = new Dictionary<string, string>
    {
        ["tests/Testing/CSharpCodeFixTest.cs: CSharpCodeFixTest has more than 2 type parameters"] = "the shape of the package it stands in for",
        ["tests/CodeFixes.Tests/RandomBodies.cs: Statement has"] = "a table, one case for each kind of statement",
        ["samples/Tour/LongWay.cs: Run has"] = "the mistake that it shows is that a defect hides in a long method",
        ["tests/SyntaxTorture/Statements.cs: "] = "weird on purpose: long, deep and nested",
    }.ToImmutableDictionary();

    [LanguageFact("14.0")]
    public void Files_and_methods_are_short_and_names_say_something()
    {
        string[] violations = [.. Sources.SelectMany(path => Sizes.Violations(path, Repository.Read(path)))
            .Where(violation => !s_exceptions.Keys.Any(exception => violation.StartsWith(exception, StringComparison.Ordinal)))];
        Assert.True(violations.Length == 0, string.Join("\n", violations));
    }

    [LanguageFact("14.0")]
    public void No_exception_is_out_of_date()
    {
        string[] violations = [.. Sources.SelectMany(path => Sizes.Violations(path, Repository.Read(path)))];
        Assert.All(s_exceptions.Keys, exception =>
            Assert.Contains(violations, violation => violation.StartsWith(exception, StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_limit_is_found_when_it_is_passed()
    {
        const string Planted = """
            class OrderManager<A, B, C>
            {
                void Deep(bool x) { if (x) { while (x) { try { if (x) { } else if (!x) { } } finally { } } } }
                void Flat(bool x) { if (x) { while (x) { try { } finally { } } } }
                [System.Obsolete]
                int Long()
                {

            """;
        string file = Planted + new string('\n', 28) + "return 1;\n}\n}\n";
        Assert.Equal(
            ["P.cs: the name OrderManager says nothing", "P.cs: OrderManager has more than 2 type parameters", "P.cs: Deep nests 4 deep", "P.cs: Long has 32 lines"],
            Sizes.Violations("P.cs", file));
        Assert.Equal(["P.cs: 301 lines"], Sizes.Violations("P.cs", new string('\n', 300) + "class C;"));
        Assert.Equal(["P.cs: line ends other than LF"], Sizes.Violations("P.cs", "class C;\r\n"));
    }

    [Fact]
    public void Each_suppression_of_our_own_rules_has_a_reason()
    {
        Assert.Empty(Sources.SelectMany(path => Suppressions.WithoutReason(path, Repository.Read(path))));
        Assert.Equal(["P.cs(1)", "P.cs(2)"], Suppressions.WithoutReason("P.cs", """
            #pragma warning disable QSC101
            #pragma warning disable CS0001, QSC101 //
            #pragma warning disable QSC101 // Because.
            #pragma warning disable CS0001
            """));
    }

    [Theory]
    [InlineData("src/Runtime/Runtime.csproj")]
    [InlineData("samples/PluginHost/PluginHost.csproj")]
    [InlineData("tests/Runtime.Tests/Runtime.Tests.csproj")]
    [InlineData("tests/Benchmarks/Benchmarks.csproj")]
    [InlineData("tests/SyntaxTorture/SyntaxTorture.csproj")]
    public void Our_own_analyzers_run_on(string project) => Assert.True(
        Repository.Read(project).Contains("<RunsOwnAnalyzers>true</RunsOwnAnalyzers>", StringComparison.Ordinal)
        || Repository.Read("samples/PluginHost/Directory.Build.props").Contains("Analyzers.csproj\" OutputItemType=\"Analyzer\"", StringComparison.Ordinal)
            && project.StartsWith("samples/PluginHost/", StringComparison.Ordinal));

    private static IEnumerable<string> Sources => new[] { "src", "tests", "samples" }.SelectMany(folder => Repository.Files(folder, "*.cs"));
}
