using System.Collections.Immutable;
using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

/// <summary>
/// Delta debugging over a program's tree: as long as something can be left out or simplified and the two verdicts still differ
/// in the same way, it is. All candidates of a round are one compilation; the first that serves, in the order of size, is taken.
/// </summary>
static class Minimiser
{
    public static Result Smallest(Result result)
    {
        while (Smaller(result) is { } smaller)
            result = smaller;
        return result;
    }

    private static Result? Smaller(Result result)
    {
        ImmutableArray<Sketch> candidates = [.. Reductions.Of(result.Sketch)
            .OrderBy(Size)
            .Select((sketch, i) => sketch with { Index = i })];
        Batch all = new(candidates);
        HashSet<string> rejected = [.. all.Rejected.Select(sketch => sketch.Name)];
        candidates = [.. candidates.Where(sketch => !rejected.Contains(sketch.Name))];
        if (candidates.IsEmpty)
            return null;
        Result? found = Comparison.Of(candidates, Analyzer.Shipped).FirstOrDefault(other => other.Difference == result.Difference);
        return found is null ? null : found with { Sketch = found.Sketch with { Index = result.Sketch.Index } };
    }

    private static int Size(Sketch sketch) => sketch.All.Count();
}
