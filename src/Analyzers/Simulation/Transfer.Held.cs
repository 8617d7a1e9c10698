using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Questions to an object whether the caller itself holds it: what this body did to the object is part of the answer.
sealed partial class Transfer
{
    /// <summary>
    /// What the object says of itself after this body took it, failed to, or gave it back; null where nothing here tells. A caller that
    /// held it too would make it true all the same, but whoever relies on that gives back the caller's (errs towards silence).
    /// </summary>
    private Value? IsHeld(PathState state, Value receiver, ITypeSymbol type)
    {
        if (!body.Contracts.HasOneKind(type))
            return null;
        bool isKnown = false;
        foreach (Tracked row in state.Of(receiver))
        {
            if (!IsReference(row.Slot.Protocol))
                continue;
            if (row.State.Owes || row.State is { Lent: true, Count: 0 })
                return Values.True;
            if (!HoldsNone(row.State.Phase))
                return null;
            isKnown = true;
        }

        return isKnown && !state.IsKnownHeld(receiver) ? Values.False : null;
    }

    private static bool HoldsNone(Phase phase) => phase is Phase.Unheld or Phase.Threw or Phase.Released;

    /// <summary>
    /// The answer is open although this body took it, or failed to: it may be about another mode, or another hold. What the
    /// body did is not compared with it (errs towards silence).
    /// </summary>
    private static PathState Doubt(PathState state, Value receiver)
    {
        foreach (Tracked row in state.Of(receiver))
        {
            if (IsReference(row.Slot.Protocol) && (row.State.Owes || HoldsNone(row.State.Phase)))
                state = state.Track(row with { State = row.State with { Phase = Phase.Escaped, Count = 0 } });
        }

        return state;
    }
}
