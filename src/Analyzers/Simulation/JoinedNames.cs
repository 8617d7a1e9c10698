using Microsoft.CodeAnalysis;

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
    private readonly List<(Value Kept, Value Instead)> _keptFromLeft = [];
    private readonly List<(Value Kept, Value Instead)> _keptFromRight = [];

    public IReadOnlyList<JoinedValue> Pairs => _pairs;

    public Value Of(Place place, Value l, Value r)
    {
        left.Budget.Spend();
        if (_known.TryGetValue((l, r), out Value? known))
            return known;
        if (OneOf(l, r) is { } one)
            return one;
        Value name = MemberOfJoined(l, r) ?? NameOf(place, l, r);
        _pairs.Add(new(l, r, name));
        _known.Add((l, r), name);
        _names.Add(name);
        return name;
    }

    /// <summary>The same member of two objects that have one name from here on: that name's.</summary>
    private Value? MemberOfJoined(Value l, Value r)
    {
        if (l.Kind != ValueKind.Member || r.Kind != ValueKind.Member || !SymbolEqualityComparer.Default.Equals(l.Symbol, r.Symbol)
            || l.Base is not { } onLeft || r.Base is not { } onRight)
            return null;
        Value? owner = _known.TryGetValue((onLeft, onRight), out Value? known) ? known : MemberOfJoined(onLeft, onRight);
        return owner is null ? null : values.Member(owner, l.Symbol!);
    }

    /// <summary>Names that mean something else from here on than one side meant by them.</summary>
    public IReadOnlyCollection<Value> Renewed => _renewed;

    /// <summary>Whether values that differ have this name from here on.</summary>
    public bool Gives(Value name) => _names.Contains(name);

    /// <summary>Whether the condition speaks of a name that means something else from here on (the last turn of a loop had it).</summary>
    public bool IsOutdated(Value condition) =>
        _renewed.Contains(condition) || (condition.Base is { } first && IsOutdated(first)) || (condition.Other is { } second && IsOutdated(second));

    /// <summary>What a condition over the names of the left side asks of the right one, which has other values under names that are kept.</summary>
    public Value OnRight(Value condition) => With(_keptFromLeft, condition);

    /// <summary>The same for the left side.</summary>
    public Value OnLeft(Value condition) => With(_keptFromRight, condition);

    private Value With(List<(Value Kept, Value Instead)> kept, Value condition)
    {
        foreach ((Value name, Value instead) in kept)
        {
            left.Budget.Spend();
            condition = values.Replace(condition, name, instead);
        }

        return condition;
    }

    /// <summary>A value that is the one on its side and the other on the other, without a new name.</summary>
    private Value? OneOf(Value l, Value r) =>
        IsAlso(l, r, right) ? l
        : IsAlso(r, l, left) ? r
        : Conditional(l, r, left) ?? Conditional(r, l, right);

    /// <summary><c>s ?? false</c>: where <c>s</c> is null, it is not true either.</summary>
    private bool IsAlso(Value condition, Value constant, PathState there) =>
        constant.Truth is { } truth && condition.Kind != ValueKind.Constant && condition.IsCondition && !values.IsJoinedAt(block, condition)
        && Conditions.Evaluate(there, condition, values) == truth;

    /// <summary><c>o?.Name</c>: null on the side where <c>o</c> is, or where what <c>o</c> is read from is.</summary>
    private Value? Conditional(Value constant, Value read, PathState whereNull)
    {
        if (!constant.IsNullConstant || read.Kind != ValueKind.Member || values.IsJoinedAt(block, read))
            return null;
        var owners = new List<Value>();
        for (Value? owner = read.Base; owner is not null; owner = owner.Kind == ValueKind.Member ? owner.Base : null)
            owners.Add(owner);
        Value? conditional = null;
        for (int i = owners.Count - 1; i >= 0; i--)
        {
            conditional = conditional is null ? owners[i] : values.Conditional(owners[i], conditional);
            if (Conditions.Evaluate(whereNull, values.IsNull(conditional), values) == true)
                return values.Conditional(read, conditional);
        }

        return null;
    }

    private Value NameOf(Place place, Value l, Value r)
    {
        if (IsKeptFor(l, right))
        {
            _keptFromLeft.Add((l, r));
            return l;
        }

        if (IsKeptFor(r, left))
        {
            _keptFromRight.Add((r, l));
            return r;
        }

        int choice = 0;
        Value name = values.Join(block, place, l, r, choice);
        while (_names.Contains(name) || IsHeldByBoth(name))
            name = values.Join(block, place, l, r, ++choice);
        _renewed.Add(name);
        return name;
    }

    /// <summary>Another place still has what the last join here gave to both: it would become the same as this one.</summary>
    private bool IsHeldByBoth(Value name)
    {
        foreach (Value dependent in left.WithDependents(name))
        {
            foreach (Place place in dependent.Places)
            {
                left.Budget.Spend();
                if (left.Holds(place, dependent) && right.Holds(place, dependent))
                    return true;
            }
        }

        return false;
    }

    private bool IsKeptFor(Value value, PathState other) => value.Kind == ValueKind.Join && !_names.Contains(value) && !other.Speaks(value);
}
