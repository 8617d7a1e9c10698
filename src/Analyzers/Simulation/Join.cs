using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// The least upper bound of two path states of one group, at the entry of one block. What both agree on stays; a place
/// on which they differ gets a joined value, named by (block, place), the same one for every place on which they
/// differ alike, so aliases survive. Facts about two values that become one survive if both sides agree.
/// </summary>
static class Join
{
    public static PathState Of(PathState left, PathState right, int block, Values values)
    {
        var pairs = new Dictionary<(Value, Value), Value>();
        PathState joined = JoinFacts(left, right, JoinBindings(left, right, block, values, pairs), values, pairs);
        Trace trace = Trace.Common(left.Trace, right.Trace, left.Budget);
        joined = Evidence(joined, trace.Depth).WithTrace(trace);
        return right.IsWidened ? joined.With(widened: true) : joined;
    }

    /// <summary>Joins two states of different groups: where they differ about an object, nothing more is said about it.</summary>
    public static PathState Widen(PathState left, PathState right, int block, Values values)
    {
        PathState joined = Of(left, right, block, values);
        foreach (Difference<Tracked> difference in left.Tracked.DifferencesTo(right.Tracked, left.Budget) ?? [])
        {
            Tracked row = (difference.Right ?? difference.Left)!.Value;
            joined = joined.Track(row with { State = new(Phase.Escaped, 0, false), Site = null, Related = null });
        }

        return joined.With(widened: true);
    }

    /// <summary>Whether <paramref name="joined"/> says less than <paramref name="before"/>: then what follows must be seen again.</summary>
    public static bool Changed(PathState before, PathState joined) =>
        before.IsWidened != joined.IsWidened
        || before.Bindings.DifferencesTo(joined.Bindings, before.Budget) is not null
        || before.Facts.DifferencesTo(joined.Facts, before.Budget) is not null
        || before.Tracked.DifferencesTo(joined.Tracked, before.Budget) is not null;

    private static PathState JoinBindings(
        PathState left, PathState right, int block, Values values, Dictionary<(Value, Value), Value> pairs)
    {
        PathState joined = left;
        foreach (Difference<Binding> difference in left.Bindings.DifferencesTo(right.Bindings, left.Budget) ?? [])
        {
            Place place = (difference.Left ?? difference.Right)!.Value.Place;
            Value l = difference.Left?.Value ?? place.Initial, r = difference.Right?.Value ?? place.Initial;
            if (ReferenceEquals(l, r))
                continue;
            if (!pairs.TryGetValue((l, r), out Value? value))
                pairs.Add((l, r), value = values.Join(block, place, l, r));
            joined = joined.Bind(place, value);
        }

        return joined;
    }

    private static PathState JoinFacts(
        PathState left, PathState right, PathState joined, Values values, Dictionary<(Value, Value), Value> pairs)
    {
        SortedRows<Fact> facts = FactsOfBoth(left, right);

        // A joined value may carry the name that one side already used (the last turn of a loop): its old facts are gone.
        foreach (Value value in pairs.Values)
        {
            foreach (Value dependent in value.WithDependents())
                facts = facts.Remove(dependent.Id, left.Budget);
        }

        foreach (KeyValuePair<(Value Left, Value Right), Value> pair in pairs)
        {
            Keep(pair.Key.Left, pair.Key.Right, pair.Value);
            Keep(values.Derived(Operator.IsNull, pair.Key.Left), values.Derived(Operator.IsNull, pair.Key.Right), values.Derived(Operator.IsNull, pair.Value));
        }

        return joined.With(facts: facts);

        void Keep(Value l, Value r, Value both)
        {
            if (Conditions.Evaluate(left, l, values) is { } truth && Conditions.Evaluate(right, r, values) == truth)
                facts = facts.Set(new(both, truth), left.Budget);
        }
    }

    /// <summary>Few facts are looked up among the many of the other side; those of alike sides are mostly shared.</summary>
    private static SortedRows<Fact> FactsOfBoth(PathState left, PathState right)
    {
        (PathState few, PathState many) = left.Facts.Count < right.Facts.Count ? (left, right) : (right, left);
        bool isLookedUp = few.Facts.Count * 4 < many.Facts.Count;
        SortedRows<Fact> facts = isLookedUp ? few.Facts : left.Facts;
        foreach (Fact fact in isLookedUp ? few.Facts.Rows : [])
        {
            left.Budget.Spend();
            if (many.Known(fact.Condition) != fact.Truth)
                facts = facts.Remove(fact.Key, left.Budget);
        }

        foreach (Difference<Fact> difference in isLookedUp ? [] : left.Facts.DifferencesTo(right.Facts, left.Budget) ?? [])
        {
            if (difference.Left is { } lost)
                facts = facts.Remove(lost.Key, left.Budget);
        }

        return facts;
    }

    /// <summary>Steps that the common trace lost were after the acquire or not; those that come will be.</summary>
    private static PathState Evidence(PathState state, int depth)
    {
        foreach (Tracked row in state.Tracked.Digest.Since > depth ? state.Tracked.Rows : [])
        {
            if (row.Since > depth)
                state = state.Track(row with { Since = depth });
        }

        return state;
    }
}
