using System.Collections.Concurrent;

namespace Quiesce.Analyzers.Tests.Remedying;

/// <summary>How often each remedy was applied, and for how many findings none was offered. Thread-safe.</summary>
sealed class RemedyCount
{
    private readonly ConcurrentDictionary<string, int> _applied = new();
    private readonly ConcurrentDictionary<string, int> _offered = new();

    /// <summary>Of all rule tests of this run.</summary>
    public static RemedyCount OfThisRun { get; } = new();

    public int Of(string remedy) => _applied.GetValueOrDefault(remedy);

    public void AddApplied(string remedy) => _applied.AddOrUpdate(remedy, 1, (_, count) => count + 1);

    public void AddFinding(string id, bool isRemedied) =>
        _offered.AddOrUpdate($"{id} {(isRemedied ? "with a remedy" : "without one")}", 1, (_, count) => count + 1);

    public override string ToString() => string.Join("\n", _applied.Concat(_offered)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}: {pair.Value}"));
}
