using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What a call with a contract gives back, on each outcome.
sealed partial class Transfer
{
    /// <summary>What was read from a protected pointer is still linked there.</summary>
    private PathState Dereference(PathState state, Contract contract, Value result, CallSite site, Parts parts)
    {
        foreach (Effect effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.Dereferences && site.Receiver is not null && result.Kind != ValueKind.Constant)
                return Fire(state, result, Protocol.Reclaim, DomainOf(effect), ProtocolEvent.Publish, site.Operation, site.Operation, parts[site.Receiver]);
        }

        return state;

        static string DomainOf(Effect effect) =>
            effect.Tag == MetadataNames.InstanceDomain ? MetadataNames.DefaultDomain : effect.Tag;
    }

    private Evaluated Result(CallSite site, Contract contract, When outcome, PathState state, Parts parts)
    {
        if (outcome is When.True or When.False)
            return new(state, outcome == When.True ? Values.True : Values.False);
        foreach (Effect effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.ReturnsReceiver && ValueOn(effect.On, "", site, null, parts) is { } same)
                return new(state, same);
        }

        if (site.Receiver is not null && outcome == When.Returns && contract.Has(EffectKind.Observes))
            return Observation(site.Operation, Seen(site.Operation, site.Member, !site.Arguments.IsEmpty, contract, parts[site.Receiver], state), state);
        if (site is { IsRead: true, Receiver: not null } && outcome == When.Returns && !contract.Has(EffectKind.Dereferences))
            return Property(site, parts[site.Receiver], state);

        ITypeSymbol type = AnnotationReader.Awaited(site.Operation.Type ?? site.Method.ReturnType);
        GuardTypes.Guard? guard = body.Contracts.Guards.Of(type);
        bool canBeNull = AnnotationReader.Awaited(site.Method.ReturnType).NullableAnnotation == NullableAnnotation.Annotated;
        if (outcome == When.Null && (canBeNull || guard?.HeldProperty is null))
            return new(state, Values.Null);
        Evaluated fresh = Unknown(site.Operation, state);
        state = outcome == When.NonNull ? fresh.State.Know(Values.IsNull(fresh.Value), false) : fresh.State;
        if (guard?.HeldProperty is { } held && outcome is When.NonNull or When.Null && MemberNamed(type, held) is { } property)
            state = state.Bind(Values.MemberOf(fresh.Value, property), outcome == When.NonNull ? Values.True : Values.False);
        return new(state, fresh.Value);
    }

    /// <summary>A snapshot is another value each time.</summary>
    private Evaluated Observation(IOperation site, Value seen, PathState state)
    {
        if (seen is not { Operator: Operator.Held, Base: { } asked, Other: { } receiver })
            return new(ReferenceEquals(seen.Site, site) ? Renew(state, seen, site) : state, seen);
        return new(Doubt(ReferenceEquals(asked.Site, site) ? Renew(state, asked, site) : state, receiver), seen);
    }

    /// <summary>
    /// What a look at a member sees: a snapshot, unless it never changes, or tells what this path knows (whether a guard holds).
    /// </summary>
    private Value Seen(IOperation site, ISymbol member, bool hasArguments, Contract contract, Value receiver, PathState state)
    {
        Place place = Values.MemberOf(receiver, member);
        if (!ReferenceEquals(state.ValueOf(place), place.Initial))
            return state.ValueOf(place);
        foreach (Effect effect in contract.Effects)
        {
            if (effect is { Kind: EffectKind.Observes, Flag: true } && !hasArguments)
                return place.Initial;
            if (effect is { Kind: EffectKind.Observes, IsExact: true })
                return IsHeld(state, receiver, member.ContainingType) ?? Values.Derived(Operator.Held, Values.Result(site), receiver);
        }

        return Values.Snapshot(site, receiver, member);
    }

    private static ISymbol? MemberNamed(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            foreach (ISymbol member in t.GetMembers(name))
                return member;
        }

        return null;
    }

    private Value? ValueOn(Operand operand, string tag, CallSite site, Value? result, Parts parts)
    {
        (Value? value, ITypeSymbol? type) = operand.Kind switch
        {
            OperandKind.This => (site.Receiver is null ? null : parts.Find(site.Receiver), site.Receiver?.Type),
            OperandKind.Return => (result, site.Operation.Type),
            OperandKind.Ambient => (Values.Ambient(tag), null),
            _ => site.ArgumentFor(operand.Ordinal) is not { } argument ? (null, null)
                : argument.Parameter?.RefKind == RefKind.Out ? (Values.Result(argument.Operation, 0), argument.Value.Type)
                : (parts[argument], argument.Value.Type),
        };
        return operand.Member is null || value is null ? value
            : type is not null && MemberNamed(type, operand.Member) is { } member ? Values.Member(value, member)
            : null;
    }

    /// <summary>A collection that says that it has no such item gives none: <c>TryGetValue</c>.</summary>
    private Evaluated Found(CallSite site, Evaluated answer)
    {
        PathState state = answer.State;
        foreach (Argument argument in site.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out, Type.IsReferenceType: true } && answer.Value.IsCondition)
                state = state.Know(Values.And(Values.Not(answer.Value), Values.Not(Values.IsNull(Values.Element(argument.Operation)))), false);
        }

        return answer with { State = state };
    }

    /// <summary>
    /// What a call on a counted object gives that is counted alike may be that object, or a view of it (<c>buffer.WriteShort(1)</c>,
    /// <c>buffer.Slice()</c>): whoever has the one has the other (errs towards silence).
    /// </summary>
    private PathState EscapeByResult(CallSite site, PathState state, Parts parts) =>
        site.Receiver is not null && parts.Find(site.Receiver) is { } receiver && GivesAlike(site.Operation) && IsKept(site.Operation)
            ? Escape(state, receiver)
            : state;

    private bool GivesAlike(IOperation operation) => operation is IInvocationOperation { Instance.Type: { } from, Type: { } to }
        && body.Contracts.CountedKind(from) is { } kind && body.Contracts.CountedKind(to) == kind;

    /// <summary>Whether a result is more than the object of further such calls: <c>buffer.WriteShort(1).WriteShort(2);</c> keeps none.</summary>
    private bool IsKept(IOperation result) => result.Parent switch
    {
        IExpressionStatementOperation => false,
        IInvocationOperation call when ReferenceEquals(call.Instance, result) => GivesAlike(call) && IsKept(call),
        _ => true,
    };
}
