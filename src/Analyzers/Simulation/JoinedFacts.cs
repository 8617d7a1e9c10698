namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// What is known where two paths meet: what both know, and of the rest that one or the other holds. From <c>a</c> is false on the one
/// path and <c>b</c> is false on the other follows that not both are true: so <c>if (a &amp;&amp; b)</c> is the same question behind the
/// join as before it. Few such alternatives are kept; one that is dropped is a path too many (errs towards reporting, as any join).
/// </summary>
sealed class JoinedFacts(PathState left, PathState right, JoinedNames names, Values values)
{
    private const int MostLost = 8;
    private const int MostFacts = 60;

    private readonly List<Fact> _onlyLeft = [];
    private readonly List<Fact> _onlyRight = [];

    /// <summary>Names for the same value on both sides, which know different numbers of it: they came there by different groups.</summary>
    private readonly List<Value> _differing = [];
    private SortedRows<Fact> _facts = left.Facts;

    /// <summary>What is known of both; without alternatives, which cost most, where nothing is reported any more.</summary>
    public SortedRows<Fact> Join(bool withAlternatives)
    {
        Split();
        foreach ((Value l, Value r, Value joined) in names.Pairs)
        {
            Compare(l, r, joined);
            if (l.IsNullConstant || r.IsNullConstant || !(IsPlain(l) || IsPlain(r)))
                Compare(values.IsNull(l), values.IsNull(r), values.IsNull(joined));
            CompareWith(Numbered(l), l, r, joined);
            CompareWith(Numbered(r), l, r, joined);
            KeepNumber(l, r, joined);
        }

        foreach (Value name in _differing)
            KeepNumber(name, name, name);

        if (withAlternatives)
            AddAlternatives();
        return _facts;
    }

    /// <summary>Keeps what both know, each in its own words; the rest is what only one side knows.</summary>
    private void Split()
    {
        foreach (Value name in names.Renewed)
        {
            foreach (Value dependent in left.WithDependents(name))
                _facts = _facts.Remove(dependent.Id, left.Budget);
        }

        Reword(left, right, names.OnRight, _onlyLeft);
        Reword(right, left, names.OnLeft, _onlyRight);
        foreach (Difference<Fact> difference in left.Facts.DifferencesTo(right.Facts, left.Budget) ?? [])
        {
            if (difference.Left is { } l && !names.IsOutdated(l.Condition) && Conditions.Evaluate(right, names.OnRight(l.Condition), values) != l.Truth)
                Lose(l);
            if (difference.Right is not { } r || names.IsOutdated(r.Condition))
                continue;
            if (Conditions.Evaluate(left, names.OnLeft(r.Condition), values) == r.Truth)
                Keep(r);
            else
                _onlyRight.Add(r);
        }
    }

    /// <summary>What a side knows of names that mean something else from here on, without these names.</summary>
    private void Reword(PathState side, PathState other, Func<Value, Value> onOther, List<Fact> only)
    {
        foreach (Fact fact in names.Renewed.Count > 0 ? side.Facts.With(RowTraits.Excludes) : [])
        {
            if (Conditions.Reword(side, fact, names.IsOutdated, values) is not { } reworded)
                continue;
            if (Conditions.Evaluate(other, onOther(reworded.Condition), values) == reworded.Truth)
                Keep(reworded);
            else
                only.Add(reworded);
        }
    }

    private void Lose(in Fact fact)
    {
        if (NumberIn(fact.Condition) is { Kind: ValueKind.Join } name && !_differing.Contains(name) && !names.Gives(name))
            _differing.Add(name);
        _facts = _facts.Remove(fact.Key, left.Budget);
        _onlyLeft.Add(fact);
    }

    /// <summary>The number that the fact compares with constants.</summary>
    private static Value? NumberIn(Value condition)
    {
        Value part = condition.Operator == Operator.And ? condition.Other! : condition;
        part = part.Operator == Operator.Not ? part.Base! : part;
        return part.Operator != Operator.Equal || part.Other!.Number is null ? null : part.Base!.Bits is null ? part.Base : part.Base.Base;
    }

    private void Keep(in Fact fact) => _facts = _facts.Set(fact, left.Budget);

    /// <summary>The value if it is a constant other than a truth or null: a number, a member of an enum, a text.</summary>
    private static Value? Numbered(Value value) => value is { Kind: ValueKind.Constant, Truth: null, IsNullConstant: false } ? value : null;

    /// <summary>A truth or a number: that it is not null is not worth remembering, most have types that cannot be.</summary>
    private static bool IsPlain(Value value) => value.IsCondition || value.Number is not null;

    private void CompareWith(Value? number, Value l, Value r, Value joined)
    {
        if (number is not null)
            Compare(values.Equal(l, number), values.Equal(r, number), values.Derived(Operator.Equal, joined, number));
    }

    private void KeepNumber(Value l, Value r, Value joined)
    {
        if (!KeepChoice(l, r, joined))
            KeepOrder(l, r, joined);
        if (values.HasBits)
            KeepBits(l, r, joined);
    }

    /// <summary>What is one of some constants on either side is one of them all.</summary>
    private bool KeepChoice(Value l, Value r, Value joined)
    {
        List<Value> choices = Conditions.ConstantsOf(left, l, values), others = Conditions.ConstantsOf(right, r, values);
        if (choices.Count == 0 || others.Count == 0)
            return false;
        choices.AddRange(others.FindAll(other => !choices.Contains(other)));
        if (choices.Count > MostLost)
            return false;
        Value neither = values.True;
        foreach (Value choice in choices)
            neither = values.And(neither, values.Not(values.Equal(joined, choice)));
        if (neither.Operator == Operator.And)
            Keep(new(neither, false));
        return true;
    }

    /// <summary>
    /// An end of the left side stays where the right one is not beyond it: what only grows in a loop is not below where it began. Else it is
    /// given up, but for 1 and 0 at the lower end, so that a loop is soon done (widening).
    /// </summary>
    private void KeepOrder(Value l, Value r, Value joined)
    {
        (Interval before, Interval other) = (Interval.Of(left, l, values), Interval.Of(right, r, values));
        long least = other.Least >= before.Least ? before.Least : other.Least >= 1 ? 1 : other.Least >= 0 ? 0 : long.MinValue;
        if (least != long.MinValue)
            Keep(new(values.Derived(Operator.Less, joined, values.Constant(least)), false));
        if (before.Most != long.MaxValue && other.Most <= before.Most)
            Keep(new(values.Derived(Operator.Less, joined, values.Constant(before.Most + 1)), true));
    }

    /// <summary>The bits that are the same on both sides; of a few others, on which side they are set (of two constants the numbers say that).</summary>
    private void KeepBits(Value l, Value r, Value joined)
    {
        KnownBits onLeft = KnownBits.Of(left, l, values), onRight = KnownBits.Of(right, r, values), common = onLeft.Common(onRight);
        if (common.Mask != 0)
            Keep(Fact.Of(values.Equal(values.Bits(joined, BitMap.And(common.Mask)), values.Constant(common.Set)), true));
        long different = l.Number is null || r.Number is null ? onLeft.Differences(onRight) : 0;
        for (int i = 0; i < MostLost && different != 0; i++)
        {
            long bit = BitMap.TakeLowest(ref different);
            Value isSet = values.Constant(bit);
            BitMap map = BitMap.And(bit);
            Compare(values.Equal(values.Bits(l, map), isSet), values.Equal(values.Bits(r, map), isSet), values.Equal(values.Bits(joined, map), isSet));
        }
    }

    private void Compare(Value l, Value r, Value joined)
    {
        (bool? onLeft, bool? onRight) = (Conditions.Evaluate(left, l, values), Conditions.Evaluate(right, r, values));
        if (onLeft is { } truth && onRight == truth)
        {
            Keep(new(joined, truth));
            return;
        }

        Differ(onLeft, l, joined, _onlyLeft);
        Differ(onRight, r, joined, _onlyRight);
    }

    /// <summary>On this side the joined value has that truth, or is that condition.</summary>
    private void Differ(bool? truth, Value value, Value joined, List<Fact> only)
    {
        if (truth is { } known)
            only.Add(new(joined, known));
        else if (joined is { Kind: ValueKind.Join, IsCondition: true } && !value.IsNullConstant && !ReferenceEquals(value, joined)
            && !names.IsOutdated(value) && Values.AreShallow(value, joined))
            only.Add(Fact.Of(values.Xor(joined, value), false));
    }

    private void AddAlternatives()
    {
        List<Fact> lost = Simplest(_onlyLeft), others = Simplest(_onlyRight);
        foreach (Fact l in lost)
        {
            foreach (Fact r in others)
            {
                if (_facts.Count >= MostFacts)
                    return;
                Value neither = values.And(Opposite(l), Opposite(r));
                if (neither is { Kind: ValueKind.Derived, Operator: Operator.And } && Values.AreShallow(neither.Base!, neither.Other!) && !IsKnown(neither))
                    Keep(new(neither, false));
            }
        }
    }

    /// <summary>What is said in few words says most: of those the last.</summary>
    private static List<Fact> Simplest(List<Fact> facts)
    {
        if (facts.Count <= MostLost)
            return facts;
        var order = new List<(int Depth, int Age, Fact Fact)>(facts.Count);
        foreach (Fact fact in facts)
            order.Add((fact.Condition.Depth, -order.Count, fact));
        order.Sort(static (a, b) => a.Depth != b.Depth ? a.Depth.CompareTo(b.Depth) : a.Age.CompareTo(b.Age));
        return order.GetRange(0, MostLost).ConvertAll(static o => o.Fact);
    }

    /// <summary>Whether a part of what does not hold together is known not to.</summary>
    private bool IsKnown(Value neither)
    {
        foreach (Fact fact in _facts.With(RowTraits.Excludes))
        {
            left.Budget.Spend(1);
            if (fact.IsAlternative && Conjunction.Includes(neither, fact.Condition))
                return true;
        }

        return false;
    }

    private Value Opposite(in Fact fact) => fact.Truth ? values.Not(fact.Condition) : fact.Condition;
}
