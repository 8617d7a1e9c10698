using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// The least upper bound of two path states of one group, at the entry of one block. What both agree on stays; a place
/// on which they differ gets a joined value, named by (block, place), the same one for every place on which they
/// differ alike, so aliases survive. Facts about two values that become one survive if both sides agree.
/// </summary>
static class Join
{
    public static PathState Of(PathState left, PathState right, int block, Values values) =>
        Of(left, right, block, values, isWidened: left.IsWidened || right.IsWidened);

    private static PathState Of(PathState left, PathState right, int block, Values values, bool isWidened)
    {
        (left, right) = (WithoutStale(left, right, values), WithoutStale(right, left, values));
        var names = new JoinedNames(left, right, block, values);
        PathState joined = JoinBindings(left, right, names);
        joined = joined.With(facts: new JoinedFacts(left, right, names, values).Join(withAlternatives: !isWidened));
        Trace trace = Trace.Common(left.Trace, right.Trace, left.Budget);
        joined = Evidence(joined, trace.Depth).WithTrace(trace);
        return isWidened ? joined.With(widened: true) : joined;
    }

    /// <summary>Joins two states of different groups: where they differ about an object, nothing more is said about it.</summary>
    public static PathState Widen(PathState left, PathState right, int block, Values values)
    {
        PathState joined = Of(left, right, block, values, isWidened: true);
        foreach (Difference<Tracked> difference in left.Tracked.DifferencesTo(right.Tracked, left.Budget) ?? [])
        {
            Tracked row = (difference.Right ?? difference.Left)!.Value;
            joined = joined.Track(row with { State = new(Phase.Escaped, 0, false), Site = null, Related = null });
        }

        return joined;
    }

    /// <summary>Whether <paramref name="joined"/> says less than <paramref name="before"/>: then what follows must be seen again.</summary>
    public static bool Changed(PathState before, PathState joined) =>
        before.IsWidened != joined.IsWidened
        || before.Bindings.DifferencesTo(joined.Bindings, before.Budget) is not null
        || before.Facts.DifferencesTo(joined.Facts, before.Budget) is not null
        || before.Tracked.DifferencesTo(joined.Tracked, before.Budget) is not null;

    /// <summary>
    /// The side without what it remembers of a name that only the other side still uses: the last turn of a loop meant another value
    /// by it.
    /// </summary>
    private static PathState WithoutStale(PathState side, PathState other, Values values)
    {
        foreach (Difference<Binding> difference in side.Bindings.DifferencesTo(other.Bindings, side.Budget) ?? [])
        {
            if (difference.Right?.Value is { Kind: ValueKind.Join } name && !side.Refers(name))
                side = Conditions.WithoutWordOf(side, name, values);
        }

        return side;
    }

    private static PathState JoinBindings(PathState left, PathState right, JoinedNames names)
    {
        PathState joined = left;
        foreach (Difference<Binding> difference in left.Bindings.DifferencesTo(right.Bindings, left.Budget) ?? [])
        {
            Place place = (difference.Left ?? difference.Right)!.Value.Place;
            Value l = difference.Left?.Value ?? place.Initial, r = difference.Right?.Value ?? place.Initial;
            if (!ReferenceEquals(l, r))
                joined = joined.Bind(place, names.Of(place, l, r));
        }

        return joined;
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
