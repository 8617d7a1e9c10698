using Quiesce.Analyzers.Flow;

namespace Quiesce.Analyzers.Simulation;

/// <summary>The states at one point: one per group, and which of them have yet to be run.</summary>
sealed class PointStates(FlowPoint point, int order)
{
    private readonly List<PathState> _groups = [];
    private readonly List<bool> _isPending = [];
    private bool _forgetsRefusals;

    public FlowPoint Point { get; } = point;

    /// <summary>The order of discovery, for points that share a block.</summary>
    public int Order { get; } = order;

    /// <summary>Joins <paramref name="state"/> into its group; true when the block must be run (again) for it.</summary>
    public bool Add(PathState state, Budget budget, Body body)
    {
        if (_forgetsRefusals)
            state = state.WithoutRefusals();
        int index = IndexOf(state, body);
        bool isNew = index < 0 && budget.Allows(_groups.Count);
        if (isNew)
        {
            _groups.Add(state);
            _isPending.Add(true);
        }
        else if (index < 0 && !_forgetsRefusals)
        {
            ForgetRefusals(body);
            return Add(state, budget, body);
        }

        return isNew || JoinInto(index, state, budget, body);
    }

    private bool JoinInto(int index, PathState state, Budget budget, Body body)
    {
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

    private int IndexOf(PathState state, Body body) => _groups.FindIndex(g => g.HasSameProperty(state, body.Values.ReturnSlot));

    /// <summary>
    /// Before anything is widened: that an object was asked in vain, or not at all, is one thing from here on. Eight flags of
    /// <c>taken = wanted &amp;&amp; m.TryGet()</c> have 3^8 groups otherwise. Given back then, it counts as the caller's (errs towards silence).
    /// </summary>
    private void ForgetRefusals(Body body)
    {
        _forgetsRefusals = true;
        PathState[] before = _groups.ToArray();
        bool[] wasPending = _isPending.ToArray();
        _groups.Clear();
        _isPending.Clear();
        for (int i = 0; i < before.Length; i++)
        {
            PathState state = before[i].WithoutRefusals();
            int index = IndexOf(state, body);
            if (index < 0)
            {
                _groups.Add(state);
                _isPending.Add(wasPending[i] || !ReferenceEquals(state, before[i]));
                continue;
            }

            _groups[index] = Join.Of(_groups[index], state, body.FirstBlock + Point.Block, body.Values);
            _isPending[index] = true;
        }
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
