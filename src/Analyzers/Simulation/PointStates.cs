using Quiesce.Analyzers.Flow;

namespace Quiesce.Analyzers.Simulation;

/// <summary>The states at one point: one per group, and which of them have yet to be run.</summary>
sealed class PointStates(FlowPoint point, int order)
{
    private readonly List<PathState> _groups = [];
    private readonly List<bool> _isPending = [];

    public FlowPoint Point { get; } = point;

    /// <summary>The order of discovery, for points that share a block.</summary>
    public int Order { get; } = order;

    /// <summary>Joins <paramref name="state"/> into its group; true when the block must be run (again) for it.</summary>
    public bool Add(PathState state, Budget budget, Body body)
    {
        int index = _groups.FindIndex(g => g.HasSameProperty(state, body.Values.ReturnSlot));
        if (index < 0 && budget.Allows(_groups.Count))
        {
            _groups.Add(state);
            _isPending.Add(true);
            return true;
        }

        bool widens = index < 0;
        index = widens ? 0 : index;
        PathState before = _groups[index];
        PathState joined = widens
            ? Join.Widen(before, state, body.FirstBlock + Point.Block, body.Values)
            : Join.Of(before, state, body.FirstBlock + Point.Block, body.Values);
        if (widens)
            budget.Exceed(ExitPlace.LastNode(body.Flow.BlockOf(Point), body.Flow.Graph));
        _groups[index] = joined;
        if (!Join.Changed(before, joined))
            return false;
        _isPending[index] = true;
        return true;
    }

    public List<(int Group, PathState State)> TakePending()
    {
        var pending = new List<(int, PathState)>();
        for (int i = 0; i < _groups.Count; i++)
        {
            if (_isPending[i])
                pending.Add((i, _groups[i]));
            _isPending[i] = false;
        }

        return pending;
    }
}
