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
    public Task Scopes_change_nothing_but_the_leaks(int seed) => Compare<ScopeGuard>(seed);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public Task Finallys_change_nothing_but_the_leaks(int seed) => Compare<ReleaseInFinally>(seed);

    private async Task Compare<TRemedy>(int seed)
        where TRemedy : CodeFixProvider, new()
    {
        RandomBodies bodies = new(seed);
        string[] sources = [.. Enumerable.Range(0, Methods).Select(i => bodies.Method($"M{i}"))];
        Document document = Create(sources);
        Document remedied = await Fix.FixedAll<TRemedy>(document, await Findings(document));
        HashSet<string> left = [.. (await Findings(remedied)).Select(MethodOf)];
        Assembly before = await Load(document);
        Assembly after = await Load(remedied);
        int compared = 0;
        for (int i = 0; i < Methods; i++)
        {
            string text = await MethodText(remedied, i);
            if (text == await MethodText(document, i) || !IsOnlyLeaky(before, i))
                continue;
            compared++;
            Assert.False(left.Contains($"M{i}"), $"still leaks:\n{sources[i]}\n=>\n{text}");
            foreach (bool[] input in Inputs())
                Check(Run(before, i, input), Run(after, i, input), $"M{i}({string.Join(", ", input)})\n{sources[i]}\n=>\n{text}");
        }
        output.WriteLine($"{compared} of {Methods} bodies were remedied and compared on {1 << RandomBodies.Choices} inputs");
        Assert.True(compared >= Methods / 4, $"only {compared} bodies compared: the test says nothing");
    }

    private static void Check(Outcome before, Outcome after, string what)
    {
        Assert.True(after.Work.Select(step => step.Number).SequenceEqual(before.Work.Select(step => step.Number)), $"other work: {what}");
        Assert.True(before.Work.Zip(after.Work).All(pair =>
            !pair.First.IsHeld || pair.Second.IsHeld || pair.First.Number == RandomBodies.Unheld), $"not held at work: {what}");
        Assert.True(after.Result == before.Result, $"other result: {what}");
        Assert.True(after is { Held: 0, IsOverReleased: false }, $"ends with {after.Held} held: {what}");
    }

    /// <summary>A body that releases too often has no right remedy for its leaks.</summary>
    private static bool IsOnlyLeaky(Assembly assembly, int method) =>
        Inputs().All(input => !Run(assembly, method, input).IsOverReleased);

    private static IEnumerable<bool[]> Inputs() =>
        Enumerable.Range(0, 1 << RandomBodies.Choices).Select(bits =>
            Enumerable.Range(0, RandomBodies.Choices).Select(bit => (bits >> bit & 1) == 1).ToArray());

    private sealed record Outcome(ImmutableArray<(int Number, bool IsHeld)> Work, string Result, int Held, bool IsOverReleased);

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
        return new Outcome([.. work], result, held, isOverReleased);
    }

    private static async Task<ImmutableArray<Diagnostic>> Findings(Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> all = await compilation
            .WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new ProtocolAnalyzer())).GetAnalyzerDiagnosticsAsync();
        SyntaxTree? tree = await document.GetSyntaxTreeAsync();
        return [.. all.Where(finding => finding.Id == "QSC101" && finding.Location.SourceTree == tree)];
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
        return project.AddDocument("Resource.cs", Resource).Project.AddDocument("Bodies.cs", source);
    }

    /// <summary>A counted resource that refuses nothing and remembers everything.</summary>
    private const string Resource = """
        using Quiesce.Annotations;

        public sealed class Resource
        {
            private readonly bool _isAlive;

            public Resource(bool isAlive) => _isAlive = isAlive;

            public int Count { [NeverThrows] get; private set; }

            public bool IsOverReleased { [NeverThrows] get; private set; }

            [Acquires(Kind = "resource")]
            [NeverThrows]
            [MustCheck]
            public bool TryGet()
            {
                Count += _isAlive ? 1 : 0;
                return _isAlive;
            }

            [Releases(Kind = "resource")]
            [NeverThrows]
            public void Put()
            {
                Count--;
                IsOverReleased |= Count < 0;
            }

            [return: Acquired(Kind = "resource")]
            public Hold Acquire() => TryGet() ? new Hold(this) : default;
        }

        [Guard(HeldProperty = nameof(IsHeld))]
        public readonly ref struct Hold
        {
            private readonly Resource? _resource;

            public Hold(Resource resource) => _resource = resource;

            public bool IsHeld => _resource is not null;

            public void Dispose() => _resource?.Put();
        }
        """;
}
