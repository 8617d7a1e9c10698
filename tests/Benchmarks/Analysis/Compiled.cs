using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quiesce.Benchmarks.Analysis;

/// <summary>Source text as a compilation against what this program itself runs on: the platform, the compiler, the runtime.</summary>
sealed class Compiled
{
    private const string Runtime = "Quiesce.Runtime";

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.Latest, DocumentationMode.Parse, preprocessorSymbols: ["QUIESCE_RUNTIME"]);

    private static readonly ImmutableArray<PortableExecutableReference> s_platform =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("Quiesce.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file))];

    private static readonly ImmutableArray<PortableExecutableReference> s_withRuntime =
        s_platform.Add(MetadataReference.CreateFromFile(typeof(Module).Assembly.Location));

    private readonly string _name;
    private readonly IReadOnlyList<string> _sources;
    private readonly CSharpCompilation _compilation;

    public Compiled(string name, params IReadOnlyList<string> sources)
    {
        _name = name;
        _sources = sources;
        _compilation = Create();
        string[] errors = [.. _compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()).Take(3)];
        if (errors.Length > 0)
            throw new InvalidOperationException(string.Join("\n", errors));
    }

    /// <summary>All code that will be measured is compiled just in time before, in this one process: else whoever comes first would pay.</summary>
    public void Warm(int rounds, params IReadOnlyList<Analyzers> all)
    {
        for (int i = 0; i < rounds; i++)
        {
            Emit();
            foreach (Analyzers analyzers in all)
                EmitAndAnalyzeAsync(analyzers).GetAwaiter().GetResult();
        }
    }

    /// <summary>What the compiler does with it: parses, binds, checks, emits.</summary>
    public bool Emit() => Create().Emit(new MemoryStream()).Success;

    /// <summary>What the analyzers report on a compilation whose own diagnostics are known: only their work, which includes binding the bodies they look at.</summary>
    public Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Analyzers analyzers) => With(analyzers, _compilation).GetAnalyzerDiagnosticsAsync();

    /// <summary>The same, of text that nothing is known of yet, with what the compiler does: both share what they find out about declarations.</summary>
    public async Task<ImmutableArray<Diagnostic>> EmitAndAnalyzeAsync(Analyzers analyzers)
    {
        CompilationWithAnalyzers analysis = With(analyzers, Create());
        ImmutableArray<Diagnostic> found = await analysis.GetAnalyzerDiagnosticsAsync();
        if (!analysis.Compilation.Emit(new MemoryStream()).Success)
            throw new InvalidOperationException("What was analysed does not compile.");
        return found;
    }

    private static CompilationWithAnalyzers With(Analyzers analyzers, CSharpCompilation compilation)
    {
        // One after the other, as the compiler itself here: threads that wait for each other would count as work.
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: static (failure, analyzer, _) => throw new InvalidOperationException(analyzer.ToString(), failure),
            concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false);
        return compilation.WithOptions(analyzers.Choose(compilation.Options)).WithAnalyzers(analyzers.All, options);
    }

    private CSharpCompilation Create() => CSharpCompilation.Create(
        _name,
        _sources.Select((text, i) => CSharpSyntaxTree.ParseText(text, s_parsing, $"/0/File{i}.cs")),
        _name == Runtime ? s_platform : s_withRuntime,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: false, nullableContextOptions: NullableContextOptions.Enable));
}
