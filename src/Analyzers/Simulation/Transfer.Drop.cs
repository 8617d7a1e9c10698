using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What is put into a collection of this body that nobody ever looks into.
sealed partial class Transfer
{
    /// <summary>Whoever is called has it now; unless that is a collection which ends here, with all that is in it.</summary>
    private PathState HandOver(CallSite site, Argument argument, PathState state, Parts parts)
    {
        Value value = parts[argument];
        bool isCollected = WellKnownContracts.Collects(site.Method), isDropped = isCollected && IsDead(site.Receiver, site.Operation);
        if (isCollected && !isDropped)
            state = PutInto(site.Receiver?.Type, parts.Find(site.Receiver), value, argument.Parameter?.Type, state);
        return (isDropped ? Drop(state, value, argument.Value, site.Operation) : null)
            ?? TakenOver(site, argument, state, value, parts.Find(site.Receiver))
            ?? Escape(Tell(state, argument.Value), value);
    }

    /// <summary>Whether <paramref name="element"/> puts something into a collection that nobody looks into, which is in a variable or on its way there.</summary>
    private bool IsDead(IOperation? collection, IOperation element) => collection switch
    {
        ILocalReferenceOperation { Local: var local } => body.DeadCollections.Contains(local, body.Flow.Graph),
        IFlowCaptureReferenceOperation => body.DeadCollections.IsMadeWith(element.Syntax, body.Flow.Graph),
        _ => false,
    };

    /// <summary>What nobody takes out again ends there; null where nothing is owed for it.</summary>
    private PathState? Drop(PathState state, Value value, IOperation source, IOperation site)
    {
        PathState? dropped = null;
        foreach (Tracked row in source.Type is { IsReferenceType: true } ? state.Of(value) : [])
        {
            if (row.State.Phase is Phase.Dropped or Phase.Stored)
                dropped ??= state; // one more that never gives it back has it
            if (!row.State.Owes || !IsReference(row.Slot.Protocol))
                continue;
            dropped = Fire(dropped ?? state, value, row.Slot.Protocol, row.Slot.Tag, ProtocolEvent.Drop, site, row.Operand);
            exits.Bury(dropped.Find(value, row.Slot)!.Value, dropped);
        }

        return dropped;
    }

    /// <summary>An array or collection that is made with its items.</summary>
    private Evaluated MakeWith(IOperation made, PathState state, Parts parts)
    {
        if (!body.DeadCollections.IsDeclaredWith(made.Syntax, body.Flow.Graph))
            return Consume(made, state, parts);
        foreach (IOperation item in made.ChildOperations)
        {
            if (parts.Find(item) is { } value)
                state = Drop(state, value, item, made) ?? Escape(state, value);
        }

        return Unknown(made, state);
    }

    /// <summary>An owner that is called again may give up what it took over, and leave that to this body.</summary>
    private static PathState TakeBack(Value owner, PathState state)
    {
        foreach (Tracked row in state.Tracked.With(RowTraits.Related))
        {
            if (row.State.Phase == Phase.Given && ReferenceEquals(row.Related, owner))
                state = state.Escape(row);
        }

        return state;
    }

    /// <summary>
    /// A constructor that throws leaves no owner behind: whether it gave back what it was given is not known; nor is whether a collection has
    /// what could not be added.
    /// </summary>
    private static PathState TakeBackFailed(IOperation site, PathState state)
    {
        foreach (Tracked row in state.Tracked.Rows)
        {
            bool hasFailed = row.State.Phase == Phase.Dropped || (site is IObjectCreationOperation && row.State.Phase == Phase.Given);
            if (hasFailed && ReferenceEquals(row.Last, site))
                state = state.Escape(row);
        }

        return state;
    }

    /// <summary>
    /// A declared owner, whatever becomes of its call, has the one reference that this body took or gave it before. Not followed where
    /// the call says by its result, or may say by throwing, that it did not take it (errs towards silence).
    /// </summary>
    private PathState? TakenOver(CallSite site, Argument argument, PathState state, Value value, Value? owner)
    {
        if (WellKnownContracts.Of(site.Method) is not null || argument.Parameter is not { } parameter
            || body.Contracts.Of(site.Method)?.On(parameter.Ordinal, EffectKind.Owns) is not { Flag: true } effect
            || AnnotationReader.Awaited(site.Method.ReturnType).SpecialType == SpecialType.System_Boolean)
            return null;
        PathState? taken = null;
        foreach (Tracked row in state.Of(value))
        {
            bool isOne = row.State is { Lent: false, Owes: true, Count: 1 } or { Phase: Phase.Stored, Count: 1 } or { Phase: Phase.Given };
            if (row.Slot.Protocol == Protocol.Reference && isOne && (effect.Tag == "" || effect.Tag == row.Slot.Tag))
                taken = Fire(taken ?? state, value, row.Slot.Protocol, row.Slot.Tag, ProtocolEvent.HandOver, site.Operation, argument.Value, owner);
        }

        value.WasGiven |= taken is not null;
        return taken is null ? null : EscapeMembers(taken, value);
    }
}
