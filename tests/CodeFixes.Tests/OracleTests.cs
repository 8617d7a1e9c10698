using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Analyzers;
using Xunit;
using Xunit.Abstractions;

namespace Quiesce.CodeFixes.Tests;

/// <summary>
/// Runs random bodies before and after their leaks are remedied, on every input: the remedied body does the same work, holds the
/// reference wherever the original held it, and ends with none held and none released twice.
/// </summary>
public class OracleTests(ITestOutputHelper output)
{
    private const int Methods = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Scopes_change_nothing_but_the_leaks(int seed) => Compare<ScopeGuard>("QSC101", new RandomBodies(seed), Balances);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public Task Finallys_change_nothing_but_the_leaks(int seed) => Compare<ReleaseInFinally>("QSC101", new RandomBodies(seed), Balances);

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public Task Releases_before_exits_change_nothing_but_the_leaks(int seed) =>
        Compare<ReleaseBeforeExit>("QSC101", new RandomBodies(seed), Balances, least: 8);

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public Task Releases_that_go_were_too_many(int seed) => Compare<RemoveRelease>("QSC102", new RandomBodies(seed), KeepsWhatWasRight, least: 4);

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public Task Releases_that_ask_a_flag_were_too_many(int seed) =>
        Compare<ReleaseIfHeld>("QSC102", new RandomBodies(seed), KeepsWhatWasRight, least: 3);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public Task Releases_move_behind_the_last_use(int seed) =>
        Compare<ReleaseAfterLastUse>("QSC103", new RandomBodies(seed, RandomShape.Used), Moves, least: 6);

    [Theory]
    [InlineData(13, "QSC104")]
    [InlineData(14, "QSC105")]
    public Task An_exit_where_the_acquire_fails_changes_nothing_where_it_succeeds(int seed, string id) =>
        Compare<TryAcquire>(id, new RandomBodies(seed, RandomShape.Unasked), LeavesWhereItFails);

    private async Task Compare<TRemedy>(string id, RandomBodies bodies, Judge judge, int least = Methods / 4)
        where TRemedy : CodeFixProvider, new()
    {
        string[] sources = [.. Enumerable.Range(0, Methods).Select(i => bodies.Method($"M{i}"))];
        Document document = Create(sources);
        Document remedied = await Fix.FixedAll<TRemedy>(document, await Findings(document, id));
        HashSet<string> left = [.. (await Findings(remedied, id)).Select(MethodOf)];
        Assembly before = await Load(document);
        Assembly after = await Load(remedied);
        int compared = 0;
        for (int i = 0; i < Methods; i++)
        {
            string text = await MethodText(remedied, i);
            if (text == await MethodText(document, i) || (id == "QSC101" && !IsOnlyLeaky(before, i)))
                continue;
            compared++;
            // Fix All remedies what it can; a second finding of the same method may be beyond it.
            Assert.False(id == "QSC101" && left.Contains($"M{i}"), $"still leaks:\n{sources[i]}\n=>\n{text}");
            foreach (bool[] input in Inputs())
                judge(new Runs(Run(before, i, input), Run(after, i, input), input, !left.Contains($"M{i}"), $"M{i}({string.Join(", ", input)})\n{sources[i]}\n=>\n{text}"));
        }
        output.WriteLine($"{compared} of {Methods} bodies were remedied and compared on {1 << RandomBodies.Choices} inputs");
        Assert.True(compared >= least, $"only {compared} bodies compared: the test says nothing");
    }

    private delegate void Judge(Runs runs);

    /// <summary>A body before and after it was remedied, on one input; <c>IsSilent</c>: the analyzer finds nothing of the rule any more.</summary>
    private sealed record Runs(Outcome Before, Outcome After, bool[] Input, bool IsSilent, string What);

    private static void Balances(Runs runs)
    {
        DoesTheSame(runs);
        Assert.True(runs.After is { Held: 0, IsOverReleased: false }, $"ends with {runs.After.Held} held: {runs.What}");
    }

    /// <summary>What is released too often no longer is; where all was well, all is well.</summary>
    private static void KeepsWhatWasRight(Runs runs)
    {
        DoesTheSame(runs);
        Assert.False(runs.IsSilent && runs.After.IsOverReleased, $"released too often: {runs.What}");
        Assert.True(runs.Before.IsOverReleased || runs.After.Held == runs.Before.Held, $"ends with {runs.After.Held} held: {runs.What}");
    }

    private static void Moves(Runs runs)
    {
        DoesTheSame(runs);
        Assert.False(runs.IsSilent && runs.After.IsUsedUnheld && !runs.Before.IsOverReleased && runs.Input[0], $"used after release: {runs.What}");
        Assert.True(runs.After.Held == runs.Before.Held, $"ends with {runs.After.Held} instead of {runs.Before.Held} held: {runs.What}");
    }

    private static void LeavesWhereItFails(Runs runs)
    {
        if (runs.Input[0])
        {
            DoesTheSame(runs);
            Assert.True(runs.After.Held == runs.Before.Held, $"ends with {runs.After.Held} instead of {runs.Before.Held} held: {runs.What}");
            return;
        }
        int[] work = [.. runs.After.Work.Select(step => step.Number)];
        Assert.True(runs.Before.Work.Take(work.Length).Select(step => step.Number).SequenceEqual(work), $"other work: {runs.What}");
        Assert.True(runs.After is { Held: 0, IsOverReleased: false }, $"goes on although nothing is held: {runs.What}");
    }

    private static void DoesTheSame(Runs runs)
    {
        (Outcome before, Outcome after) = (runs.Before, runs.After);
        Assert.True(after.Work.Select(step => step.Number).SequenceEqual(before.Work.Select(step => step.Number)), $"other work: {runs.What}");
        Assert.True(before.Work.Zip(after.Work).All(pair =>
            !pair.First.IsHeld || pair.Second.IsHeld || pair.First.Number == RandomBodies.Unheld), $"not held at work: {runs.What}");
        Assert.True(after.Result == before.Result, $"other result: {runs.What}");
    }

    /// <summary>A body that releases too often has no right remedy for its leaks.</summary>
    private static bool IsOnlyLeaky(Assembly assembly, int method) =>
        Inputs().All(input => !Run(assembly, method, input).IsOverReleased);

    private static IEnumerable<bool[]> Inputs() =>
        Enumerable.Range(0, 1 << RandomBodies.Choices).Select(bits =>
            Enumerable.Range(0, RandomBodies.Choices).Select(bit => (bits >> bit & 1) == 1).ToArray());

    private sealed record Outcome(ImmutableArray<(int Number, bool IsHeld)> Work, string Result, int Held, bool IsOverReleased, bool IsUsedUnheld);

    private static Outcome Run(Assembly assembly, int method, bool[] input)
    {
        dynamic resource = Activator.CreateInstance(assembly.GetType("Resource")!, args: [input[0]])!;
        List<(int, bool)> work = [];
        string result = "returns";
        try
        {
            Action<int> log = number => work.Add((number, resource.Count > 0));
            object[] arguments = [resource, input, log];
            assembly.GetType("Bodies")!.GetMethod($"M{method}")!.Invoke(null, arguments);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is InvalidOperationException)
        {
            result = "throws";
        }
        int held = resource.Count;
        bool isOverReleased = resource.IsOverReleased;
        bool isUsedUnheld = resource.IsUsedUnheld;
        return new Outcome([.. work], result, held, isOverReleased, isUsedUnheld);
    }

    private static async Task<ImmutableArray<Diagnostic>> Findings(Document document, string id)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> all = await compilation
            .WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new ProtocolAnalyzer())).GetAnalyzerDiagnosticsAsync();
        SyntaxTree? tree = await document.GetSyntaxTreeAsync();
        return [.. all.Where(finding => finding.Id == id && finding.Location.SourceTree == tree)];
    }

    private static string MethodOf(Diagnostic finding) =>
        finding.Location.SourceTree!.GetRoot().FindNode(finding.Location.SourceSpan)
            .FirstAncestorOrSelf<MethodDeclarationSyntax>()!.Identifier.Text;

    private static async Task<string> MethodText(Document document, int method)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync())!;
        return root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Single(declaration => declaration.Identifier.Text == $"M{method}").ToString();
    }

    private static async Task<Assembly> Load(Document document)
    {
        using MemoryStream image = new();
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }

    private static Document Create(string[] methods)
    {
        string source = $"using System;\n\npublic static class Bodies\n{{\n{string.Join("\n", methods)}}}\n";
        Project project = new AdhocWorkspace().AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Bodies", "Bodies", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            metadataReferences: Fix.References.Add(MetadataReference.CreateFromFile(typeof(Module).Assembly.Location))));
        return project.AddDocument("Resource.cs", CountedResource.Source).Project.AddDocument("Bodies.cs", source);
    }
}
