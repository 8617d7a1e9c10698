using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Analyzers.Reporting;

namespace Quiesce.Census;

/// <summary>What the analyzers say of one compilation, and what that costs.</summary>
/// <param name="Files">How many were compiled.</param>
/// <param name="Lines">How long they are.</param>
/// <param name="Errors">What the compiler could not make sense of.</param>
/// <param name="Findings">In the order of files and lines; what the source suppresses is left out.</param>
/// <param name="Compiler">Processor time of binding and emitting without analyzers.</param>
/// <param name="All">Processor time of the analyzers together, with what they make the compiler do once more.</param>
/// <param name="Each">Time in the code of each analyzer, as the compiler measures it.</param>
/// <param name="CompilerMemory">The most memory of this process before the analyzers ran, in bytes.</param>
/// <param name="PeakMemory">The most memory of this process, in bytes.</param>
sealed record Survey(
    int Files, int Lines, int Errors, ImmutableArray<Diagnostic> Findings, TimeSpan Compiler, TimeSpan All, ImmutableArray<(string Name, TimeSpan Time)> Each,
    long CompilerMemory, long PeakMemory)
{
    /// <summary>The compiler's word for an analyzer that threw.</summary>
    public const string Crash = "AD0001";

    /// <summary>Where the analysis gave up.</summary>
    public const string Limit = "QSC999";

    /// <summary>Whether an analyzer threw, whoever caught that.</summary>
    public bool HasFailed => Findings.Any(finding => finding.Id == Crash || (finding.Id == Limit && finding.Properties.ContainsKey(DiagnosticFactory.FailureProperty)));

    public static Survey Of(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        TimeSpan begin = ProcessorTime();
        int errors = compilation.GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        compilation.Emit(Stream.Null);
        TimeSpan compiled = ProcessorTime();
        long before = PeakWorkingSet();
        AnalysisResult result = Analyze(compilation, analyzers);
        TimeSpan end = ProcessorTime();
        return new Survey(
            compilation.SyntaxTrees.Length,
            compilation.SyntaxTrees.Sum(tree => tree.GetText().Lines.Count),
            errors,
            [.. result.GetAllDiagnostics().OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id)],
            compiled - begin,
            end - compiled,
            [.. result.AnalyzerTelemetryInfo.Select(entry => (entry.Key.GetType().Name, entry.Value.ExecutionTime)).OrderBy(entry => entry.Name)],
            before,
            PeakWorkingSet());
    }

    /// <summary>
    /// A compilation of its own: nothing that was bound before is there to be used again. One after the other: threads that wait for each
    /// other would count as work.
    /// </summary>
    private static AnalysisResult Analyze(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) => compilation.Clone()
        .WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true, reportSuppressedDiagnostics: false))
        .GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static long PeakWorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
