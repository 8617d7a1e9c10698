using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Quiesce.Analyzers.Simulation;

/// <summary>Variables and captures end with their region: a state holds only what can still be read.</summary>
static class Scopes
{
    public static PathState Leave(PathState state, ControlFlowBranch branch, Values values)
    {
        HashSet<int>? ended = null;
        foreach (ControlFlowRegion region in branch.LeavingRegions)
        {
            foreach (CaptureId capture in region.CaptureIds)
                (ended ??= []).Add(values.Capture(capture).Id);
            foreach (ILocalSymbol local in region.Locals)
                (ended ??= []).Add(values.Variable(local).Id);
        }

        return ended is null ? state : state.With(bindings: state.Bindings.Where(b => !ended.Contains(b.Place.Id)));
    }
}
