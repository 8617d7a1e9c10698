using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Every way out of the body with and without the reference that leaks: a release put before one way must fit all that take it.
sealed partial class Exits
{
    private readonly Dictionary<(FlowPoint Point, int Group), List<PathState>> _leaving = [];

    public void Leave(PathState state)
    {
        if (!_leaving.TryGetValue(_running, out List<PathState>? leaving))
            _leaving.Add(_running, leaving = []);
        leaving.Add(state);
    }

    private List<WayOut> WaysOut(in Tracked leak)
    {
        var ways = new List<WayOut>();
        foreach (List<PathState> leaving in _leaving.Values)
        {
            foreach (PathState state in leaving)
            {
                _returns.TryGetValue(OutcomeOf(state), out Outcome? outcome);
                if (state.Trace.Leaving is { } step)
                    ways.Add(new WayOut(step, KeptBy(new Exit(How.Return, state, body.Flow.Entry, outcome), leak)));
            }
        }

        foreach (Exit exit in _exits)
        {
            if (exit.How == How.Throw && exit.State.Trace.Leaving is { } step)
                ways.Add(new WayOut(step, KeptBy(exit, leak)));
        }

        return ways;
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
        if (exit.Outcome is not { } outcome)
            return false;
        (int least, int most) = outcome.NetEffects(row);
        return row.State.Count > Baseline(least, most);
    }
}
