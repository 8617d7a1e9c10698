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
        SortedRows<Binding> bindings = Bindings(left, right, block, values, pairs);
        SortedRows<Fact> facts = Facts(left, right, values, pairs);
        Trace trace = Trace.Common(left.Trace, right.Trace);
        return left.With(bindings, facts, Evidence(left, trace), left.IsWidened || right.IsWidened).WithTrace(trace);
    }

    /// <summary>Joins two states of different groups: where they differ about an object, nothing more is said about it.</summary>
    public static PathState Widen(PathState left, PathState right, int block, Values values)
    {
        PathState joined = Of(left, right, block, values);
        var tracked = SortedRows<Tracked>.Empty;
        foreach (Tracked row in left.Tracked.Rows.Concat(right.Tracked.Rows))
        {
            bool agreed = left.Find(row.Value, row.Slot) is { } l && right.Find(row.Value, row.Slot) is { } r && l.IsSameProperty(r);
            tracked = tracked.Set(agreed ? row : row with { State = new(Phase.Escaped, 0, false), Site = null, Related = null });
        }

        return joined.With(tracked: tracked, widened: true);
    }

    /// <summary>Whether <paramref name="joined"/> says less than <paramref name="before"/>: then what follows must be seen again.</summary>
    public static bool Changed(PathState before, PathState joined) =>
        !before.Bindings.Rows.AsSpan().SequenceEqual(joined.Bindings.Rows)
        || !before.Facts.Rows.AsSpan().SequenceEqual(joined.Facts.Rows)
        || before.IsWidened != joined.IsWidened
        || !before.HasSameTracked(joined);

    private static bool HasSameTracked(this PathState left, PathState right)
    {
        if (left.Tracked.Rows.Length != right.Tracked.Rows.Length)
            return false;
        for (int i = 0; i < left.Tracked.Rows.Length; i++)
        {
            if (!left.Tracked.Rows[i].IsSameProperty(right.Tracked.Rows[i]))
                return false;
        }

        return true;
    }

    private static SortedRows<Binding> Bindings(
        PathState left, PathState right, int block, Values values, Dictionary<(Value, Value), Value> pairs)
    {
        var rows = new List<Binding>(left.Bindings.Rows.Length);
        int i = 0, j = 0;
        Binding[] a = left.Bindings.Rows, b = right.Bindings.Rows;
        while (i < a.Length || j < b.Length)
        {
            bool takeLeft = j == b.Length || (i < a.Length && a[i].Key <= b[j].Key);
            bool takeRight = i == a.Length || (j < b.Length && b[j].Key <= a[i].Key);
            Place place = takeLeft ? a[i].Place : b[j].Place;
            Value l = takeLeft ? a[i++].Value : place.Initial;
            Value r = takeRight ? b[j++].Value : place.Initial;
            if (!ReferenceEquals(l, r) && !pairs.TryGetValue((l, r), out _))
                pairs.Add((l, r), values.Join(block, place, l, r));
            rows.Add(new(place, ReferenceEquals(l, r) ? l : pairs[(l, r)]));
        }

        return new([.. rows]);
    }

    private static SortedRows<Fact> Facts(PathState left, PathState right, Values values, Dictionary<(Value, Value), Value> pairs)
    {
        // A joined value may carry the name that one side already used (the last turn of a loop): its old facts are gone.
        SortedRows<Fact> facts = left.Facts.Where(f => right.Known(f.Condition) == f.Truth && !pairs.Values.Any(f.Condition.DependsOn));
        foreach (KeyValuePair<(Value Left, Value Right), Value> pair in pairs)
        {
            Keep(pair.Key.Left, pair.Key.Right, pair.Value);
            Keep(values.Derived(Operator.IsNull, pair.Key.Left), values.Derived(Operator.IsNull, pair.Key.Right), values.Derived(Operator.IsNull, pair.Value));
        }

        return facts;

        void Keep(Value l, Value r, Value joined)
        {
            if (Conditions.Evaluate(left, l, values) is { } truth && Conditions.Evaluate(right, r, values) == truth)
                facts = facts.Set(new(joined, truth));
        }
    }

    /// <summary>Steps that the common trace lost were after the acquire or not; those that come will be.</summary>
    private static SortedRows<Tracked> Evidence(PathState state, Trace trace)
    {
        int depth = trace.Depth;
        Tracked[] rows = Array.ConvertAll(state.Tracked.Rows, t => t.Since <= depth ? t : t with { Since = depth });
        return new(rows);
    }
}
