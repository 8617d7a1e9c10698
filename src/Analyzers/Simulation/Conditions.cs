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
            Operator.Less => Interval.Of(state, condition.Base!, values).IsLess(Interval.Of(state, condition.Other!, values)),
            Operator.IsType => Evaluate(state, values.IsNull(condition.Base!), values) == true ? false : null,
            Operator.And => Both(Evaluate(state, condition.Base!, values), Evaluate(state, condition.Other!, values)),
            Operator.Xor => Evaluate(state, condition.Base!, values) ^ Evaluate(state, condition.Other!, values),
            _ => null,
        };
    }

    /// <summary>The path on which <paramref name="condition"/> is <paramref name="truth"/>, with what follows from it; null where it cannot be.</summary>
    public static PathState? Assume(PathState? state, Value condition, bool truth, Values values)
    {
        state = Learn(state, condition, truth, values);
        Value asked = condition.Operator == Operator.Not ? condition.Base! : condition;
        return state is not null && asked.Operator == Operator.Xor ? ByCases(state, asked, values) : state;
    }

    /// <summary>The same where it may be known already: then the path itself, or null.</summary>
    public static PathState? Restrict(PathState state, Value condition, bool truth, Values values) => Evaluate(state, condition, values) switch
    {
        null => Assume(state, condition, truth, values),
        { } known => known == truth ? state : null,
    };

    private static PathState? Learn(PathState? state, Value condition, bool truth, Values values)
    {
        if (state is null || condition.Truth is not null)
            return state;
        if (condition is { Kind: ValueKind.Derived, Operator: Operator.Not })
            return Learn(state, condition.Base!, !truth, values);
        state = state.Know(condition, truth);
        if (state.Known(condition) is null)
            return state; // there are so many facts that this one was forgotten at once
        if (condition.Kind == ValueKind.Derived)
            state = Decompose(state, condition, truth, values);
        return state is null ? null : Propagate(state, values);
    }

    /// <summary>
    /// That two values differ may be wrong whatever decided them, but for another reason each time: what decided is asked once each way.
    /// </summary>
    private static PathState? ByCases(PathState state, Value unequal, Values values)
    {
        foreach (Fact fact in state.Facts.With(RowTraits.Excludes))
        {
            if (!fact.IsAlternative || !(fact.Condition.DependsOn(unequal.Base!) || fact.Condition.DependsOn(unequal.Other!)))
                continue;
            for (Value? rest = fact.Condition; rest is not null;)
            {
                Value part = Conjunction.TakeLast(ref rest);
                if (part.Operator != Operator.Xor && Evaluate(state, part, values) is null
                    && Learn(state, part, true, values) is null && Learn(state, part, false, values) is null)
                    return null;
            }
        }

        return state;
    }

    /// <summary>What a compound condition says of its parts.</summary>
    private static PathState? Decompose(PathState state, Value condition, bool truth, Values values) => condition.Operator switch
    {
        // v == true, v == false, v == null say something of v itself.
        Operator.Equal when condition.Other!.Truth is { } constant && truth => Learn(state, condition.Base!, constant, values),
        Operator.Equal when condition.Other!.IsNullConstant => Learn(state, values.IsNull(condition.Base!), truth, values),
        Operator.IsType when truth => Learn(state, values.IsNull(condition.Base!), false, values),
        Operator.Equal when !truth && condition.Other!.Number is not null => Settle(state, condition.Base!, values),
        Operator.Less => Settle(AmongConstants(state, condition, truth, values), condition.Base!, values),
        Operator.And when truth => Learn(Learn(state, condition.Base!, true, values), condition.Other!, true, values),
        _ => state,
    };

    /// <summary>
    /// Where all but one of what does not hold together is known to hold, the one does not; of what is equal or not, one side tells
    /// the other. Null where these contradict what is known.
    /// </summary>
    private static PathState? Propagate(PathState state, Values values)
    {
        foreach (Fact fact in state.Facts.With(RowTraits.Excludes))
        {
            state.Budget.Spend();
            (Value? open, bool truth, bool isPossible) = fact.IsAlternative ? LastOpen(state, fact.Condition, values) : OtherSide(state, fact, values);
            if (!isPossible)
                return null;
            if (open is not null)
                return Learn(state, open, truth, values);
        }

        return state;
    }

    private static (Value? Open, bool Truth, bool IsPossible) LastOpen(PathState state, Value conjunction, Values values)
    {
        Value? open = null;
        for (Value? rest = conjunction; rest is not null;)
        {
            Value part = Conjunction.TakeLast(ref rest);
            bool? known = Evaluate(state, part, values);
            if (known == false || (known is null && open is not null))
                return (null, false, true);
            open = known is null ? part : open;
        }

        return (open, false, open is not null);
    }

    private static (Value? Open, bool Truth, bool IsPossible) OtherSide(PathState state, in Fact unequal, Values values)
    {
        (Value left, Value right) = (unequal.Condition.Base!, unequal.Condition.Other!);
        return (Evaluate(state, left, values), Evaluate(state, right, values)) switch
        {
            ({ } l, { } r) => (null, false, (l ^ r) == unequal.Truth),
            ({ } l, null) => (right, l ^ unequal.Truth, true),
            (null, { } r) => (left, r ^ unequal.Truth, true),
            _ => (null, false, true),
        };
    }

    /// <summary>
    /// What is known without speaking of <paramref name="name"/>, which gets a new meaning or is not asked again: its truth is put into
    /// what it does not hold together with.
    /// </summary>
    public static PathState WithoutWordOf(PathState state, Value name, Values values)
    {
        Func<Value, bool> isOutdated = condition => condition.DependsOn(name);
        foreach (Fact fact in state.Facts.With(RowTraits.Excludes))
        {
            if (Reword(state, fact, isOutdated, values) is { } reworded)
                state = state.Know(reworded.Condition, reworded.Truth);
        }

        return state.WithoutWordOf(name);
    }

    /// <summary>
    /// An alternative that speaks of outdated names in words that last: what is known is put into it. Null where it says nothing
    /// outdated, or nothing remains to be said.
    /// </summary>
    public static Fact? Reword(PathState state, in Fact fact, Func<Value, bool> isOutdated, Values values)
    {
        if (!fact.IsAlternative || !isOutdated(fact.Condition))
            return null;
        Fact reworded = Fact.Of(Simplify(state, fact.Condition, values), false);
        return reworded.Condition.Truth is not null || isOutdated(reworded.Condition) ? null : reworded;
    }

    /// <summary>The condition with what is known put into it.</summary>
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

    /// <summary>What equals a constant is not null (that it equals null is asked as that).</summary>
    private static bool? IsNull(PathState state, Value value) =>
        value.Kind == ValueKind.Constant ? value.Constant is null : state.EqualTo(value) is null ? null : false;

    private static bool? Both(bool? left, bool? right) => left == false || right == false ? false : left & right;

    /// <summary>Of a number that is one of some constants, those remain of which the order is true.</summary>
    private static PathState? AmongConstants(PathState? state, Value order, bool truth, Values values)
    {
        if (order.Other!.Number is not { } bound)
            return state;
        foreach (Value constant in state is null ? [] : ConstantsOf(state, order.Base!, values))
        {
            if (state is not null && constant.Number is { } number && number < bound != truth)
                state = Restrict(state, values.Equal(order.Base!, constant), false, values);
        }

        return state;
    }

    /// <summary>Where one number is left, it is that: bits and outcomes are asked of what a value equals.</summary>
    private static PathState? Settle(PathState? state, Value number, Values values) =>
        state is not null && number.Kind != ValueKind.Constant && Interval.Of(state, number, values) is { IsOne: true, Least: var one } && state.EqualTo(number) is null
            ? Learn(state, values.Equal(number, values.Constant(one)), true, values)
            : state;

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
        if (right.Truth is { } asked && state.Known(values.Equal(left, asked ? values.False : values.True)) == false && Evaluate(state, values.IsNull(left), values) == false)
            return true;
        if (right.IsNullConstant)
            return Evaluate(state, values.IsNull(left), values);
        if (Evaluate(state, values.IsNull(left), values) == true)
            return false;
        if (state.EqualTo(left, except: right) is not null || IsAnother(state, left, right, values))
            return false;
        if (right.Number is not { } number)
            return null;
        bool? isInside = Interval.Of(state, left, values).Are(number);
        return isInside is null && values.HasBits ? KnownBits.Of(state, left, values).Are(number) : isInside;
    }

    /// <summary>Whether it is one of several constants, and the one asked for is none of them.</summary>
    private static bool IsAnother(PathState state, Value value, Value constant, Values values)
    {
        List<Value> constants = ConstantsOf(state, value, values);
        return constants.Count > 0 && constants.TrueForAll(other => Value.AreSame(other, constant) == false);
    }

    /// <summary>
    /// The constants of which a value is known to be one: <c>int error = -1; if (...) error = 0; return error;</c>. None where that is not
    /// known, and of what is true, false or null, which is known as that.
    /// </summary>
    public static List<Value> ConstantsOf(PathState state, Value value, Values values)
    {
        if ((value.Kind == ValueKind.Constant ? value : state.EqualTo(value)) is { Truth: null, IsNullConstant: false } known)
            return [known];
        if (value.Bits is { } map)
            return ConstantsOf(state, value.Base!, values).FindAll(static of => of.Number is not null).ConvertAll(of => values.Bits(of, map));
        foreach (Fact fact in value is { Kind: ValueKind.Join, IsCondition: false } ? state.Facts.With(RowTraits.Excludes) : [])
        {
            if (fact.IsAlternative && ConstantsIn(fact.Condition, value) is { } constants)
                return constants;
        }

        return [];
    }

    /// <summary>What the value is where it cannot be none of them; null where that speaks of something else too.</summary>
    private static List<Value>? ConstantsIn(Value neither, Value value)
    {
        var constants = new List<Value>();
        for (Value? rest = neither; rest is not null;)
        {
            Value part = Conjunction.TakeLast(ref rest);
            if (part is not { Operator: Operator.Not, Base: { Operator: Operator.Equal } equal } || !ReferenceEquals(equal.Base, value))
                return null;
            constants.Add(equal.Other!);
        }

        return constants;
    }
}
