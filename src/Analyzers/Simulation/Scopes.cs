using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Quiesce.Analyzers.Simulation;

/// <summary>Variables and captures end with their region: a state holds only what can still be read.</summary>
static class Scopes
{
    /// <summary>The regions end that the branch leaves.</summary>
    public static PathState Leave(PathState state, ControlFlowBranch branch, Values values)
    {
        var ended = new List<Place>();
        foreach (ControlFlowRegion region in branch.LeavingRegions)
            End(region, ended, values);
        return Without(ended, state, values);
    }

    /// <summary>A function that ran where it was called ends, with every region in it.</summary>
    public static PathState Leave(PathState state, Body function, Values values)
    {
        var ended = new List<Place>();
        foreach (IParameterSymbol parameter in function.Method.Parameters)
            ended.Add(values.Variable(parameter));
        EndAll(function.Flow.Graph.Root);
        return Without(ended, state, values);

        void EndAll(ControlFlowRegion region)
        {
            End(region, ended, values);
            foreach (ControlFlowRegion inner in region.NestedRegions)
                EndAll(inner);
        }
    }

    private static void End(ControlFlowRegion region, List<Place> ended, Values values)
    {
        foreach (CaptureId capture in region.CaptureIds)
            ended.Add(values.Capture(capture));
        foreach (ILocalSymbol local in region.Locals)
            ended.Add(values.Variable(local));
    }

    private static PathState Without(List<Place> ended, PathState state, Values values)
    {
        foreach (Place place in ended)
            state = state.End(place, values);
        return state;
    }
}
