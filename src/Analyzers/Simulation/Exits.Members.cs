using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What is kept, and who may know of it: a member that outlives the body (if (_users++ == 0) _m.Get();), a function that left.
sealed partial class Exits
{
    private void ReportKept(in Exit exit, in Tracked row)
    {
        if (OutlivesBody(row.Value) && OtherHalf.IsKeptForGood(body, row.Slot.Tag))
            return;
        if (!OtherHalf.IsNear(body, row.Slot.Tag) || !(IsToldByMember(exit, row) || IsNoted(exit, row)))
            Report(Defect.Leak, exit, row);
    }

    /// <summary>
    /// A member decided whether to take it, and has changed where it was taken: each path that keeps less found or left it otherwise. So the
    /// object knows that it holds one more, and its other half can ask. A path that only looks at a member tells nobody.
    /// </summary>
    private bool IsToldByMember(in Exit exit, in Tracked row)
    {
        foreach (Binding binding in exit.State.Bindings.With(RowTraits.Member))
        {
            if (!ReferenceEquals(binding.Value, binding.Place.Initial) && Outlives(binding.Place, exit.State)
                && Tells(binding.Place, exit.State, exit.Outcome!.WithLess(row)))
                return true;
        }

        return false;
    }

    /// <summary>The same on one path: the object says already that it has one more when a call throws, and its other half gives it back.</summary>
    private bool IsRemembered(PathState state, in Tracked row)
    {
        if (row.Value.IsOurs || !OtherHalf.IsNear(body, row.Slot.Tag))
            return false;
        foreach (Binding binding in state.Bindings.With(RowTraits.Member))
        {
            if (!ReferenceEquals(binding.Value, binding.Place.Initial) && Outlives(binding.Place, state) && Differ(binding.Value, state, binding.Place.Initial, state))
                return true;
        }

        return false;
    }

    private bool Tells(Place member, PathState kept, List<PathState> others)
    {
        Value left = kept.ValueOf(member);
        bool decides = false;
        foreach (PathState other in others)
        {
            bool isFoundOtherwise = IsFoundOtherwise(member, kept, other);
            if (!isFoundOtherwise && !Differ(left, kept, other.ValueOf(member), other))
                return false;
            decides |= isFoundOtherwise;
        }

        return decides;
    }

    /// <summary>Whether the other path found the member otherwise: when it began, or when it asked while it changed it.</summary>
    private bool IsFoundOtherwise(Place member, PathState state, PathState other)
    {
        Value answer = AnswerOf(state.ValueOf(member));
        return Differ(member.Initial, state, member.Initial, other) || Differ(answer, state, answer, other);
    }

    /// <summary>What the call said that changed it, as <c>Interlocked.Increment</c> does; else what it was changed to.</summary>
    private Value AnswerOf(Value changed)
    {
        IOperation? site = changed.Site is IArgumentOperation argument ? argument.Parent : changed.Site;
        return site is IInvocationOperation call ? body.Values.Result(call) : changed;
    }

    /// <summary>Whether what is known of <paramref name="left"/> on one path is known to be wrong of <paramref name="right"/> on the other.</summary>
    private bool Differ(Value left, PathState onLeft, Value right, PathState onRight)
    {
        body.Budget.Spend(onLeft.Facts.Count + onRight.Facts.Count);
        if (left.Kind == ValueKind.Constant)
            return Disproves(onRight, right, left);
        if (right.Kind == ValueKind.Constant)
            return Disproves(onLeft, left, right);
        foreach (Fact fact in onLeft.Facts.Rows)
        {
            if (!fact.IsAlternative && fact.Condition.DependsOn(left)
                && Conditions.Evaluate(onRight, body.Values.Replace(fact.Condition, left, right), body.Values) == !fact.Truth)
                return true;
        }

        return false;
    }

    private bool Disproves(PathState state, Value value, Value constant) =>
        Conditions.Evaluate(state, body.Values.Equal(value, constant), body.Values) == false;

    /// <summary>What was taken under one name was given back under another that is known to mean the same object: <c>if (x == a) a.Put();</c>.</summary>
    private static bool IsEvenUnderAnotherName(PathState state, in Tracked row)
    {
        foreach (Fact fact in state.Facts.With(RowTraits.Decided))
        {
            (Value left, Value right) = (fact.Condition.Base!, fact.Condition.Other!);
            Value? same = ReferenceEquals(left, row.Value) ? right : ReferenceEquals(right, row.Value) ? left : null;
            if (same is { Kind: not ValueKind.Constant } && state.Find(same, row.Slot) is { } other && row.State.Count != 0 && other.State.Count == -row.State.Count)
                return true;
        }

        return false;
    }

    /// <summary>A function, or a method of the object, that left before it was taken gives it back: <c>s.Done += () => m.Put(); m.Get();</c>.</summary>
    private bool IsLeftToFunction(in Exit exit, in Tracked row)
    {
        if (!row.State.Owes || !exit.State.IsGiven(row.Value, body.Values))
            return false;
        foreach (Function function in body.Functions.Delegates)
        {
            if (function.Leaves && body.Contracts.MayRelease(function.Symbol, row.Slot.Tag) && Captures(function, exit.State, row.Value))
                return true;
        }

        foreach (Place place in row.Value.Places)
        {
            if (place.Symbol is IMethodSymbol method && exit.State.Holds(place, row.Value)
                && (body.Contracts.Of(method)?.Has(EffectKind.Releases) ?? body.Contracts.MayRelease(method, row.Slot.Tag)))
                return true;
        }

        return false;
    }

    /// <summary>
    /// A new object that nobody was told of, of a type whose last release is not its end: nobody can have taken it. One that is counted
    /// may be born with a reference, and an argument or a member may say that it is (errs towards silence).
    /// </summary>
    private bool IsNew(PathState state, Value value) => !value.WasGiven && !state.IsContainer(value)
        && body.Values.CreationOf(value) is IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null, Type: { } type } && !body.Contracts.EndsWithRelease(type);

    private bool Captures(Function function, PathState state, Value value)
    {
        foreach (CapturedVariable captured in function.Captured)
        {
            if (ReferenceEquals(state.ValueOf(body.PlaceOf(captured)), value))
                return true;
        }

        return false;
    }
}
