using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace Quiesce.Benchmarks.Analysis;

/// <summary>
/// One large method: what the analysis of its paths costs, beside compiling it and beside what others do with it. Each column
/// <c>finds</c> says whether the defect at the end was reported: an analysis that gives up on the way is fast.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(ProcessorTime))]
public class BodyBenchmarks
{
    private static readonly Analyzers s_sonar = Analyzers.Of("SonarAnalyzer", "S2583", "S3966");
    private static readonly Analyzers s_netDispose = Analyzers.Of("NetAnalyzers", "CA2000");
    private static readonly Analyzers s_netFlow = Analyzers.Of("NetAnalyzers", "CA2000", "CA1062", "CA2213");
    private static readonly Analyzers s_disposable = Analyzers.Of("IDisposableAnalyzers");

    private static bool s_isWarm;

    private Compiled _compiled = null!;

    [Params(Shape.Straight, Shape.Branchy, Shape.Loopy, Shape.Tries)]
    public Shape Shape { get; set; }

    [Params(10, 100, 1_000, 10_000)]
    public int Statements { get; set; }

    [GlobalSetup]
    public void Compile()
    {
        Warm();
        _compiled = new Compiled("Body", GeneratedBody.Of(Shape, Statements));
    }

    [Benchmark(Baseline = true, Description = "compile")]
    public bool Emit() => _compiled.Emit();

    [Benchmark(Description = "graph only")]
    public Task<bool> GraphOnly() => FindsAsync(Analyzers.GraphOnly, "GRAPH");

    [Benchmark(Description = "Quiesce")]
    public Task<bool> Quiesce() => FindsAsync(Analyzers.Ours, "QSC101");

    [Benchmark(Description = "Sonar S2583, S3966")]
    public Task<bool> Sonar() => FindsAsync(s_sonar, "S3966");

    [Benchmark(Description = "CA2000")]
    public Task<bool> NetDispose() => FindsAsync(s_netDispose, "CA2000");

    [Benchmark(Description = "CA2000, CA1062, CA2213")]
    public Task<bool> NetFlow() => FindsAsync(s_netFlow, "CA2000");

    [Benchmark(Description = "IDisposableAnalyzers")]
    public Task<bool> Disposable() => FindsAsync(s_disposable, "IDISP016");

    private static void Warm()
    {
        if (s_isWarm)
            return;
        s_isWarm = true;
        foreach (Shape shape in Enum.GetValues<Shape>())
            new Compiled("Body", GeneratedBody.Of(shape, 50)).Warm(2, Analyzers.GraphOnly, Analyzers.Ours, s_sonar, s_netDispose, s_netFlow, s_disposable);
    }

    private async Task<bool> FindsAsync(Analyzers analyzers, string rule, [CallerMemberName] string benchmark = "")
    {
        ImmutableArray<Diagnostic> found = await _compiled.AnalyzeAsync(analyzers);
        bool finds = found.Any(d => d.Id == rule);
        FindsColumn.Record(benchmark, Shape, Statements, finds);
        return finds;
    }
}
