using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Tests.Documents;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>
/// Findings are a function of the code: one compilation of many files gives the same in each run, and in whatever order its files
/// and their members come.
/// </summary>
public sealed partial class OrderTests
{
    private static readonly string[] s_files = [.. Sources().Select((source, i) => $"namespace N{i}\n{{\n{source}\n}}\n")];

    [Fact]
    public async Task Each_run_finds_the_same()
    {
        Analysis analysis = await CompileAsync(s_files);
        string[] first = await InFullAsync(analysis, concurrent: false);
        Assert.True(first.Length > 15, $"{first.Length} findings");
        for (int run = 0; run < 3; run++)
            Assert.Equal(first, await InFullAsync(await CompileAsync(s_files), concurrent: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_order_of_files_and_members_does_not_matter(int seed)
    {
        var random = new Random(seed);
        string[] shuffled = [.. s_files.Select(file => Shuffle(file, random))];
        random.Shuffle(shuffled);
        Assert.Equal(await UpToPositionsAsync(s_files), await UpToPositionsAsync(shuffled));
    }

    [Fact]
    public void Members_are_shuffled() => Assert.NotEqual(s_files, s_files.Select(file => Shuffle(file, new Random(1))));

    private static IEnumerable<string> Sources()
    {
        IEnumerable<string?> documents = RuleDocument.Ids.Select(id => RuleDocument.Load(id).Violation);
        string[] bodies =
        [
            GeneratedBodies.LiveFlags(4), GeneratedBodies.HeldWithFlags(3), GeneratedBodies.Finally(24), GeneratedBodies.LargeLoop(24),
            GeneratedBodies.HandedOn(24), GeneratedBodies.Exits(24), GeneratedBodies.SwitchArms(24), GeneratedBodies.HeldTogether(12),
        ];
        return documents.OfType<string>().Concat(bodies).Select(text => Snippet.Parse(text, null).Source).Where(CanStandInANamespace);
    }

    private static bool CanStandInANamespace(string source)
    {
        CompilationUnitSyntax root = SyntaxFactory.ParseCompilationUnit(source);
        return root.Usings.Count == 0 && root.AttributeLists.Count == 0 && root.Members.All(member => member is BaseTypeDeclarationSyntax);
    }

    private static async Task<Analysis> CompileAsync(IReadOnlyList<string> files)
    {
        Analysis analysis = (await Analysis.CreateAsync(Snippet.Parse("", null))).WithFiles(files);
        Assert.Empty(analysis.Errors);
        return analysis;
    }

    private static async Task<string[]> InFullAsync(Analysis analysis, bool concurrent) =>
        [.. (await analysis.RunAsync(ShippedAnalyzers.All, concurrent)).Select(Found.InFull).Order(StringComparer.Ordinal)];

    private static async Task<string[]> UpToPositionsAsync(IReadOnlyList<string> files) =>
        [.. (await (await CompileAsync(files)).RunAsync(ShippedAnalyzers.All)).Select(UpToPosition).Order(StringComparer.Ordinal)];

    /// <summary>A finding with the code it points at instead of where that is.</summary>
    private static string UpToPosition(Diagnostic diagnostic)
    {
        IEnumerable<string> steps = diagnostic.AdditionalLocations.Select((location, i) =>
            $"{diagnostic.Properties.GetValueOrDefault(i.ToString(CultureInfo.InvariantCulture))} @ {CodeAt(location)}");
        string message = Line().Replace(diagnostic.GetMessage(CultureInfo.InvariantCulture), "line");
        return string.Join("\n  ", steps.Prepend($"{diagnostic.Id} {message} @ {CodeAt(diagnostic.Location)}"));
    }

    private static string CodeAt(Location location) => location.SourceTree!.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true).ToString();

    private static string Shuffle(string file, Random random)
    {
        SyntaxNode root = SyntaxFactory.ParseCompilationUnit(file);
        TypeDeclarationSyntax[] types = [.. root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(type => type.Members.Count > 1)];
        return root.ReplaceNodes(types, (_, type) =>
        {
            MemberDeclarationSyntax[] members = [.. type.Members];
            random.Shuffle(members);
            // No collection expression: older versions of the list have an Add that changes nothing.
            return type.WithMembers(SyntaxFactory.List(members.Select(member => member.WithTrailingTrivia(SyntaxFactory.LineFeed))));
        }).ToFullString();
    }

    [GeneratedRegex(@"\bline \d+")]
    private static partial Regex Line();
}
