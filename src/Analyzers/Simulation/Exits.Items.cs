using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Items of a collection: it still has them when the turn of a loop ends.
sealed partial class Exits
{
    private readonly Dictionary<long, List<Dropped>> _dropped = [];
    private readonly Dictionary<(IOperation Site, Slot Slot), Dropped> _buried = [];
    private readonly HashSet<(IOperation Site, Slot Slot)> _unearthed = [];

    /// <summary>
    /// A turn of a loop ends, and nothing names its item any more: the collection still has it. Whether the turn should have
    /// given it back is judged by what the other turns do.
    /// </summary>
    public PathState Drop(PathState state)
    {
        foreach (Tracked row in state.Tracked.With(RowTraits.Item))
        {
            if (row.Value.Kind != ValueKind.Element || row.Slot.Protocol == Protocol.Reclaim || state.IsNamed(row.Value))
                continue;
            if (!_dropped.TryGetValue(row.Key, out List<Dropped>? alike))
                _dropped.Add(row.Key, alike = []);
            if (!alike.Exists(d => d.Row.IsSameProperty(row)))
                alike.Add(new Dropped(row, state));
            state = state.Without(row);
        }

        return state;
    }

    private void JudgeItems()
    {
        foreach (List<Dropped> alike in _dropped.Values)
        {
            bool isGivenBack = alike.Exists(d => d.Row.State.Phase == Phase.Released);
            foreach (Dropped dropped in alike)
            {
                if (dropped.Row.State.Owes && (isGivenBack || body.CountedLoops.IsSearch(dropped.Row.Site!)))
                    ReportAt(dropped.Row.Site!, Defect.Leak, dropped.State, dropped.Row);
            }
        }
    }

    public void Bury(in Tracked row, PathState state)
    {
        if (!_buried.ContainsKey((row.Site!, row.Slot)))
            _buried.Add((row.Site!, row.Slot), new Dropped(row, state));
    }

    public void Unearth(in Tracked row) => _unearthed.Add((row.Site!, row.Slot));

    /// <summary>
    /// What is in a collection that nobody looks into ends with it. An item may also have been given back under another name, by another
    /// loop over what it came from (errs towards silence).
    /// </summary>
    private void JudgeBuried()
    {
        foreach (KeyValuePair<(IOperation, Slot), Dropped> buried in _buried.OrderBy(b => b.Value.Row.Site!.Syntax.SpanStart))
        {
            bool mayBeReleased = buried.Value.Row.Value.Kind == ValueKind.Element && AreItemsReleased();
            if (!mayBeReleased && !_unearthed.Contains(buried.Key))
                ReportAt(buried.Value.Row.Site!, Defect.Leak, buried.Value.State, buried.Value.Row);
        }

        foreach ((Tracked row, PathState state) in body.Abandoned.InOrder)
            JudgeDropped(row, state, state.Trace.HasThrown(row.Since) ? Defect.LeakWhenCallThrows : Defect.Leak);
    }

    /// <summary>Other paths give it back, this one does not: where none does, that is said of all at once.</summary>
    private void JudgeDropped(in Tracked row, PathState state, Defect leak)
    {
        if (_unearthed.Contains((row.Site!, row.Slot)) && row.Value.Kind != ValueKind.Element)
            Report(leak, state, row);
    }

    private bool AreItemsReleased()
    {
        foreach (List<Dropped> alike in _dropped.Values)
        {
            if (alike.Exists(d => d.Row.State.Phase == Phase.Consumed))
                return true;
        }

        return _exits.Exists(exit => IsItemReleased(exit));
    }

    /// <summary>
    /// An item that was released without being acquired may be the one acquired under another name, since no two reads of a
    /// collection have the same: nothing is said of items then (errs towards silence).
    /// </summary>
    private static bool IsItemReleased(in Exit exit)
    {
        foreach (Tracked row in exit.State.Tracked.With(RowTraits.Item))
        {
            if (row.State.Phase == Phase.Consumed)
                return true;
        }

        return false;
    }

    private readonly record struct Dropped(Tracked Row, PathState State);
}
