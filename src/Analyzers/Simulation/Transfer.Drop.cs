using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What is put into a collection of this body that nobody ever looks into.
sealed partial class Transfer
{
    /// <summary>Whoever is called has it now; unless that is a collection which ends here, with all that is in it.</summary>
    private PathState HandOver(CallSite site, IArgumentOperation argument, PathState state, Parts parts)
    {
        Value value = parts[argument];
        bool isDropped = site.Receiver is ILocalReferenceOperation { Local: var local } && argument.Value.Type is { IsReferenceType: true }
            && WellKnownContracts.Collects(site.Method) && body.DeadCollections.Contains(local, body.Flow.Graph);
        bool isOwed = false;
        foreach (Tracked row in isDropped ? state.Of(value) : [])
        {
            if (!row.State.Owes || !IsReference(row.Slot.Protocol))
                continue;
            isOwed = true;
            state = Fire(state, value, row.Slot.Protocol, row.Slot.Tag, ProtocolEvent.Drop, site.Operation, row.Operand);
            exits.Bury(state.Find(value, row.Slot)!.Value, state);
        }

        if (!isOwed && TakenOver(site, argument, state, value, parts.Find(site.Receiver)) is { } taken)
            return taken;
        return isOwed ? state : Escape(Tell(state, argument.Value), value);
    }

    /// <summary>An owner that is called again may give up what it took over, and leave that to this body.</summary>
    private static PathState TakeBack(Value owner, PathState state)
    {
        foreach (Tracked row in state.Tracked.With(RowTraits.Related))
        {
            if (row.State.Phase == Phase.Given && ReferenceEquals(row.Related, owner))
                state = state.Track(row with { State = row.State with { Phase = Phase.Escaped } });
        }

        return state;
    }

    /// <summary>A constructor that throws leaves no owner behind: whether it gave back what it was given is not known.</summary>
    private static PathState TakeBackIfNew(IOperation site, PathState state)
    {
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (site is IObjectCreationOperation && row.State.Phase == Phase.Given && ReferenceEquals(row.Last, site))
                state = state.Track(row with { State = row.State with { Phase = Phase.Escaped } });
        }

        return state;
    }

    /// <summary>
    /// A declared owner, whatever becomes of its call, has the one reference that this body took or gave it before. Not followed where
    /// the call says by its result, or may say by throwing, that it did not take it (errs towards silence).
    /// </summary>
    private PathState? TakenOver(CallSite site, IArgumentOperation argument, PathState state, Value value, Value? owner)
    {
        if (WellKnownContracts.Of(site.Method) is not null || argument.Parameter is not { } parameter
            || body.Contracts.Of(site.Method)?.On(parameter.Ordinal, EffectKind.Owns) is not { Flag: true } effect
            || AnnotationReader.Awaited(site.Method.ReturnType).SpecialType == SpecialType.System_Boolean)
            return null;
        PathState? taken = null;
        foreach (Tracked row in state.Of(value))
        {
            bool isOne = row.State is { Lent: false, Owes: true, Count: 1 } or { Phase: Phase.Given };
            if (row.Slot.Protocol == Protocol.Reference && isOne && (effect.Tag == "" || effect.Tag == row.Slot.Tag))
                taken = Fire(taken ?? state, value, row.Slot.Protocol, row.Slot.Tag, ProtocolEvent.HandOver, site.Operation, argument.Value, owner);
        }

        value.WasGiven |= taken is not null;
        return taken is null ? null : EscapeMembers(taken, value);
    }
}
