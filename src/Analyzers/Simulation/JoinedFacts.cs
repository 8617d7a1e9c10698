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
    private SortedRows<Fact> _facts = left.Facts;

    public SortedRows<Fact> Join()
    {
        Split();
        foreach ((Value l, Value r, Value joined) in names.Pairs)
        {
            Compare(l, r, joined);
            if (!(l.IsCondition && r.IsCondition))
                Compare(values.IsNull(l), values.IsNull(r), values.IsNull(joined));
            CompareWith(Numbered(l), l, r, joined);
            CompareWith(Numbered(r), l, r, joined);
        }

        AddAlternatives();
        return _facts;
    }

    /// <summary>Keeps what both know, each in its own words; the rest is what only one side knows.</summary>
    private void Split()
    {
        foreach (Value name in names.Renewed)
        {
            foreach (Value dependent in name.WithDependents())
                _facts = _facts.Remove(dependent.Id, left.Budget);
        }

        foreach (Difference<Fact> difference in left.Facts.DifferencesTo(right.Facts, left.Budget) ?? [])
        {
            if (difference.Left is { } l && !names.IsOutdated(l.Condition) && Conditions.Evaluate(right, l.Condition, values) != l.Truth)
                Lose(l);
            if (difference.Right is not { } r || names.IsOutdated(r.Condition))
                continue;
            if (Conditions.Evaluate(left, r.Condition, values) == r.Truth)
                Keep(r);
            else
                _onlyRight.Add(r);
        }
    }

    private void Lose(in Fact fact)
    {
        _facts = _facts.Remove(fact.Key, left.Budget);
        _onlyLeft.Add(fact);
    }

    private void Keep(in Fact fact) => _facts = _facts.Set(fact, left.Budget);

    /// <summary>The value if it is a constant other than a truth or null: a number, a member of an enum, a text.</summary>
    private static Value? Numbered(Value value) => value is { Kind: ValueKind.Constant, Truth: null, IsNullConstant: false } ? value : null;

    private void CompareWith(Value? number, Value l, Value r, Value joined)
    {
        if (number is not null)
            Compare(values.Equal(l, number), values.Equal(r, number), values.Derived(Operator.Equal, joined, number));
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
        for (int i = Math.Max(0, _onlyLeft.Count - MostLost); i < _onlyLeft.Count; i++)
        {
            for (int j = Math.Max(0, _onlyRight.Count - MostLost); j < _onlyRight.Count && _facts.Count < MostFacts; j++)
            {
                Value neither = values.And(Opposite(_onlyLeft[i]), Opposite(_onlyRight[j]));
                if (neither is { Kind: ValueKind.Derived, Operator: Operator.And } && Values.AreShallow(neither.Base!, neither.Other!))
                    Keep(new(neither, false));
            }
        }
    }

    private Value Opposite(in Fact fact) => fact.Truth ? values.Not(fact.Condition) : fact.Condition;
}
