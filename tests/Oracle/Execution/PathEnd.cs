using System.Collections.Immutable;
using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Execution;

/// <summary>How a path leaves the method.</summary>
enum Exit
{
    Returns,
    Throws,
    CallThrows,
}

/// <summary>How a path ended for one module. Paths that ended alike are one.</summary>
/// <param name="Module">Which one.</param>
/// <param name="Exit">How it left.</param>
/// <param name="Outcome">What it returned.</param>
/// <param name="Net">References taken minus given back.</param>
/// <param name="Guards">References that guards still hold.</param>
/// <param name="IsAssumed">An acquire of it was ignored on the path.</param>
/// <param name="IsLost">Its count became too large to be followed, or what was held has found an owner.</param>
/// <param name="IsDropped">What is held is in a collection that nobody looks into, or in a field that nothing releases.</param>
/// <param name="IsKept">What is held is in a field that nothing releases.</param>
/// <param name="IsShown">Others can reach it, and give back what is held.</param>
/// <param name="TakenAt">The statement that took what is held.</param>
/// <param name="PutAt">The statement that gave back last.</param>
/// <param name="PutBy">The line of the program's text where that was.</param>
/// <param name="IsGivenInVain">What was given back had not been taken: its acquire threw.</param>
readonly record struct ModuleEnd(
    int Module, Exit Exit, bool? Outcome, int Net, int Guards, bool IsAssumed, bool IsLost, bool IsDropped, bool IsKept, bool IsShown, int TakenAt, int PutAt, int PutBy, bool IsGivenInVain)
{
    /// <summary>Whether its net effect counts.</summary>
    public bool IsExact => !ByDesign.IgnoredAcquire(this) && !IsLost && !IsDropped;
}

/// <summary>All that the paths of one program did.</summary>
/// <param name="Ends">How they ended.</param>
/// <param name="Faults">Their wrong steps.</param>
/// <param name="IsLeftInside">A call's exception left a read-side section open.</param>
/// <param name="Paths">How many there are.</param>
sealed record Observed(ImmutableArray<ModuleEnd> Ends, ImmutableArray<Fault> Faults, bool IsLeftInside, int Paths);
