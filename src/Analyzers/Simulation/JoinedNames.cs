namespace Quiesce.Analyzers.Simulation;

/// <summary>Two values that met in one place.</summary>
readonly record struct JoinedValue(Value Left, Value Right, Value Name);

/// <summary>
/// Names for the values that two paths bring to one place: the same one for every place where they differ alike, so aliases survive.
/// A join that only one side knows keeps its name, and what is known of it: to the other side it is a new name anyway.
/// </summary>
sealed class JoinedNames(PathState left, PathState right, int block, Values values)
{
    private readonly List<JoinedValue> _pairs = [];
    private readonly Dictionary<(Value Left, Value Right), Value> _known = [];
    private readonly HashSet<Value> _names = [];
    private readonly HashSet<Value> _renewed = [];

    public IReadOnlyList<JoinedValue> Pairs => _pairs;

    public Value Of(Place place, Value l, Value r)
    {
        left.Budget.Spend();
        if (_known.TryGetValue((l, r), out Value? known))
            return known;
        Value name = IsKeptFor(l, right) ? l : IsKeptFor(r, left) ? r : Renew(values.Join(block, place, l, r));
        _pairs.Add(new(l, r, name));
        _known.Add((l, r), name);
        _names.Add(name);
        return name;
    }

    /// <summary>Names that mean something else from here on than one side meant by them.</summary>
    public IReadOnlyCollection<Value> Renewed => _renewed;

    /// <summary>Whether the condition speaks of a name that means something else from here on (the last turn of a loop had it).</summary>
    public bool IsOutdated(Value condition) =>
        _renewed.Contains(condition) || (condition.Base is { } first && IsOutdated(first)) || (condition.Other is { } second && IsOutdated(second));

    /// <summary>What a condition over the names of the left side asks of the right one, which has other values under names that are kept.</summary>
    public Value OnRight(Value condition)
    {
        foreach (JoinedValue pair in _pairs)
        {
            left.Budget.Spend();
            if (ReferenceEquals(pair.Name, pair.Left))
                condition = values.Replace(condition, pair.Left, pair.Right);
        }

        return condition;
    }

    /// <summary>The same for the left side.</summary>
    public Value OnLeft(Value condition)
    {
        foreach (JoinedValue pair in _pairs)
        {
            left.Budget.Spend();
            if (ReferenceEquals(pair.Name, pair.Right))
                condition = values.Replace(condition, pair.Right, pair.Left);
        }

        return condition;
    }

    private bool IsKeptFor(Value value, PathState other) => value.Kind == ValueKind.Join && !_names.Contains(value) && !other.Speaks(value);

    private Value Renew(Value name)
    {
        _renewed.Add(name);
        return name;
    }
}
