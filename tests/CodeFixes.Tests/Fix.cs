using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>
/// Drives one remedy over findings that the source marks (<c>{|QSC101:owner.TryGet()|}</c>, a path step as <c>{|step:...|}</c>):
/// what a remedy does with a finding is tested apart from whether the analyzer finds it. The result must compile and emit.
/// </summary>
public static partial class Fix
{
    private static readonly ImmutableDictionary<string, string?> Properties = new Dictionary<string, string?>
    {
        ["acquires"] = "TryGet,Get,Acquire",
        ["releases"] = "Put,PutLater",
        ["release"] = "Put",
        ["field"] = "_owner",
        ["tryAcquire"] = "TryGet",
        ["guard"] = "Acquire",
        ["guardHeld"] = "IsHeld",
        ["guardType"] = "global::Quiesce.ModuleScope",
        ["wait"] = "global::Quiesce.Rcu.Synchronize",
        ["kind"] = "module",
        ["defer"] = "global::Quiesce.Rcu.Retire",
        ["decrement"] = "global::System.Threading.Interlocked.Decrement",
        ["compareExchange"] = "global::System.Threading.Interlocked.CompareExchange",
        ["read"] = "global::System.Threading.Volatile.Read",
    }.ToImmutableDictionary();

    internal static readonly ImmutableArray<MetadataReference> References = [..
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly MetadataReference s_annotations = MetadataReference.CreateFromFile(typeof(Annotations.AcquiresAttribute).Assembly.Location);

    /// <summary>The remedy applied to each marked finding, singly where there is one, and by Fix All, gives the expected members.</summary>
    public static async Task Becomes<TRemedy>(string members, string expected, string without = "")
        where TRemedy : CodeFixProvider, new()
    {
        (Document document, ImmutableArray<Diagnostic> findings) = Parse(Wrap(members), without);
        string wanted = Wrap(expected);
        FixPromise promise = await FixPromise.OfAsync(document, findings);
        if (findings.Length == 1)
        {
            CodeAction action = Assert.Single(await Offered<TRemedy>(document, findings[0]));
            Assert.Equal(typeof(TRemedy).Name, action.EquivalenceKey);
            Document changed = await Changed(document, action);
            await Check(changed, wanted);
            await promise.CheckAsync(changed);
        }
        if (new TRemedy().GetFixAllProvider() is null)
            return;
        Document all = await FixedAll<TRemedy>(document, findings);
        await Check(all, wanted);
        await promise.CheckAsync(all);
        await promise.CheckIdempotentAsync<TRemedy>(all);
        await KeepsLineEnds<TRemedy>(members, without, wanted);
    }

    /// <summary>In a file with CRLF line ends nothing is written with LF.</summary>
    private static async Task KeepsLineEnds<TRemedy>(string members, string without, string wanted)
        where TRemedy : CodeFixProvider, new()
    {
        (Document document, ImmutableArray<Diagnostic> findings) = Parse(Wrap(members).ReplaceLineEndings("\r\n"), without);
        await Check(await FixedAll<TRemedy>(document, findings), wanted.ReplaceLineEndings("\r\n"));
    }

    /// <summary>The remedy is not offered for any marked finding. What Fix All makes of them is the remedy's fallback, if any.</summary>
    public static async Task IsNotOffered<TRemedy>(string members, string? fallback = null, string without = "")
        where TRemedy : CodeFixProvider, new()
    {
        (Document document, ImmutableArray<Diagnostic> findings) = Parse(Wrap(members), without);
        Assert.NotEmpty(findings);
        // What does not compile is not offered for that reason alone.
        await Check(document, (await document.GetTextAsync()).ToString());
        foreach (Diagnostic finding in findings)
            Assert.Empty(await Offered<TRemedy>(document, finding));
        Document changed = await FixedAll<TRemedy>(document, findings);
        if (fallback is null)
            Assert.Equal((await document.GetTextAsync()).ToString(), (await changed.GetTextAsync()).ToString());
        else
            Assert.Contains(fallback, (await changed.GetTextAsync()).ToString(), StringComparison.Ordinal);
    }

    /// <summary>The remedy is offered for the one marked finding under a title.</summary>
    public static async Task HasTitle<TRemedy>(string members, string title)
        where TRemedy : CodeFixProvider, new()
    {
        (Document document, ImmutableArray<Diagnostic> findings) = Parse(Wrap(members), "");
        Assert.Equal(title, Assert.Single(await Offered<TRemedy>(document, Assert.Single(findings))).Title);
    }

    internal static async Task<List<CodeAction>> Offered<TRemedy>(Document document, Diagnostic finding)
        where TRemedy : CodeFixProvider, new()
    {
        List<CodeAction> actions = [];
        CodeFixContext context = new(document, finding, (action, _) => actions.Add(action), CancellationToken.None);
        await new TRemedy().RegisterCodeFixesAsync(context);
        return actions;
    }

    internal static async Task<Document> FixedAll<TRemedy>(Document document, ImmutableArray<Diagnostic> findings)
        where TRemedy : CodeFixProvider, new()
    {
        TRemedy remedy = new();
        if (findings.IsEmpty || remedy.GetFixAllProvider() is not { } provider)
            return document;
        FixAllContext context = new(
            document, remedy, FixAllScope.Solution, typeof(TRemedy).Name, findings.Select(finding => finding.Id).Distinct(),
            new Findings(findings), CancellationToken.None);
        CodeAction? action = await provider.GetFixAsync(context);
        return action is null ? document : await Changed(document, action);
    }

    internal static async Task<Document> Changed(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution.GetDocument(document.Id) ?? document;
    }

    internal static async Task Check(Document document, string expected)
    {
        Assert.Equal(expected, (await document.GetTextAsync()).ToString());
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.Emit(Stream.Null).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private static string Wrap(string members)
    {
        if (members.StartsWith("using ", StringComparison.Ordinal))
            return members + "\n";
        string indented = string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            using Quiesce;

            class C
            {
            {{indented}}
            }

            """;
    }

    private static (Document Document, ImmutableArray<Diagnostic> Findings) Parse(string marked, string without)
    {
        List<(string Id, TextSpan Span)> marks = [];
        string source = marked;
        for (Match match = Markup().Match(source); match.Success; match = Markup().Match(source))
        {
            Group code = match.Groups["code"];
            int start = match.Index;
            source = source.Remove(match.Index, match.Length).Insert(start, code.Value);
            int removed = match.Length - code.Length;
            marks = [.. marks.Select(mark => mark.Span.Start > start ? (mark.Id, new TextSpan(mark.Span.Start - removed, mark.Span.Length)) : mark)];
            marks.Add((match.Groups["id"].Value, new TextSpan(start, code.Length)));
        }
        Document document = Create(source);
        SyntaxTree tree = document.GetSyntaxTreeAsync().Result!;
        Location[] steps = [.. marks.Where(mark => mark.Id == "step").Select(mark => Location.Create(tree, mark.Span))];
        ImmutableDictionary<string, string?> properties = Properties.RemoveRange(without.Split(' '));
        return (document, [.. marks.Where(mark => mark.Id.StartsWith("QSC", StringComparison.Ordinal)).Select(mark => Diagnostic.Create(
            Descriptor(mark.Id), Location.Create(tree, mark.Span), steps, WithExits(properties, marks, mark.Span)))]);
    }

    /// <summary>The places marked <c>{|exit:...|}</c>, or <c>{|mixed:...|}</c> where some path comes without the reference.</summary>
    private static ImmutableDictionary<string, string?> WithExits(
        ImmutableDictionary<string, string?> properties, List<(string Id, TextSpan Span)> marks, TextSpan acquire)
    {
        string[] exits = [.. marks.Where(mark => mark.Id is "exit" or "mixed").OrderBy(mark => mark.Span.Start).Select(mark =>
            $"{mark.Span.Start - acquire.Start}+{mark.Span.Length}{(mark.Id == "mixed" ? "?" : "")}")];
        if (marks.Any(mark => mark.Id == "everywhere"))
            exits = ["all"];
        return exits.Length == 0 ? properties : properties.Add("exits", string.Join(",", exits));
    }

    private static DiagnosticDescriptor Descriptor(string id) => new(id, id, id, "Test", DiagnosticSeverity.Warning, true);

    private static Document Create(string source)
    {
        AdhocWorkspace workspace = new();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Test", "Test", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(
                source.Contains("class ", StringComparison.Ordinal)
                    ? OutputKind.DynamicallyLinkedLibrary
                    : OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest), metadataReferences: References.Add(s_annotations)));
        project = project.AddDocument("Runtime.cs", StandInRuntime.Source).Project;
        return project.AddDocument("Test.cs", source);
    }

    [GeneratedRegex(@"\{\|(?<id>\w+):(?<code>(?:(?!\{\|).)*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Markup();

    private sealed class Findings(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
