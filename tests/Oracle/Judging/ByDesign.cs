using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Judging;

/// <summary>
/// Where the design chooses not to say what an execution shows. Each choice has a name, is described in docs/oracle.md under that
/// name, and is left out by a predicate: the judge tolerates nothing else.
/// </summary>
static class ByDesign
{
    /// <summary>How many references are left of three or more is not known once some were given back.</summary>
    public static bool CountsSaturate(int net) => net >= 3;

    /// <summary>After an acquire whose result was ignored nothing more is said of that object on that path.</summary>
    public static bool IgnoredAcquire(ModuleEnd end) => end.IsAssumed;

    /// <summary>A reference kept on every path is half of a pair where the type gives such references back.</summary>
    public static bool HalfOfPair(Sketch sketch) => sketch.All.Any(node => node.Kind == Kind.Put);

    /// <summary>A release where nothing was asked for gives back the reference of the caller.</summary>
    public static bool CallersReference(bool isGivenBack, bool isRefused) => !isGivenBack && !isRefused;

    /// <summary>A local function that nobody calls is analysed alone, like a method.</summary>
    public static bool UncalledFunction(Sketch sketch) => !sketch.Body.Has(Kind.CallLocal);
}
