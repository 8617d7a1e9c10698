using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Delegates of methods: Action undo = m.Put. A delegate has no effect until it is called; called by this body, it is the method that is,
// on the object that it was made of. Where the delegate leaves, whoever has it may call it: the object leaves with it.
sealed partial class Transfer
{
    private readonly HashSet<Place> _leaving = [];

    private Evaluated MethodReference(IMethodReferenceOperation reference, PathState state, Parts parts)
    {
        Evaluated made = Delegate(reference, state);
        Value? instance = parts.Find(reference.Instance) ?? (ReceiverOf(reference) is { } receiver ? Read(receiver, state).Value : null);
        return instance is not null && reference.Method.MethodKind != MethodKind.LocalFunction
            ? new(made.State.Bind(Values.MemberOf(made.Value, reference.Method), instance), made.Value)
            : made;
    }

    /// <summary>
    /// What the method of a delegate is called on. That of an extension method no operation tells: then it is the variable that the
    /// source names, if it names one.
    /// </summary>
    private IOperation? ReceiverOf(IMethodReferenceOperation reference)
    {
        if (reference is not { Instance: null, Method.IsExtensionMethod: true, Syntax: MemberAccessExpressionSyntax access })
            return reference.Instance?.Unconverted();
        IOperation? receiver = body.Flow.Graph.OriginalOperation.SemanticModel?.GetOperation(access.Expression);
        return receiver is ILocalReferenceOperation or IParameterReferenceOperation ? receiver : null;
    }

    /// <summary>The call that calling a delegate is, where this body made that of a method.</summary>
    private CallSite Direct(CallSite site, PathState state, ref Parts parts)
    {
        if (site.Method.MethodKind != MethodKind.DelegateInvoke || parts.Find(site.Receiver) is not { } called
            || Values.CreationOf(called) is not IMethodReferenceOperation { Method: { MethodKind: not MethodKind.LocalFunction } method } reference)
            return site;
        if (ReceiverOf(reference) is not { } receiver)
            return site with { Method = method, Receiver = null, Arguments = Passed(site.Arguments, method) };
        parts = parts.With(receiver, state.ValueOf(Values.MemberOf(called, method)));
        return method.IsStatic // an extension method: the object is its first argument
            ? site with { Method = method, Receiver = null, Arguments = Passed(site.Arguments.Insert(0, new(receiver, receiver, null)), method) }
            : site with { Method = method, Receiver = receiver, Arguments = Passed(site.Arguments, method) };
    }

    private static ImmutableArray<Argument> Passed(ImmutableArray<Argument> arguments, IMethodSymbol method)
    {
        ImmutableArray<Argument>.Builder passed = arguments.ToBuilder();
        for (int i = 0; i < passed.Count && i < method.Parameters.Length; i++)
            passed[i] = passed[i] with { Parameter = method.Parameters[i] };
        return passed.ToImmutable();
    }

    /// <summary>Somebody else may call one of the delegates that there are.</summary>
    private PathState EscapeBound(PathState state)
    {
        foreach (Binding member in state.Bindings.With(RowTraits.Member))
        {
            if (member.Place is { Symbol: IMethodSymbol, Container: { } made } && Values.CreationOf(made) is IMethodReferenceOperation reference)
                state = EscapeBound(state, made, reference);
        }

        return state;
    }

    /// <summary>Somebody else may call the delegate: that uses the object, and may give it back or keep it.</summary>
    private PathState EscapeBound(PathState state, Value made, IMethodReferenceOperation reference)
    {
        Place bound = Values.MemberOf(made, reference.Method);
        if (ReceiverOf(reference) is not { } receiver || !_leaving.Add(bound))
            return state; // nothing is bound; or the delegate of a delegate comes back to it
        Value instance = state.ValueOf(bound);
        state = MayUse(reference) ? Use(state, instance, reference, receiver) : state;
        state = EscapeMembers(reference.Method, instance, Values.IsThis(instance) && !IsConstructor ? state : Escape(state, instance));
        _leaving.Remove(bound);
        return state;
    }

    /// <summary>Whoever calls the delegate uses the object; unless it asks, takes or gives back, or the delegate is made to be taken off an event.</summary>
    private bool MayUse(IMethodReferenceOperation reference) => !IsUnsubscribed(reference)
        && !(body.Contracts.Of(reference.Method) is { } contract && (contract.Has(EffectKind.Observes) || IsAbout(contract, Operand.This)));
}
