using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// How many references one call takes or gives back.
sealed partial class Transfer
{
    /// <summary>The event as often as the call says; an object of which that is not known is lost (errs towards silence).</summary>
    private PathState FireTimes(PathState state, Effect effect, Value value, ProtocolEvent on, CallSite site, Parts parts)
    {
        long? count = CountOf(effect, state, site, parts);
        bool isKnown = count <= ProtocolState.Many || (count is not null && on != ProtocolEvent.Release);
        long times = isKnown ? Math.Min(count!.Value, ProtocolState.Many) : on == ProtocolEvent.AcquireUnchecked ? 1 : 0;
        for (long i = 0; i < times; i++)
            state = Fire(state, value, Protocol.Reference, effect.Tag, i == 0 ? on : Again(on), site.Operation, OperandOf(effect.On, site));
        return isKnown ? state : LoseCount(state, value, effect.Tag);
    }

    /// <summary>Who has taken one reference may take more.</summary>
    private static ProtocolEvent Again(ProtocolEvent on) => on == ProtocolEvent.AcquireUnchecked ? ProtocolEvent.Acquire : on;

    /// <summary>
    /// The number that the contract or the argument says, which may be none; null where no constant says it. To give back more by an argument
    /// than counts tell apart opens a gate (<c>Release(int.MaxValue)</c>): how many of them are given back to whom is not known.
    /// </summary>
    private long? CountOf(Effect effect, PathState state, CallSite site, Parts parts)
    {
        if (effect.CountedBy < 0)
            return Math.Min(effect.Count, ProtocolState.Many);
        if (site.ArgumentFor(effect.CountedBy) is not { } argument || parts.Find(argument.Operation) is not { } number)
            return null;
        return number.Number ?? state.EqualTo(number)?.Number;
    }

    private PathState LoseCount(PathState state, Value value, string tag)
    {
        Slot slot = body.Slot(Protocol.Reference, tag);
        Tracked row = state.Find(value, slot) ?? new Tracked(value, slot, default, null, null, null, null, 0);
        return state.Track(row with { State = new(Phase.Escaped, 0, row.State.Lent) });
    }
}
