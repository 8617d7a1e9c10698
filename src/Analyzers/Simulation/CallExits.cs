using Quiesce.Analyzers.Flow;

namespace Quiesce.Analyzers.Simulation;

/// <summary>A way out of a call.</summary>
/// <param name="State">The state there.</param>
/// <param name="Thrown">The exception it is left by; null for a return.</param>
readonly record struct CallEnd(PathState State, Thrown? Thrown);

/// <summary>
/// Where the paths of a function come out that runs where it is called: not judged, but gone on with. Paths of one property
/// state are joined here as at any other point, so that a call costs as many states as it has different effects.
/// </summary>
sealed class CallExits(Body body, IExits around) : IExits
{
    private readonly List<(Thrown? Thrown, PointStates States)> _ways = [];
    private readonly FlowPoint _end = new(body.Flow.Graph.Blocks.Length - 1, null);

    /// <summary>Every different way out.</summary>
    public IEnumerable<CallEnd> Ends
    {
        get
        {
            foreach ((Thrown? thrown, PointStates states) in _ways)
            {
                foreach ((_, PathState state) in states.TakePending())
                    yield return new CallEnd(state, thrown);
            }
        }
    }

    public void Begin(FlowPoint point, int group)
    {
        // What says less is joined with what came out before.
    }

    public void Return(PathState state, FlowPoint from) => Add(state, null);

    public void Throw(PathState state, Thrown thrown, FlowPoint from) => Add(state, thrown);

    public PathState Drop(PathState state) => around.Drop(state);

    public void Bury(in Tracked row, PathState state) => around.Bury(row, state);

    public void Unearth(in Tracked row) => around.Unearth(row);

    private void Add(PathState state, Thrown? thrown)
    {
        body.CountedLoops.Leave(state);
        int way = _ways.FindIndex(w => Equals(w.Thrown, thrown));
        if (way < 0)
        {
            way = _ways.Count;
            _ways.Add((thrown, new PointStates(_end, way)));
        }

        _ways[way].States.Add(state.Forget(body, body.LastUse.PositionOf(_end.Block)), body.Budget, body);
    }
}
