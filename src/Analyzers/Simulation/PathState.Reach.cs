using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Which values a path can still name, and what it forgets because no later code can.
sealed partial class PathState
{
    private const int FewDependents = 64;

    /// <summary>
    /// <paramref name="value"/> and what is computed from it, as far as this path may say something of that. A body that goes in circles
    /// makes ever more conditions of few names; then what the path says is less.
    /// </summary>
    public List<Value> WithDependents(Value value)
    {
        if (value.WithDependents(FewDependents) is { } all)
            return all;
        Budget.Spend(Facts.Count + Bindings.Count + Tracked.Count);
        var mentioned = new SortedDictionary<int, Value> { [value.Id] = value };
        foreach (Fact fact in Facts.Rows)
            Mention(fact.Condition);
        foreach (Binding binding in Bindings.Rows)
        {
            Mention(binding.Value);
            Mention(binding.Place.Container);
        }

        foreach (Tracked row in Tracked.Rows)
            Mention(row.Value);
        return [.. mentioned.Values];

        void Mention(Value? dependent)
        {
            if (dependent?.DependsOn(value) == true)
                mentioned[dependent.Id] = dependent;
        }
    }

    public bool Holds(Place place, Value value) => Bindings.TryFind(place.Id, out Binding row) && ReferenceEquals(row.Value, value);

    /// <summary>Whether the object said on this path that the caller holds it.</summary>
    public bool IsKnownHeld(Value value)
    {
        foreach (Fact fact in Facts.Rows)
        {
            if (fact is { Truth: true, Condition.Operator: Operator.Held } && ReferenceEquals(fact.Condition.Other, value))
                return true;
        }

        return false;
    }

    /// <summary>Whether somebody else was given the object on this path.</summary>
    public bool IsGiven(Value value, Values values) => Known(values.Derived(Operator.Given, value)) == true;

    /// <summary>Whether a place holds it; a delegate does that nothing holds any more does not.</summary>
    public bool IsNamed(Value value)
    {
        foreach (Place place in value.Places)
        {
            Budget.Spend();
            if (Holds(place, value) && (place.Symbol is not IMethodSymbol || IsNamed(place.Container!)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a place holds <paramref name="value"/> or something computed from it.</summary>
    public bool IsMentioned(Value value)
    {
        foreach (Value dependent in WithDependents(value))
        {
            Budget.Spend();
            if (IsNamed(dependent))
                return true;
        }

        return false;
    }

    /// <summary>Whether it is known what a member of <paramref name="value"/> holds.</summary>
    public bool IsContainer(Value value)
    {
        foreach (Value dependent in WithDependents(value))
        {
            foreach (Place member in dependent.Members)
            {
                if (Bindings.TryFind(member.Id, out _))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether anything is said of <paramref name="value"/>.</summary>
    public bool Speaks(Value value) => Knows(value) || Refers(value);

    private bool Knows(Value value)
    {
        foreach (Value dependent in WithDependents(value))
        {
            if (Known(dependent) is not null)
                return true;
        }

        return false;
    }

    /// <summary>Whether a place holds <paramref name="value"/>, or it is tracked: more than that something is known of it.</summary>
    public bool Refers(Value value) => IsMentioned(value) || IsInUse(value);

    /// <summary>A variable ends; of a value that only it held nothing can be asked any more.</summary>
    public PathState End(Place place, Values values)
    {
        Value value = ValueOf(place);
        PathState state = Without(place);
        return value.Kind is ValueKind.Join or ValueKind.Result or ValueKind.Element && !state.IsMentioned(value)
            && (value.IsCondition || !state.IsInUse(value))
            ? Conditions.WithoutWordOf(state, value, values)
            : state;
    }

    /// <summary>Whether something is owed for the object or held in it, whatever names it.</summary>
    private bool IsInUse(Value value)
    {
        foreach (Value dependent in WithDependents(value))
        {
            if (Of(dependent).Length > 0)
                return true;
        }

        return IsRelated(value) || IsContainer(value);
    }

    private bool IsRelated(Value value)
    {
        foreach (Tracked row in Tracked.With(RowTraits.Related))
        {
            if (row.Related!.DependsOn(value))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Objects that nothing owes anything for and that no later code can mention: how they got there is history. Of one that somebody
    /// else was given, too, it remains that this path has none: without a word it might have left one there.
    /// </summary>
    public PathState Forget(Body body, int position)
    {
        PathState state = this;
        foreach (Tracked row in Tracked.With(RowTraits.Settled))
        {
            // That others have what was only shown, or could not be taken, is history enough.
            bool isDone = row.State.Count == 0 && row.State.Phase is not (Phase.Shared or Phase.Threw);
            bool isOut = !state.IsReachable(row.Value, body, position);
            if (isOut && row.State.Phase == Phase.Dropped)
                body.Abandoned.Add(row, state);
            if (isOut)
                state = isDone && state.IsGiven(row.Value, body.Values) ? state.Track(row.AsHistory()) : state.Without(row);
            if (row.Value.IsOurs && !state.IsMentioned(row.Value))
                state = Conditions.WithoutWordOf(state, row.Value, body.Values);
        }

        return state;
    }

    /// <summary>Nothing is said any more of <paramref name="value"/> and what is computed from it.</summary>
    public PathState WithoutWordOf(Value value)
    {
        SortedRows<Fact> facts = Facts;
        SortedRows<Binding> bindings = Bindings;
        foreach (Value dependent in WithDependents(value))
        {
            facts = facts.Remove(dependent.Id, Budget);
            foreach (Place member in dependent.Members)
                bindings = bindings.Remove(member.Id, Budget);
        }

        return With(bindings, facts);
    }

    /// <summary>What the variables hold that nothing mentions behind <paramref name="position"/>, unless it is owed.</summary>
    public PathState ForgetVariables(Body body, int position, Values values)
    {
        PathState state = this;
        foreach (ISymbol variable in body.LastUse.LastAt(position))
        {
            Place place = values.Variable(variable);
            if (variable is ILocalSymbol && body.IsLocal(variable) && !body.IsAliveAt(variable, position + 1) && !state.IsOwed(state.ValueOf(place)))
                state = state.End(place, values);
            else if (variable is IParameterSymbol && place.Initial.IsCondition && !body.IsAliveAt(variable, position + 1) && !state.IsMentioned(place.Initial))
                state = Conditions.WithoutWordOf(state, place.Initial, values);
        }

        return state;
    }

    private bool IsReachable(Value value, Body body, int position)
    {
        Value root = value;
        while (root.Kind == ValueKind.Member)
            root = root.Base!;
        if (root.Kind is ValueKind.Ambient || (root.Kind == ValueKind.Initial && root.Symbol is not (IParameterSymbol or ILocalSymbol)))
            return true;
        if (root.Symbol is { } variable && body.IsAliveAt(variable, position) && ReferenceEquals(ValueOf(body.Values.Variable(variable)), root))
            return true;
        return IsHeldAt(value, body, position) || IsHeldAt(root, body, position);
    }

    private bool IsHeldAt(Value value, Body body, int position)
    {
        foreach (Place place in value.Places)
        {
            if (Holds(place, value) && (place.Symbol is not { } name || !place.IsLocal || body.IsAliveAt(name, position)))
                return true;
        }

        return false;
    }
}
