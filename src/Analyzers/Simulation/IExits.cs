using Quiesce.Analyzers.Flow;

namespace Quiesce.Analyzers.Simulation;

/// <summary>Where the paths of a body come out.</summary>
interface IExits
{
    /// <summary>
    /// A point is run for one group of paths. Where it was before, the group says less now: what came out then no longer counts.
    /// </summary>
    void Begin(FlowPoint point, int group);

    /// <summary>The body returns, or ends.</summary>
    void Return(PathState state, FlowPoint from);

    /// <summary>An exception leaves the body.</summary>
    void Throw(PathState state, Thrown thrown, FlowPoint from);

    /// <summary>A scope ends: what becomes of the items that only its variables named.</summary>
    PathState Drop(PathState state);

    /// <summary>From here on a collection has it that nobody looks into.</summary>
    void Bury(in Tracked row, PathState state);

    /// <summary>Somebody has it all the same.</summary>
    void Unearth(in Tracked row);
}
