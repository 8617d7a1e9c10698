using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// From the words of a contract to events of the protocols.
sealed partial class Transfer
{
    private PathState Perform(PathState state, Effect effect, Value value, CallSite site, Parts parts)
    {
        switch (effect.Kind)
        {
            case EffectKind.Acquires:
                return Acquire(state, effect, value, site, parts);
            case EffectKind.Acquired:
                return AcquireResult(state, effect, value, site, parts);
            case EffectKind.Releases:
                return Release(state, effect, value, site, parts);
            case EffectKind.Taken:
                return Take(state, effect, value, site, parts);
            case EffectKind.EntersRead:
                return Fire(state, value, Protocol.ReadSide, effect.Tag, ProtocolEvent.Enter, site.Operation, null);
            case EffectKind.ExitsRead:
                return Fire(state, value, Protocol.ReadSide, effect.Tag, ProtocolEvent.Exit, site.Operation, null);
            case EffectKind.WaitsGracePeriod:
                return Wait(state, value, effect.Tag, site);
            default:
                return PerformReclaim(state, effect, value, site, parts);
        }
    }

    private PathState PerformReclaim(PathState state, Effect effect, Value value, CallSite site, Parts parts)
    {
        Value? container = site.Receiver is null ? null : parts.Find(site.Receiver);
        switch (effect.Kind)
        {
            case EffectKind.Publishes:
                return Fire(state, value, Protocol.Reclaim, effect.Tag, ProtocolEvent.Publish, site.Operation, OperandOf(effect.On, site), container);
            case EffectKind.Unlinks:
                state = UnlinkAllOf(state, container, effect.Tag, site);
                return effect.On.Kind == OperandKind.This
                    ? state
                    : Fire(state, value, Protocol.Reclaim, effect.Tag, ProtocolEvent.Unlink, site.Operation, OperandOf(effect.On, site), container);
            case EffectKind.Reclaims:
                bool isGuard = IsGivenBackByDisposal(state, value) || body.Contracts.Guards.Of(site.Receiver?.Type) is not null;
                Decide(state, value, new Act(site.Operation, OperandOf(effect.On, site), "", Phase.Reclaimed), isOurs: isGuard);
                return FireReclaim(Destroy(state, effect, value, site), value, ProtocolEvent.Reclaim, site, effect.On);
            case EffectKind.Defers:
                Decide(state, value, new Act(site.Operation, OperandOf(effect.On, site), "", Phase.Reclaimed), isOurs: false);
                return FireReclaim(state, value, ProtocolEvent.Defer, site, effect.On);
            default:
                return state;
        }
    }

    private PathState Acquire(PathState state, Effect effect, Value value, CallSite site, Parts parts)
    {
        if (IsSelf(state, value))
            return AcquireOnSelf(state, effect, value, Protocol.Reference, site);
        state = Conditions.Restrict(state, Values.IsNull(value), false, Values) ?? state;
        state = HideInLock(state, value, effect.Tag, site.Operation);
        if (effect.When == When.Returns)
            Decide(state, value, new Act(site.Operation, OperandOf(effect.On, site), effect.Tag, Phase.Held), isOurs: Holds(state, value));
        bool isChecked = !effect.Flag || IsUntold(state, value, effect.Tag) || IsGuarded(state, value) || body.IsOwnedByField(value);
        PathState acquired = FireTimes(state, effect, value, isChecked ? ProtocolEvent.Acquire : ProtocolEvent.AcquireUnchecked, site, parts);
        return effect.When == When.True && IsResultIgnored(site.Operation) ? AssumeHeld(acquired, value, effect.Tag, site) : acquired;
    }

    /// <summary>The result is ignored: that is the finding, and the rest of the body is read as if it had succeeded.</summary>
    private PathState AssumeHeld(PathState state, Value value, string tag, CallSite site)
    {
        if (state.Find(value, body.Slot(Protocol.Reference, tag)) is not { } row)
            return state; // it was asked for none
        Report(state, Defect.ResultIgnored, row, site.Operation);
        return state.Track(row with { State = new(Phase.Assumed, 0, row.State.Lent) });
    }

    /// <summary>A new reference or guard; a guard taken from an object keeps that object alive as long as it is held.</summary>
    private PathState AcquireResult(PathState state, Effect effect, Value value, CallSite site, Parts parts)
    {
        IOperation? operand = OperandOf(effect.On, site);
        bool isGuard = body.Contracts.Guards.Of(AcquiredBy(effect, site)) is not null;
        Value? owner = site.Receiver is null ? null : parts.Find(site.Receiver);
        if (effect.When == When.Returns && owner is not null)
            Decide(state, owner, new Act(site.Operation, site.Receiver, effect.Tag, Phase.Held), isOurs: Holds(state, owner));
        state = state.Know(Values.IsNull(value), false);
        if (isGuard && IsSelf(state, owner))
            return AcquireOnSelf(state, effect, value, Protocol.Guard, site);
        state = Fire(state, value, isGuard ? Protocol.Guard : Protocol.Reference, effect.Tag, ProtocolEvent.Acquire, site.Operation, operand, owner);
        return effect.On.Kind == OperandKind.Parameter && operand is not null && IsOutside(operand) && !IsOfCaller(operand) ? Escape(state, value) : state;
    }

    private PathState NotAcquired(PathState state, Effect effect, Value value, CallSite site)
    {
        if (effect.Kind == EffectKind.Acquires)
            return Fire(state, value, Protocol.Reference, effect.Tag, ProtocolEvent.AcquireFailed, site.Operation, OperandOf(effect.On, site));
        return effect.On.Kind == OperandKind.Parameter ? state.Know(Values.IsNull(value), true) : state;
    }

    /// <summary>A call that throws has acquired nothing.</summary>
    private PathState TakeNothing(PathState state, CallSite site, Contract contract, Parts parts)
    {
        foreach (Effect effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.Acquires && ValueOn(effect.On, effect.Tag, site, null, parts) is { } value)
                state = Fire(state, value, Protocol.Reference, effect.Tag, ProtocolEvent.AcquireThrew, site.Operation, OperandOf(effect.On, site));
        }

        return TakeBackFailed(site.Operation, state);
    }

    private PathState Release(PathState state, Effect effect, Value value, CallSite site, Parts parts)
    {
        if (effect.Tag == AnyTag)
            return Dispose(state, value, site);
        Decide(state, value, new Act(site.Operation, OperandOf(effect.On, site), effect.Tag, Phase.Released), isOurs: Holds(state, value));
        return FireTimes(WithoutThatOfGuard(state, value, effect.Tag), effect, value, ProtocolEvent.Release, site, parts);
    }

    /// <summary>The flag tells whether the operand was acquired, so it is true where this outcome acquired it.</summary>
    private PathState Take(PathState state, Effect effect, Value value, CallSite site, Parts parts) =>
        site.ArgumentFor(effect.On.Ordinal) is { } argument ? Store(argument.Value, Values.True, argument.Operation, state, parts) : state;

    private PathState Wait(PathState state, Value domain, string tag, CallSite site)
    {
        state = Fire(state, domain, Protocol.ReadSide, tag, ProtocolEvent.Wait, site.Operation, null);
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (row.Slot.Protocol == Protocol.Reclaim && row.Slot.Tag == tag)
                state = Fire(state, row.Value, Protocol.Reclaim, tag, ProtocolEvent.Wait, site.Operation, row.Operand);
        }

        return state;
    }

    /// <summary>
    /// Something was unlinked from a container. Which of the objects published in it is not known, so all are taken to be
    /// unlinked: reclaiming one at once is a defect either way, after a wait it is none (errs towards silence).
    /// </summary>
    private PathState UnlinkAllOf(PathState state, Value? container, string tag, CallSite site)
    {
        foreach (Tracked row in state.Tracked.With(RowTraits.Related))
        {
            if (row.Slot.Protocol == Protocol.Reclaim && container is not null && ReferenceEquals(row.Related, container) && row.State.Phase == Phase.Published)
                state = Fire(state, row.Value, Protocol.Reclaim, tag, ProtocolEvent.Unlink, site.Operation, row.Operand, container);
        }

        return state;
    }

    /// <summary>An object shares the fate of what it was reached through: the value of an unlinked node is unlinked.</summary>
    private PathState FireReclaim(PathState state, Value value, ProtocolEvent on, CallSite site, Operand operand)
    {
        for (Value? holder = value; holder is not null; holder = holder.Kind == ValueKind.Member ? holder.Base : null)
        {
            foreach (Tracked row in state.Of(holder))
            {
                if (row.Slot.Protocol == Protocol.Reclaim)
                    return Fire(state, holder, Protocol.Reclaim, row.Slot.Tag, on, site.Operation, OperandOf(operand, site));
            }
        }

        return on == ProtocolEvent.Defer
            ? Fire(state, value, Protocol.Reclaim, MetadataNames.DefaultDomain, on, site.Operation, OperandOf(operand, site))
            : state;
    }

    /// <summary>A member access or a call uses the object. As long as a guard of it is held, that is no use after release.</summary>
    private PathState Use(PathState state, Value value, IOperation site, IOperation? operand)
    {
        foreach (Tracked row in state.Of(value))
        {
            bool isKeptAlive = row.Slot.Protocol == Protocol.Reference && MayBeGuarded(state, value);
            if (!isKeptAlive && !row.Slot.IsLock && !Values.IsThis(value) && (row.Slot.Protocol != Protocol.Guard || IsGuardUse(site, operand)))
                state = Fire(state, value, row.Slot.Protocol, row.Slot.Tag, ProtocolEvent.Use, site, operand);
        }

        return state;
    }

    /// <summary>One event of one object: the table says what follows.</summary>
    private PathState Fire(
        PathState state, Value value, Protocol protocol, string tag, ProtocolEvent on, IOperation site, IOperation? operand, Value? related = null)
    {
        Slot slot = body.Slot(protocol, tag);
        Tracked before = state.Find(value, slot) ?? new Tracked(value, slot, default, null, operand, null, null, 0);
        Transition transition = protocol.Next(before.State, on);
        body.CountedLoops.Add(before, site, on);
        if (transition.Defect != Defect.None)
            ReportEvent(state, transition.Defect, before, site, operand);
        if (transition.Next == before.State)
            return state;

        if (before.State.Phase == Phase.Dropped)
            exits.Unearth(before);
        bool begins = before.Site is null || on is ProtocolEvent.AcquireThrew or ProtocolEvent.Copy || (transition.Next.Count > before.State.Count && before.State.Count <= 0);
        PathState after = (slot.IsLock && transition.Next.Count > before.State.Count ? state.ForgetLooks() : state).Then(new Step(StepKind.Event, site.Syntax)); // others had it meanwhile
        return after.Track(before with
        {
            State = transition.Next,
            Site = begins ? site : before.Site,
            Operand = begins ? operand : before.Operand,
            Last = transition.Next.Phase == Phase.Stored && before.State.Phase == Phase.Stored ? before.Last : site, // where it is now
            Release = on == ProtocolEvent.Release ? site : before.Release,
            Related = related ?? before.Related,
            Since = begins ? after.Trace.Depth : before.Since,
        });
    }

    /// <summary>The event is the defect, unless it only shows that something before it was one: a copy, a return.</summary>
    private void ReportEvent(PathState state, Defect defect, in Tracked before, IOperation site, IOperation? operand)
    {
        if (defect == Defect.GuardCopied)
            Report(state, defect, before with { Last = site }, before.Site!);
        else if (before.State.Phase == Phase.Returned)
            Report(state, defect, before with { Last = site, Operand = before.Last }, before.Last!);
        else
            Report(state, defect, before with { Operand = operand ?? before.Operand, Since = before.State.Phase == Phase.Shared ? 0 : before.Since }, site);
    }

    private static IOperation? OperandOf(Operand operand, CallSite site) => operand.Kind switch
    {
        OperandKind.This => site.Receiver,
        OperandKind.Parameter => site.ArgumentFor(operand.Ordinal)?.Value,
        _ => site.Receiver ?? site.Operation,
    };

    private void Report(PathState state, Defect defect, Tracked row, IOperation site)
    {
        if (state.IsWidened)
            return;
        Slot section = body.Slot(Protocol.ReadSide, row.Slot.Tag);
        bool isInSection = state.Find(Values.Ambient(section.Tag), section)?.State.Owes == true;
        body.Findings.Add(new Finding(
            defect, site, row.Operand, row.Slot.Tag, state.Trace.StepsAfter(row.Since), row.State, row.Last, IsInSection: isInSection));
    }
}
