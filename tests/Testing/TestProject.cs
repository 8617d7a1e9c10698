using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.Testing;

/// <summary>One project of one in-memory solution. Immutable.</summary>
sealed class TestProject(Project project)
{
    public Project Project { get; } = project;

    public Solution Solution => Project.Solution;

    public static TestProject Create(
        ImmutableArray<(string Path, string Source)> sources, SourceFileList configs,
        CompilationOptions compilation, ParseOptions parse, ImmutableArray<MetadataReference> references)
    {
        var id = ProjectId.CreateNewId();
        Solution solution = new AdhocWorkspace().CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "TestProject", "TestProject", LanguageNames.CSharp,
            compilationOptions: compilation, parseOptions: parse, metadataReferences: references));
        foreach ((string path, string source) in sources)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(path), SourceText.From(source), filePath: path);
        foreach ((string path, SourceText content) in configs)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), Path.GetFileName(path), content, filePath: path);
        return new TestProject(solution.GetProject(id)!);
    }

    public TestProject Transform(IEnumerable<Func<Solution, ProjectId, Solution>> transforms) =>
        In(transforms.Aggregate(Solution, (solution, transform) => transform(solution, Project.Id)));

    /// <summary>The same project in another solution.</summary>
    public TestProject In(Solution solution) => new(solution.GetProject(Project.Id)!);

    /// <summary>What the analyzers find, in source order.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellationToken)
    {
        if (analyzers.IsEmpty)
            return [];
        Compilation compilation = (await Project.GetCompilationAsync(cancellationToken))!;
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers(analyzers, Project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync(cancellationToken);
        return [.. found
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>What the compiler says, as far as the test wants to know.</summary>
    public async Task<ImmutableArray<Diagnostic>> CompileAsync(CompilerDiagnostics level, CancellationToken cancellationToken)
    {
        if (level == CompilerDiagnostics.None)
            return [];
        DiagnosticSeverity least = level == CompilerDiagnostics.Errors ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        Compilation compilation = (await Project.GetCompilationAsync(cancellationToken))!;
        return [.. compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity >= least && !diagnostic.IsSuppressed)];
    }

    /// <summary>The same project, each source preceded by <paramref name="header" />.</summary>
    public async Task<TestProject> WithHeaderAsync(string header, CancellationToken cancellationToken)
    {
        Solution solution = Solution;
        foreach (Document document in Project.Documents)
            solution = solution.WithDocumentText(document.Id, SourceText.From(header + await document.GetTextAsync(cancellationToken)));
        return In(solution);
    }

    /// <summary>All sources, each under its path.</summary>
    public async Task<string> TextAsync(CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        foreach (Document document in Project.Documents)
            texts.Add($"--- {document.FilePath}\n{await document.GetTextAsync(cancellationToken)}");
        return string.Join('\n', texts);
    }
}
