using Quiesce.Analyzers.Flow;

namespace Quiesce.Analyzers.Simulation;

/// <summary>Where the paths of a body come out.</summary>
interface IExits
{
    /// <summary>The body returns, or ends.</summary>
    void Return(PathState state, FlowPoint from);

    /// <summary>An exception leaves the body.</summary>
    void Throw(PathState state, Thrown thrown, FlowPoint from);

    /// <summary>A scope ends: what becomes of the items that only its variables named.</summary>
    PathState Drop(PathState state);
}
