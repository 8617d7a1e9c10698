using System.Collections.Immutable;

namespace Quiesce.Analyzers.Protocols;

/// <summary>A member that is declared to give something back; <paramref name="Kind"/> is null where its text does not say of which kind.</summary>
readonly record struct NamedRelease(string Name, string? Kind);

/// <summary>The names of the members that the source of a compilation declares to give something back.</summary>
sealed class ReleasesInSource(ImmutableArray<NamedRelease> releases)
{
    /// <summary>Whatever they give back.</summary>
    public ImmutableHashSet<string> Names { get; } = releases.Select(r => r.Name).ToImmutableHashSet();

    /// <summary>Those that may give back this kind: it is theirs, or nothing says which is (errs towards silence).</summary>
    public ImmutableHashSet<string> NamesOf(string kind) =>
        releases.Where(r => r.Kind is null || r.Kind == kind).Select(r => r.Name).ToImmutableHashSet();
}
