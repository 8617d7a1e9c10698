using System.Collections.Immutable;

namespace Quiesce.Oracle.Mutants;

/// <summary>Mutants that survive, and why: by the beginning of their names (docs/oracle.md).</summary>
static class Excuses
{
    private static readonly ImmutableArray<(string Name, string Reason)> s_reasons =
    [
        ("Unwinding.cs, Climb: case ControlFlowRegionKind.Finally:",
            "equivalent: a continuation that nothing resumes makes more points, not more paths"),
    ];

    public static string? For(string name) =>
        s_reasons.Where(excuse => name.StartsWith(excuse.Name, StringComparison.Ordinal)).Select(excuse => excuse.Reason).FirstOrDefault();
}
