using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// References in collections that nobody looks into, on paths that cannot name them any more: one path for each acquire and collection, and
/// one on which a call threw. A path that can still name one may give it back.
/// </summary>
sealed class Abandoned
{
    private readonly HashSet<(IOperation?, Slot, IOperation?, bool)> _known = [];
    private readonly List<(Tracked Row, PathState State)> _rows = [];

    public IReadOnlyList<(Tracked Row, PathState State)> InOrder => _rows;

    public void Add(in Tracked row, PathState state)
    {
        if (_known.Add((row.Site, row.Slot, row.Last, state.Trace.HasThrown(row.Since))))
            _rows.Add((row, state));
    }
}
