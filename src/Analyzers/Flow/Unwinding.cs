using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Quiesce.Analyzers.Flow;

/// <summary>
/// Where an exception goes: up the enclosing regions, into each handler that may take it, through each finally, and out.
/// Leaving a finally or filter this way drops what was pending there: the new exception replaces the old.
/// </summary>
sealed class Unwinding(FlowGraph graph)
{
    private enum Match
    {
        Never,
        Maybe,
        Always,
    }

    public void Climb(ControlFlowRegion? region, Continuation? pending, Thrown thrown, List<Landing> landings)
    {
        // The root of a lambda's graph is enclosed by the regions of the function around it: an exception stops at the root.
        for (ControlFlowRegion? inner = region; inner is { Kind: not ControlFlowRegionKind.Root }; inner = inner.EnclosingRegion)
        {
            switch (inner.Kind)
            {
                case ControlFlowRegionKind.Try when inner.EnclosingRegion!.Kind == ControlFlowRegionKind.TryAndCatch:
                    if (!thrown.IsAbandoned && Offer(inner.EnclosingRegion, afterHandler: null, pending, thrown, landings))
                        return;
                    break;
                case ControlFlowRegionKind.Try:
                    landings.Add(new Landing(graph.EnterFinally(FinallyOf(inner.EnclosingRegion!), thrown, null, 0, pending), null));
                    return;
                case ControlFlowRegionKind.Finally:
                    if (pending?.Region == inner)
                        pending = pending.Outer;
                    break;
                case ControlFlowRegionKind.Filter when pending?.Region == inner:
                    // A filter that throws says no, and the exception it looked at goes on.
                    Resume(inner, pending.Exception!, pending.Outer, landings);
                    return;
            }
        }

        landings.Add(new Landing(null, thrown));
    }

    /// <summary>Goes on after a finally has run, or after a filter has said no.</summary>
    public void Resume(ControlFlowRegion region, Thrown thrown, Continuation? outer, List<Landing> landings)
    {
        ControlFlowRegion parent = region.EnclosingRegion!;
        if (region.Kind == ControlFlowRegionKind.Finally)
            Climb(parent.EnclosingRegion, outer, thrown, landings);
        else if (!Offer(parent.EnclosingRegion!, afterHandler: parent, outer, thrown, landings))
            Climb(parent.EnclosingRegion!.EnclosingRegion, outer, thrown, landings);
    }

    /// <summary>Offers the exception to the handlers in order; true when none of it goes on.</summary>
    private bool Offer(
        ControlFlowRegion tryAndCatch, ControlFlowRegion? afterHandler, Continuation? pending, Thrown thrown, List<Landing> landings)
    {
        bool reached = afterHandler is null;
        foreach (ControlFlowRegion handler in tryAndCatch.NestedRegions)
        {
            if (handler == afterHandler)
            {
                reached = true;
                continue;
            }

            if (!reached || handler.Kind == ControlFlowRegionKind.Try)
                continue;
            Match match = Matches(handler.ExceptionType, thrown.Type);
            if (match == Match.Never)
                continue;
            landings.Add(new Landing(Enter(handler, pending, thrown), null));
            if (match == Match.Always)
                return true; // behind a filter, the filter's false edge offers it to the rest
        }

        return false;
    }

    private FlowPoint Enter(ControlFlowRegion handler, Continuation? pending, Thrown thrown)
    {
        if (handler.Kind == ControlFlowRegionKind.Catch)
            return graph.Point(handler.FirstBlockOrdinal, pending);
        ControlFlowRegion filter = handler.NestedRegions[0];
        return graph.EnterFinally(filter, thrown, null, 0, pending);
    }

    private static ControlFlowRegion FinallyOf(ControlFlowRegion tryAndFinally)
    {
        foreach (ControlFlowRegion region in tryAndFinally.NestedRegions)
        {
            if (region.Kind == ControlFlowRegionKind.Finally)
                return region;
        }

        throw new InvalidOperationException("a try-and-finally region without a finally");
    }

    private static Match Matches(ITypeSymbol? handler, ITypeSymbol? thrown)
    {
        if (handler is null || handler.SpecialType == SpecialType.System_Object || IsException(handler))
            return Match.Always;
        if (thrown is null)
            return Match.Maybe;
        return thrown.IsOrDerivesFrom(handler) ? Match.Always : Match.Never;
    }

    /// <summary>The root of all exceptions: it derives from object directly.</summary>
    private static bool IsException(ITypeSymbol type) => type.BaseType?.SpecialType == SpecialType.System_Object;
}
