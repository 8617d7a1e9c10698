using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Looks at what others change, and the acts that they decide.
sealed partial class Transfer
{
    /// <summary>A path comes to an act on <paramref name="value"/>; whoever holds a reference already may look before it takes or gives one.</summary>
    private void Decide(PathState state, Value value, in Act act, bool isOurs)
    {
        var facts = new List<Fact>();
        if (!HoldsLock(state) && !IsKnownOnlyHere(value))
        {
            foreach (Fact fact in state.Facts.Rows)
            {
                if (fact.IsAlternative)
                    continue;
                bool decides = Decisions.LookIn(fact.Condition, look => MayDecide(look, value, isOurs)) is not null
                    || (act.Becomes == Phase.Reclaimed && TellsOfOthers(fact, value));
                if (decides)
                    facts.Add(fact);
            }
        }

        body.Decisions.Add(act, facts, state);
    }

    /// <summary>What this body made and told nobody does not change between the look and the act.</summary>
    private bool IsKnownOnlyHere(Value value) => !value.WasGiven && Values.CreationOf(value) is IObjectCreationOperation;

    /// <summary>What this body made, gave to nobody on this path and has not taken: nobody can have given up its last reference.</summary>
    private bool IsUntold(PathState state, Value value, string tag) =>
        IsNewAndCounted(value) && !state.IsGiven(value, Values) && state.Find(value, body.Slot(Protocol.Reference, tag)) is null;

    private bool IsNewAndCounted(Value value) =>
        Values.CreationOf(value) is IObjectCreationOperation { Type: { } type } && body.Contracts.CountedKind(type) is not null;

    /// <summary>A look at the object itself, or at a count of references that it, or what it is part of, keeps.</summary>
    private bool MayDecide(Value look, Value value, bool isOurs)
    {
        if (look.Kind != ValueKind.Snapshot)
            return false;
        if (look.Symbol is not IFieldSymbol field)
            return !isOurs && ReferenceEquals(look.Base, value);
        if (!body.Contracts.CountsUpAndDown(field))
            return false;
        return field.IsStatic ? value.Symbol is IFieldSymbol { IsStatic: true } : IsPartOf(value, look.Base!);
    }

    private static bool IsPartOf(Value value, Value whole)
    {
        for (Value? part = value; part is not null; part = part.Kind == ValueKind.Member ? part.Base : null)
        {
            if (ReferenceEquals(part, whole))
                return true;
        }

        return false;
    }

    /// <summary>Who holds a lock sees what it protects unchanged; which lock protects what is not known (errs towards silence).</summary>
    private static bool HoldsLock(PathState state)
    {
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (row.State.Owes && row.Slot.IsLock)
                return true;
        }

        return false;
    }

    /// <summary>Whether the path knows that the value an atomic decrement returned is not zero: others still hold references.</summary>
    private bool TellsOfOthers(in Fact fact, Value value)
    {
        (Value? returned, bool isPositive) = fact.Condition switch
        {
            { Operator: Operator.Equal, Base: { } result, Other.Number: { } number } => (result, fact.Truth ? number > 0 : number == 0),
            { Operator: Operator.Less, Base.Number: { } number, Other: { } result } => (result, fact.Truth && number >= 0),
            { Operator: Operator.Less, Base: { } result, Other.Number: { } number } => (result, !fact.Truth && number >= 1),
            _ => (null, false),
        };
        return isPositive && Values.CreationOf(returned!) is IInvocationOperation { Arguments.Length: > 0 } update
            && body.Contracts.Of(update.TargetMethod)?.On(0, EffectKind.AtomicUpdate) is { Count: < 0 }
            && update.Arguments[0].Value is IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field && body.Contracts.CountsUpAndDown(field.Field)
            && IsPartOf(value, Values.This(body.Method.ContainingType));
    }

    /// <summary>A method that nothing is declared of acts where its text destroys something.</summary>
    private void DecideOpaque(CallSite site, PathState state, Parts parts)
    {
        if (!SymbolEqualityComparer.Default.Equals(site.Method.ContainingType, body.Method.ContainingType) || site.Receiver is null
            || parts.Find(site.Receiver) is not { } receiver || !body.Contracts.MayDestroy(site.Method))
            return;
        Decide(state, receiver, new Act(site.Operation, site.Receiver, "", Phase.Reclaimed), isOurs: true);
    }

    /// <summary>Whether this path holds a reference on the object, of its own or lent, or something does that it got it from.</summary>
    private bool Holds(PathState state, Value value)
    {
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (ReferenceEquals(row.Value, value) && row.Slot.Protocol == Protocol.Reference
                && (row.State.Lent || row.State.Count > 0 || row.State.Phase is Phase.Assumed or Phase.Escaped or Phase.Given or Phase.Released))
                return true;
        }

        return IsGuarded(state, value) || body.IsOwnedByField(value);
    }

    /// <summary>
    /// What the call does to memory that it gets by reference: an atomic update leaves what others may change at once, a mere
    /// read leaves what was there, anything else something unknown.
    /// </summary>
    private PathState WriteBack(CallSite site, Contract contract, Argument argument, PathState state, Parts parts)
    {
        if (argument.Parameter is not { } parameter || contract.On(parameter.Ordinal, EffectKind.Borrowed) is not null)
            return state;
        if (contract.On(parameter.Ordinal, EffectKind.ReturnsReceiver) is not null)
            state = HandBack(site, parts[argument], state);
        if (contract.On(parameter.Ordinal, EffectKind.AtomicUpdate) is null || argument.Value is not IFieldReferenceOperation field)
            return WriteBack(argument, state, parts);
        if (IsResultIgnored(site.Operation) && body.Contracts.IsReferenceCount(field.Field))
            DecideUpdate(site, argument, state, parts);
        return Store(field, Look(site.Operation, field, ref state, parts), argument.Operation, state, parts);
    }

    /// <summary>What the field holds once it was updated: others may change it before it is read again.</summary>
    private Value Look(IOperation update, IFieldReferenceOperation field, ref PathState state, Parts parts)
    {
        Value value = Values.Snapshot(update, InstanceOf(field.Instance, state, parts), field.Field);
        state = Renew(state, value, update);
        return value;
    }

    /// <summary>The count is updated because of what it was when somebody looked.</summary>
    private void DecideUpdate(CallSite site, Argument argument, PathState state, Parts parts)
    {
        Value before = parts[argument];
        var facts = new List<Fact>();
        foreach (Fact fact in state.Facts.Rows)
        {
            if (!fact.IsAlternative && before.Kind is ValueKind.Member or ValueKind.Initial && Decisions.LookIn(fact.Condition, look => ReferenceEquals(look, before)) is not null)
                facts.Add(fact);
        }

        body.Decisions.Add(new Act(site.Operation, argument.Value, "", Phase.Untouched), facts, state);
    }
}
