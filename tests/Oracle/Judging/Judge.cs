using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Judging;

/// <summary>A defect, the statement to mark, whether only a call that throws shows it, and whether a field has what leaks.</summary>
readonly record struct Sentence(Defects Defect, int Statement, bool IsByCall = false, bool IsKept = false);

/// <summary>
/// "What counts as a leak, exactly" (docs/rules.md), applied to what the paths of a program really did. It knows executions only:
/// no graph, no state, no protocol table.
/// </summary>
static class Judge
{
    public static Defects Verdict(Sketch sketch, Observed observed) =>
        Sentences(sketch, observed).Aggregate(Defects.None, (all, sentence) => all | sentence.Defect);

    public static IEnumerable<Sentence> Sentences(Sketch sketch, Observed observed)
    {
        foreach (Fault fault in observed.Faults)
            yield return new Sentence(fault.Defect, fault.Line);
        if (observed.IsLeftInside)
            yield return new Sentence(Defects.Leak, 0, IsByCall: true);
        bool isHalf = ByDesign.HalfOfPair(sketch);
        HashSet<int> tooMuch = [.. observed.Faults.Where(fault => fault.Defect == Defects.OverRelease).Select(fault => fault.PutBy)];
        tooMuch.UnionWith(observed.Ends.Where(end => end is { Exit: Exit.Returns, Net: < 0 } && ByDesign.CountsSaturate(end.Net)).Select(end => end.PutBy));
        foreach (ModuleEnd end in observed.Ends)
        {
            if (end.Guards > 0 || end.IsDropped || (end is { IsExact: true, Exit: not Exit.Returns, Net: > 0 }))
                yield return new Sentence(Defects.Leak, end.TakenAt, end.Exit == Exit.CallThrows, end.IsKept);
            bool isConsumedByItself = sketch.Style.IsSelf && end is { Module: 0, IsLost: false, Net: < 0 };
            if (end.Exit == Exit.Returns && (end.IsExact || isConsumedByItself) && Unequal(end, observed, isHalf) is { } sentence)
            {
                tooMuch.Add(sentence.Defect == Defects.OverRelease ? end.PutBy : 0);
                yield return sentence;
            }
        }

        foreach (ModuleEnd end in observed.Ends.Where(end => end is { IsGivenInVain: true, Exit: not Exit.Returns } && !tooMuch.Contains(end.PutBy)))
            yield return new Sentence(Defects.AcquiredInsideTry, end.PutAt);
    }

    /// <summary>Of two normal ends with the same outcome, the one that keeps more, or gives more, is wrong.</summary>
    private static Sentence? Unequal(ModuleEnd end, Observed observed, bool isHalf)
    {
        IEnumerable<int> alike = observed.Ends
            .Where(other => other.Module == end.Module && other.Exit == Exit.Returns && other.Outcome == end.Outcome && other.IsExact)
            .Select(other => other.Net).Append(end.Net);
        int least = alike.Min(), most = alike.Max();
        int usual = least > 0 ? least : most < 0 ? most : 0;
        if (end.IsGivenInVain)
            return new Sentence(Defects.OverRelease, end.PutAt);
        if (end is { Net: > 0, IsShown: true })
            return null; // whoever can reach it may give it back
        if (end.Net > usual)
            return new Sentence(Defects.Leak, end.TakenAt);
        if (end.Net < usual)
            return new Sentence(Defects.OverRelease, end.PutAt);
        return end.Net > 0 && !isHalf && IsKeptAlways(end.Module, observed) ? new Sentence(Defects.Leak, end.TakenAt) : null;
    }

    /// <summary>Half of a pair: every normal end keeps a reference. The other half may be anywhere in the type.</summary>
    private static bool IsKeptAlways(int module, Observed observed) =>
        observed.Ends.All(end => end.Module != module || end.Exit != Exit.Returns || (end.Net > 0 && end.IsExact));
}
