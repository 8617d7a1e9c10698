using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Quiesce.Analyzers.Flow;

/// <summary>
/// Which branches are turns of a loop: a branch back to a block that leads here again. The compiler also branches back where a
/// switch comes to its <c>default</c>. Of every circle at least the branch from its last block is one.
/// </summary>
sealed class Turns(ControlFlowGraph graph)
{
    private readonly Dictionary<(int, int), bool> _known = [];

    public bool IsTurn(BasicBlock from, BasicBlock to)
    {
        if (to.Ordinal > from.Ordinal)
            return false;
        if (!_known.TryGetValue((from.Ordinal, to.Ordinal), out bool leads))
            _known.Add((from.Ordinal, to.Ordinal), leads = Leads(to.Ordinal, from.Ordinal));
        return leads;
    }

    /// <summary>Whether control comes from one block to a later one, by blocks that are no later.</summary>
    private bool Leads(int from, int to)
    {
        var seen = new HashSet<int> { from };
        var open = new Stack<int>(seen);
        while (open.Count > 0)
        {
            int block = open.Pop();
            if (block == to)
                return true;
            foreach (int next in After(graph.Blocks[block]))
            {
                if (next <= to && seen.Add(next))
                    open.Push(next);
            }
        }

        return false;
    }

    private static IEnumerable<int> After(BasicBlock block)
    {
        if (block.ConditionalSuccessor?.Destination is { } conditional)
            yield return conditional.Ordinal;
        if (block.FallThroughSuccessor?.Destination is { } next)
            yield return next.Ordinal;
        for (ControlFlowRegion? region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try)
                continue;
            foreach (ControlFlowRegion handler in region.EnclosingRegion!.NestedRegions)
            {
                if (handler != region)
                    yield return handler.FirstBlockOrdinal;
            }
        }
    }
}
