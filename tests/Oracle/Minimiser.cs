using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

/// <summary>
/// Delta debugging over a program's tree: as long as something can be left out or simplified and the two verdicts still differ
/// in the same way, it is. The smallest candidate that serves is taken; a number of them is one compilation.
/// </summary>
static class Minimiser
{
    /// <summary>Candidates of one compilation: most of what serves is among the smallest.</summary>
    private const int AtOnce = 20;

    public static Result Smallest(Result result, Analyzer analyzer)
    {
        while (Smaller(result, analyzer) is { } smaller)
            result = smaller;
        return result;
    }

    private static Result? Smaller(Result result, Analyzer analyzer)
    {
        IEnumerable<Sketch> candidates = Reductions.Of(result.Sketch).OrderBy(Size).Select((sketch, i) => sketch with { Index = i });
        foreach (Sketch[] some in candidates.Chunk(AtOnce))
        {
            HashSet<string> rejected = [.. new Batch([.. some]).Rejected.Select(sketch => sketch.Name)];
            Result? found = Comparison.Of(some.Where(sketch => !rejected.Contains(sketch.Name)), analyzer)
                .FirstOrDefault(other => other.Difference == result.Difference);
            if (found is not null)
                return found with { Sketch = found.Sketch with { Index = result.Sketch.Index } };
        }

        return null;
    }

    private static int Size(Sketch sketch) => sketch.All.Count();
}
