namespace Quiesce.Analyzers.Simulation;

/// <summary>What a path knows about a condition, and what it learns from a branch.</summary>
static class Conditions
{
    /// <summary>The truth of <paramref name="condition"/> on this path, or null when it may be either.</summary>
    public static bool? Evaluate(PathState state, Value condition, Values values)
    {
        if (condition.Truth is { } constant)
            return constant;
        if (state.Known(condition) is { } known)
            return known;
        if (condition.Kind != ValueKind.Derived)
            return Equality(state, condition);
        return condition.Operator switch
        {
            Operator.Not => !Evaluate(state, condition.Base!, values),
            Operator.IsNull => IsNull(condition.Base!),
            Operator.Equal => AreEqual(state, condition, values),
            Operator.Less => IsLess(state, condition),
            Operator.IsType => Evaluate(state, values.IsNull(condition.Base!), values) == true ? false : null,
            Operator.And => Both(Evaluate(state, condition.Base!, values), Evaluate(state, condition.Other!, values)),
            Operator.Xor => Evaluate(state, condition.Base!, values) ^ Evaluate(state, condition.Other!, values),
            _ => null,
        };
    }

    /// <summary>The path on which <paramref name="condition"/> is <paramref name="truth"/>, with what follows from it; it must be possible.</summary>
    public static PathState Assume(PathState state, Value condition, bool truth, Values values)
    {
        if (condition.Truth is not null)
            return state;
        if (condition is { Kind: ValueKind.Derived, Operator: Operator.Not })
            return Assume(state, condition.Base!, !truth, values);
        state = state.Know(condition, truth);
        if (condition.Kind == ValueKind.Derived)
            state = Decompose(state, condition, truth, values);
        return Eliminate(state, values);
    }

    /// <summary>What a compound condition says of its parts.</summary>
    private static PathState Decompose(PathState state, Value condition, bool truth, Values values) => condition.Operator switch
    {
        // v == true, v == false, v == null say something of v itself.
        Operator.Equal when condition.Other!.Truth is { } constant && truth =>
            Assume(state.Know(values.Derived(Operator.IsNull, condition.Base!), false), condition.Base!, constant, values),
        Operator.Equal when condition.Other!.IsNullConstant => state.Know(values.Derived(Operator.IsNull, condition.Base!), truth),
        Operator.Equal when truth && condition.Other!.Kind == ValueKind.Constant => state.Know(values.Derived(Operator.IsNull, condition.Base!), false),
        Operator.IsType when truth => state.Know(values.Derived(Operator.IsNull, condition.Base!), false),
        Operator.And when truth => Assume(Assume(state, condition.Base!, true, values), condition.Other!, true, values),
        Operator.Xor when Evaluate(state, condition.Base!, values) is { } left => Assume(state, condition.Other!, left ^ truth, values),
        Operator.Xor when Evaluate(state, condition.Other!, values) is { } right => Assume(state, condition.Base!, right ^ truth, values),
        _ => state,
    };

    /// <summary>
    /// What is known now is put into what is known not to hold together: where one side holds, the other does not. What remains
    /// no longer depends on the variable that was asked, and so outlives it.
    /// </summary>
    private static PathState Eliminate(PathState state, Values values)
    {
        foreach (Fact fact in state.Facts.With(RowTraits.Excludes))
        {
            state.Budget.Spend();
            Value rest = Simplify(state, fact.Condition, values);
            if (ReferenceEquals(rest, fact.Condition))
                continue;
            state = state.With(facts: state.Facts.Remove(fact.Key, state.Budget));
            return Eliminate(rest.Operator == Operator.And ? state.Know(rest, false) : Assume(state, rest, false, values), values);
        }

        return state;
    }

    private static Value Simplify(PathState state, Value condition, Values values)
    {
        switch (condition.Operator)
        {
            case Operator.Not:
                return values.Not(Simplify(state, condition.Base!, values));
            case Operator.And:
                return values.And(Simplify(state, condition.Base!, values), Simplify(state, condition.Other!, values));
            case Operator.Xor:
                return values.Xor(Simplify(state, condition.Base!, values), Simplify(state, condition.Other!, values));
            default:
                return Evaluate(state, condition, values) is not { } known ? condition : known ? values.True : values.False;
        }
    }

    private static bool? IsNull(Value value) => value.Kind == ValueKind.Constant ? value.Constant is null : null;

    private static bool? Both(bool? left, bool? right) => left == false || right == false ? false : left & right;

    /// <summary>An order between numbers that are known.</summary>
    private static bool? IsLess(PathState state, Value condition) =>
        NumberOf(state, condition.Base!) < NumberOf(state, condition.Other!)
            ? true
            : NumberOf(state, condition.Base!) >= NumberOf(state, condition.Other!) ? false : null;

    private static long? NumberOf(PathState state, Value value) => (value.Kind == ValueKind.Constant ? value : state.EqualTo(value))?.Number;

    /// <summary>A bool that is known to equal a constant is that constant.</summary>
    private static bool? Equality(PathState state, Value value) => state.EqualTo(value)?.Truth;

    private static bool? AreEqual(PathState state, Value condition, Values values)
    {
        Value left = condition.Base!, right = condition.Other!;
        if (left.Kind == ValueKind.Constant && right.Kind == ValueKind.Constant)
            return Value.AreSame(left, right);
        if (right.Kind != ValueKind.Constant)
            return null;
        if (right.Truth is { } truth && Evaluate(state, left, values) is { } known)
            return known == truth;
        if (right.IsNullConstant)
            return Evaluate(state, values.Derived(Operator.IsNull, left), values);
        if (state.Known(values.Derived(Operator.IsNull, left)) == true)
            return false;
        return state.EqualTo(left, except: right) is null ? null : false;
    }
}
