using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Comparing;

/// <summary>The static verdict: what the analyzers of an assembly, the shipped one or a mutant of it, say of each file.</summary>
sealed class Analyzer(Assembly assembly)
{
    private static readonly ImmutableDictionary<string, Defects> s_meanings = new Dictionary<string, Defects>
    {
        ["QSC101"] = Defects.Leak,
        ["QSC107"] = Defects.Leak,
        ["QSC110"] = Defects.Leak,
        ["QSC102"] = Defects.OverRelease,
        ["QSC103"] = Defects.UseAfterRelease,
        ["QSC104"] = Defects.ResultIgnored,
        ["QSC105"] = Defects.UncheckedAcquire,
        ["QSC106"] = Defects.SelfReference,
        ["QSC108"] = Defects.GuardCopied,
        ["QSC112"] = Defects.PublishedTooEarly,
        ["QSC113"] = Defects.AcquiredInsideTry,
        ["QSC114"] = Defects.DestroyedDirectly,
        ["QSC205"] = Defects.WaitInsideSection,
        ["QSC302"] = Defects.ReclaimedTooEarly,
        ["QSC999"] = Defects.GivenUp,
        ["AD0001"] = Defects.GivenUp,
    }.ToImmutableDictionary();

    /// <summary>Rules that ask something else; what the programs do there shows in no count.</summary>
    private static readonly ImmutableHashSet<string> s_otherQuestions = ["QSC109", "QSC111"];

    /// <summary>As they are in this repository.</summary>
    public static Analyzer Shipped { get; } = new(typeof(Quiesce.Analyzers.ProtocolAnalyzer).Assembly);

    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers =
        [.. assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public ImmutableArray<Diagnostic> Findings(CSharpCompilation compilation, CancellationToken cancellation = default) => _analyzers.IsEmpty
        ? []
        : new CompilationWithAnalyzers(compilation, _analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(cancellation).GetAwaiter().GetResult();

    /// <summary>The verdict on each file that has one.</summary>
    public Dictionary<SyntaxTree, Defects> Verdicts(CSharpCompilation compilation, CancellationToken cancellation = default)
    {
        var verdicts = new Dictionary<SyntaxTree, Defects>();
        foreach (Diagnostic finding in Findings(compilation, cancellation))
        {
            if (s_otherQuestions.Contains(finding.Id))
                continue;
            Defects meaning = s_meanings.TryGetValue(finding.Id, out Defects known)
                ? known
                : throw new InvalidOperationException($"a program of the oracle got {finding}");
            if (finding.Location.SourceTree is { } tree)
                verdicts[tree] = verdicts.GetValueOrDefault(tree) | meaning;
            else
                throw new InvalidOperationException($"the analyzers fail: {finding}");
        }

        return verdicts;
    }
}
