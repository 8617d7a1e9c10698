using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Analyzers;

namespace Quiesce.Benchmarks.Analysis;

/// <summary>Analyzers that are measured together, and the rules of them that are on.</summary>
/// <param name="All">The analyzers.</param>
/// <param name="On">Rules that are switched on.</param>
/// <param name="Off">Rules of the same analyzers that are not, so that no work is done for them.</param>
sealed record Analyzers(ImmutableArray<DiagnosticAnalyzer> All, ImmutableHashSet<string> On, ImmutableHashSet<string> Off)
{
    public static Analyzers Ours { get; } = Everything([new ProtocolAnalyzer(), new ContractAnalyzer()]);

    public static Analyzers GraphOnly { get; } = Everything([new GraphOnlyAnalyzer()]);

    /// <summary>The analyzers of a package beside this program that have one of <paramref name="rules"/>, and no other rule of theirs.</summary>
    public static Analyzers Of(string package, params string[] rules)
    {
        ImmutableArray<DiagnosticAnalyzer> chosen = [.. Load(package).Where(a => a.SupportedDiagnostics.Any(d => rules.Contains(d.Id)))];
        IEnumerable<string> missing = rules.Except(chosen.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id));
        if (missing.FirstOrDefault() is { } unknown)
            throw new InvalidOperationException($"'{package}' has no rule {unknown}.");
        ImmutableHashSet<string> on = [.. rules];
        return new Analyzers(chosen, on, [.. chosen.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Where(id => !on.Contains(id))]);
    }

    /// <summary>A package beside this program as it is when installed: what is on by default.</summary>
    public static Analyzers Of(string package) => Everything(Load(package));

    /// <summary>The options with exactly these rules on.</summary>
    public CSharpCompilationOptions Choose(CSharpCompilationOptions options) => options.WithSpecificDiagnosticOptions(
        On.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Warn)).Concat(Off.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))));

    private static Analyzers Everything(ImmutableArray<DiagnosticAnalyzer> analyzers) => new(analyzers, [], []);

    private static ImmutableArray<DiagnosticAnalyzer> Load(string package)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "peers", package);
        var loader = new Loader(folder);
        return [.. Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).SelectMany(file => AnalyzersIn(file, loader))];
    }

    private static ImmutableArray<DiagnosticAnalyzer> AnalyzersIn(string file, Loader loader)
    {
        var reference = new AnalyzerFileReference(file, loader);
        reference.AnalyzerLoadFailed += static (_, failure) =>
        {
            if (failure.ErrorCode != AnalyzerLoadFailureEventArgs.FailureErrorCode.NoAnalyzers)
                throw new InvalidOperationException(failure.Message, failure.Exception);
        };
        return reference.GetAnalyzers(LanguageNames.CSharp);
    }

    /// <summary>A package has its own dependencies and shares the compiler with everybody.</summary>
    private sealed class Loader(string folder) : AssemblyLoadContext, IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string file = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
