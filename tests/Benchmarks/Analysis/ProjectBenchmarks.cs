using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Quiesce.Testing;

namespace Quiesce.Benchmarks.Analysis;

/// <summary>
/// A whole project, cold: parsed, analysed and compiled, as a build does it, beside the same without analyzers. Where no file mentions
/// anything with a contract the gate must cost next to nothing; the runtime's own sources are the other end, full of it.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(ProcessorTime))]
public class ProjectBenchmarks
{
    private static readonly Analyzers s_sonar = Analyzers.Of("SonarAnalyzer", "S2583", "S3966");
    private static readonly Analyzers s_net = Analyzers.Of("NetAnalyzers", "CA2000", "CA1062", "CA2213");
    private static readonly Analyzers s_disposable = Analyzers.Of("IDisposableAnalyzers");

    private Compiled _compiled = null!;

    /// <summary>A folder of <c>src</c>.</summary>
    [Params("Runtime", "Analyzers")]
    public string Sources { get; set; } = "";

    [GlobalSetup]
    public void Compile()
    {
        string folder = Path.Combine(RepositoryRoot(), "src", Sources);
        _compiled = new Compiled($"Quiesce.{Sources}", [ImplicitUsings.Text, .. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText)]);
        _compiled.Warm(2, Analyzers.GraphOnly, Analyzers.Ours, s_sonar, s_net, s_disposable);
    }

    [Benchmark(Baseline = true, Description = "compile")]
    public bool Emit() => _compiled.Emit();

    [Benchmark(Description = "+ Quiesce")]
    public Task<ImmutableArray<Diagnostic>> Quiesce() => _compiled.EmitAndAnalyzeAsync(Analyzers.Ours);

    [Benchmark(Description = "+ graph of every body")]
    public Task<ImmutableArray<Diagnostic>> GraphOnly() => _compiled.EmitAndAnalyzeAsync(Analyzers.GraphOnly);

    [Benchmark(Description = "+ Sonar S2583, S3966")]
    public Task<ImmutableArray<Diagnostic>> Sonar() => _compiled.EmitAndAnalyzeAsync(s_sonar);

    [Benchmark(Description = "+ CA2000, CA1062, CA2213")]
    public Task<ImmutableArray<Diagnostic>> NetAnalyzers() => _compiled.EmitAndAnalyzeAsync(s_net);

    [Benchmark(Description = "+ IDisposableAnalyzers")]
    public Task<ImmutableArray<Diagnostic>> Disposable() => _compiled.EmitAndAnalyzeAsync(s_disposable);

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Analyzers.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("These benchmarks read the repository's sources: run them in a clone.");
    }
}
