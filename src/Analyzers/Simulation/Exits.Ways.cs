using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Every way out of the body with and without the reference that leaks: a release put before one way must fit all that take it.
sealed partial class Exits
{
    private List<WayOut> WaysOut(in Tracked leak)
    {
        var ways = new List<WayOut>();
        foreach (Exit exit in _exits)
        {
            if (exit.How == How.CallThrows)
                continue;
            if (exit.State.Trace.Leaving is { } step)
                ways.Add(new WayOut(step, KeptBy(exit, leak)));
            else
                AddUnplaced(ways, exit, leak);
        }

        return ways;
    }

    /// <summary>Paths that were joined on their way out, in a finally, may have come from any place from which others come there.</summary>
    private void AddUnplaced(List<WayOut> ways, in Exit joined, in Tracked leak)
    {
        Keeping keeps = KeptBy(joined, leak);
        foreach (Exit exit in _exits)
        {
            if (exit.How != How.CallThrows && exit.From.Block == joined.From.Block && exit.State.Trace.Leaving is { } step)
                ways.Add(new WayOut(step, keeps == Keeping.Leak ? Keeping.Unclear : keeps));
        }
    }

    private Keeping KeptBy(in Exit exit, in Tracked leak)
    {
        if (exit.State.IsWidened)
            return Keeping.Kept;
        if (exit.State.Find(leak.Value, leak.Slot) is not { } row)
            return exit.State.IsGiven(leak.Value, body.Values) ? Keeping.Kept : Keeping.Nothing;
        if (row.State.Count == 0 && row.State.Phase is Phase.Unheld or Phase.Released or Phase.Untouched)
            return Keeping.Nothing;
        if (row.State.Phase is Phase.Escaped or Phase.Returned or Phase.Given or Phase.Stored)
            return Keeping.Kept;
        if (row.State is not { Owes: true, Count: 1 } || !ReferenceEquals(row.Site, leak.Site))
            return Keeping.Unclear;
        return IsTooMany(exit, row) ? Keeping.Leak : Keeping.Kept;
    }

    private bool IsTooMany(in Exit exit, in Tracked row)
    {
        if (row.Value.IsOurs || exit.How != How.Return)
            return true;
        if (IsStored(exit, row.Value))
            return false;
        (int least, int most) = exit.Outcome!.NetEffects(row);
        return row.State.Count > Baseline(least, most);
    }
}
