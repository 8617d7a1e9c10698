using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Quiesce.Annotations;

namespace Quiesce.Analyzers.Tests;

/// <summary>Compiles a snippet against the runtime and runs analyzers over it. Immutable; thread-safe.</summary>
sealed class Analysis
{
    private static readonly ReferenceAssemblies s_platform =
        new("net10.0", new PackageIdentity("Microsoft.NETCore.App.Ref", "10.0.0"), Path.Combine("ref", "net10.0"));

    private readonly CSharpCompilation _compilation;
    private readonly AnalyzerOptions _options;

    private Analysis(CSharpCompilation compilation, AnalyzerOptions options, Document document, SyntaxTree tree)
    {
        _compilation = compilation;
        _options = options;
        Document = document;
        Tree = tree;
    }

    /// <summary>The runtime, as user code sees it.</summary>
    public static MetadataReference Runtime { get; } = MetadataReference.CreateFromFile(typeof(AcquiresAttribute).Assembly.Location);

    /// <summary>The snippet's file.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>The whole compilation.</summary>
    public Compilation Compilation => _compilation;

    /// <summary>The document of that file, as a remedy gets it.</summary>
    public Document Document { get; }

    public static async Task<Analysis> CreateAsync(Snippet snippet) => await OfAsync(await DocumentAsync(snippet));

    /// <summary>The project of a document that a remedy has changed.</summary>
    public static async Task<Analysis> OfAsync(Document document)
    {
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
        return new Analysis(compilation, document.Project.AnalyzerOptions, document, (await document.GetSyntaxTreeAsync())!);
    }

    /// <summary>The snippet's file in a project of its own.</summary>
    public static async Task<Document> DocumentAsync(Snippet snippet)
    {
        ImmutableArray<MetadataReference> platform = await s_platform.ResolveAsync(LanguageNames.CSharp, CancellationToken.None);
        var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        Solution solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "Test", "Test", LanguageNames.CSharp,
                compilationOptions: CompilationOptions(snippet), parseOptions: snippet.ParseOptions,
                metadataReferences: platform.Add(Runtime)))
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", SourceText.From(Snippet.Usings), filePath: "/0/Usings.cs");
        var document = DocumentId.CreateNewId(id);
        solution = solution.AddDocument(document, "Test0.cs", SourceText.From(snippet.Source), filePath: "/0/Test0.cs");
        if (snippet.Options.EditorConfig is { } config)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".editorconfig", SourceText.From(config), filePath: "/0/.editorconfig");
        return solution.GetDocument(document)!;
    }

    /// <summary>The same compilation over another text of the snippet's file.</summary>
    public Analysis With(string source)
    {
        SyntaxTree tree = Tree.WithChangedText(SourceText.From(source));
        return new Analysis(_compilation.ReplaceSyntaxTree(Tree, tree), _options, Document.WithText(SourceText.From(source)), tree);
    }

    /// <summary>The same compilation with these files instead of the snippet's.</summary>
    public Analysis WithFiles(IReadOnlyList<string> sources)
    {
        SyntaxTree[] trees = [.. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)Tree.Options, $"/0/File{i}.cs"))];
        return new Analysis(_compilation.RemoveSyntaxTrees(Tree).AddSyntaxTrees(trees), _options, Document, trees[0]);
    }

    /// <summary>What the compiler rejects.</summary>
    public ImmutableArray<Diagnostic> Errors =>
        [.. _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    /// <summary>What the analyzers say, in source order; suppressed findings are not among it.</summary>
    public async Task<ImmutableArray<Diagnostic>> RunAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, bool concurrent = true)
    {
        if (analyzers.IsEmpty)
            return [];
        var options = new CompilationWithAnalyzersOptions(
            _options, onAnalyzerException: null, concurrentAnalysis: concurrent, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false);
        ImmutableArray<Diagnostic> found = await _compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync();
        return [.. found
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.GetMessage(null), StringComparer.Ordinal)];
    }

    private static CSharpCompilationOptions CompilationOptions(Snippet snippet)
    {
        CompilationUnitSyntax root = SyntaxFactory.ParseCompilationUnit(snippet.Source, options: snippet.ParseOptions);
        bool isProgram = root.Members.Any(member => member is GlobalStatementSyntax);
        return new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
    }
}
