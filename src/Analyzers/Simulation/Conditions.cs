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
            Operator.IsNull => IsNull(state, condition.Base!),
            Operator.Equal => AreEqual(state, condition, values),
            _ => null,
        };
    }

    /// <summary>The path on which <paramref name="condition"/> is <paramref name="truth"/>; it must be possible.</summary>
    public static PathState Assume(PathState state, Value condition, bool truth, Values values)
    {
        if (condition.Truth is not null)
            return state;
        if (condition is { Kind: ValueKind.Derived, Operator: Operator.Not })
            return Assume(state, condition.Base!, !truth, values);
        state = state.Know(condition, truth);
        if (condition is not { Kind: ValueKind.Derived })
            return state;
        return condition.Operator switch
        {
            // v == true, v == false, v == null say something of v itself.
            Operator.Equal when condition.Other!.Truth is { } constant && truth => Assume(state, condition.Base!, constant, values),
            Operator.Equal when condition.Other!.IsNullConstant => state.Know(values.Derived(Operator.IsNull, condition.Base!), truth),
            Operator.Equal when truth && condition.Other!.Kind == ValueKind.Constant => state.Know(values.Derived(Operator.IsNull, condition.Base!), false),
            Operator.Test when truth => state.Know(values.Derived(Operator.IsNull, condition.Base!), false),
            _ => state,
        };
    }

    private static bool? IsNull(PathState state, Value value) => value.Kind switch
    {
        ValueKind.Constant => value.Constant is null,
        _ => null,
    };

    /// <summary>A bool that is known to equal a constant is that constant.</summary>
    private static bool? Equality(PathState state, Value value) => state.EqualTo(value)?.Truth;

    private static bool? AreEqual(PathState state, Value condition, Values values)
    {
        Value left = condition.Base!, right = condition.Other!;
        if (left.Kind == ValueKind.Constant && right.Kind == ValueKind.Constant)
            return Equals(left.Constant, right.Constant);
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
