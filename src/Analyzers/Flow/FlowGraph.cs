using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Quiesce.Analyzers.Flow;

/// <summary>
/// Every path of one body. The compiler's graph has no edges into finally, catch and filter regions: a branch only lists
/// the finally regions it runs, a throw lists nothing. Here a point is (block, continuation), and <see cref="Follow"/> and
/// <see cref="Unwind"/> say where control goes, so a client needs no other rule about exceptions. Facts:
/// a finally ends in a branch without destination and resumes its continuation; a filter's false edge looks the same and
/// tries the next handler; a throw inside a finally drops that finally's continuation. It errs towards too many paths only
/// where a handler may or may not match the type in flight.
/// </summary>
sealed class FlowGraph
{
    private readonly Dictionary<Continuation, Continuation> _continuations = [];
    private readonly Dictionary<FlowPoint, FlowPoint> _points = [];
    private readonly Unwinding _unwinding;
    private readonly Turns _turns;
    private readonly MissingArms _missing;

    public FlowGraph(ControlFlowGraph graph)
    {
        Graph = graph;
        _unwinding = new Unwinding(this);
        _turns = new Turns(graph);
        _missing = new MissingArms(graph);
        Entry = Point(0, null);
    }

    public ControlFlowGraph Graph { get; }

    public FlowPoint Entry { get; }

    public BasicBlock BlockOf(FlowPoint point) => Graph.Blocks[point.Block];

    /// <summary>Whether the branch begins another turn of a loop.</summary>
    public bool IsTurn(ControlFlowBranch branch) => branch.Destination is { } target && _turns.IsTurn(branch.Source, target);

    /// <summary>Where control goes when <paramref name="branch"/> is taken at <paramref name="point"/>.</summary>
    public List<Landing> Follow(FlowPoint point, ControlFlowBranch branch)
    {
        var landings = new List<Landing>();
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                Resume(point.Pending, landings);
                break;
            case ControlFlowBranchSemantics.Throw:
            case ControlFlowBranchSemantics.Rethrow:
                if (!_missing.IsNever(branch.Source))
                    _unwinding.Climb(branch.Source.EnclosingRegion, point.Pending, ThrownBy(branch), landings);
                break;
            case ControlFlowBranchSemantics.ProgramTermination:
            case ControlFlowBranchSemantics.Error:
                break;
            default:
                GoOn(branch, finallysRun: 0, LeaveFilter(point.Pending, branch), landings);
                break;
        }

        return landings;
    }

    /// <summary>Where control goes when something in the block of <paramref name="point"/> throws.</summary>
    public List<Landing> Unwind(FlowPoint point, Thrown thrown)
    {
        var landings = new List<Landing>();
        _unwinding.Climb(BlockOf(point).EnclosingRegion, point.Pending, thrown, landings);
        return landings;
    }

    /// <summary>Whether an exception thrown in this block meets a handler or a finally of this body.</summary>
    public static bool IsInsideTry(BasicBlock block)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.Try)
                return true;
        }

        return false;
    }

    internal FlowPoint Point(int block, Continuation? pending)
    {
        var point = new FlowPoint(block, pending);
        if (!_points.TryGetValue(point, out FlowPoint? known))
            _points.Add(point, known = point);
        return known;
    }

    internal FlowPoint EnterFinally(ControlFlowRegion region, Thrown? thrown, ControlFlowBranch? branch, int run, Continuation? outer)
    {
        var continuation = new Continuation(region, thrown, branch, run, outer);
        if (!_continuations.TryGetValue(continuation, out Continuation? known))
            _continuations.Add(continuation, known = continuation);
        return Point(region.FirstBlockOrdinal, known);
    }

    /// <summary>Runs the next finally of a branch, or arrives.</summary>
    private void GoOn(ControlFlowBranch branch, int finallysRun, Continuation? pending, List<Landing> landings)
    {
        if (finallysRun < branch.FinallyRegions.Length)
        {
            ControlFlowRegion region = branch.FinallyRegions[finallysRun];
            landings.Add(new Landing(EnterFinally(region, null, branch, finallysRun + 1, pending), null));
        }
        else if (branch.Destination is { Kind: not BasicBlockKind.Exit } next)
        {
            landings.Add(new Landing(Point(next.Ordinal, pending), null));
        }
        else if (branch.Destination is not null)
        {
            landings.Add(default);
        }
    }

    private void Resume(Continuation? pending, List<Landing> landings)
    {
        if (pending is null)
            return;
        if (pending.Exception is { } thrown)
            _unwinding.Resume(pending.Region, thrown, pending.Outer, landings);
        else
            GoOn(pending.Branch!, pending.Remaining, pending.Outer, landings);
    }

    /// <summary>A filter that says yes goes on in its handler: the exception is caught and nothing is pending any more.</summary>
    private static Continuation? LeaveFilter(Continuation? pending, ControlFlowBranch branch)
    {
        foreach (ControlFlowRegion region in branch.LeavingRegions)
        {
            if (region.Kind == ControlFlowRegionKind.Filter && pending?.Region == region)
                return pending.Outer;
        }

        return pending;
    }

    private static Thrown ThrownBy(ControlFlowBranch branch)
    {
        IOperation? value = branch.Source.BranchValue;
        while (value is Microsoft.CodeAnalysis.Operations.IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        ITypeSymbol? type = value is Microsoft.CodeAnalysis.Operations.IObjectCreationOperation creation ? creation.Type : null;
        return new Thrown(!MissingArms.Is(branch.Source), type);
    }
}
