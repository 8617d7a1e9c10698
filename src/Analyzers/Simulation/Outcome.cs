using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// The normal exits that a caller cannot tell apart: the same result, the same flags. What they do to one object is made once
/// for all of them.
/// </summary>
sealed class Outcome(Values values)
{
    private readonly List<PathState> _exits = [];
    private readonly Dictionary<long, Effects> _effects = [];
    private readonly Dictionary<long, bool> _isUntouched = [];

    public void Add(PathState exit)
    {
        _exits.Add(exit);
        exit.Budget.Spend(exit.Tracked.Count);
        foreach (Tracked row in exit.Tracked.Rows)
        {
            Effects effects = _effects.TryGetValue(row.Key, out Effects known) ? known : new Effects(0, int.MaxValue, int.MinValue);
            bool says = row.State.Phase is not (Phase.Escaped or Phase.Given or Phase.Stored or Phase.Dropped or Phase.Shared or Phase.Assumed) && !IsNull(exit, row.Value)
                && !(row.State.Phase == Phase.Threw && exit.IsGiven(row.Value, values));
            _effects[row.Key] = new Effects(
                effects.Exits + 1,
                says ? Math.Min(effects.Least, row.State.Count) : effects.Least,
                says ? Math.Max(effects.Most, row.State.Count) : effects.Most);
        }
    }

    /// <summary>The least and the greatest net effect on the object of <paramref name="row"/>, one of an exit of this outcome.</summary>
    public (int Least, int Most) NetEffects(in Tracked row)
    {
        Effects effects = _effects[row.Key];
        if (!_isUntouched.TryGetValue(row.Key, out bool isUntouched))
            _isUntouched.Add(row.Key, isUntouched = effects.Exits < _exits.Count && IsUntouchedSomewhere(row));
        isUntouched &= row.Value.Kind != ValueKind.Join || row.State.Count > 0; // there may be none on paths that do not join there
        int least = Math.Min(effects.Least, row.State.Count), most = Math.Max(effects.Most, row.State.Count);
        return isUntouched ? (Math.Min(least, 0), Math.Max(most, 0)) : (least, most);
    }

    /// <summary>The exits that keep less of the object of <paramref name="row"/> than it says.</summary>
    public List<PathState> WithLess(Tracked row) => _exits.FindAll(exit =>
        !IsExcused(exit, row) && (exit.Find(row.Value, row.Slot)?.State.Count ?? 0) < row.State.Count);

    /// <summary>The exits that keep more of it, or give less back.</summary>
    public List<PathState> WithMore(Tracked row) => _exits.FindAll(exit =>
        !IsExcused(exit, row) && (exit.Find(row.Value, row.Slot)?.State.Count ?? 0) > row.State.Count);

    /// <summary>Whether an exit has done nothing to the object, nor handed it to somebody who might.</summary>
    private bool IsUntouchedSomewhere(in Tracked row)
    {
        foreach (PathState exit in _exits)
        {
            exit.Budget.Spend();
            if (exit.Find(row.Value, row.Slot) is null && !IsExcused(exit, row))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Somebody else has it, or there is none, or it was asked for its type and has not the one by which it is taken and given: of paths that
    /// met before, some may be the one and some the other.
    /// </summary>
    private bool IsExcused(PathState exit, in Tracked row)
    {
        if (exit.IsGiven(row.Value, values))
            return true;
        PathState? other = Conditions.Restrict(exit, values.IsNull(row.Value), false, values);
        if (other is not null && row.Operand?.Type is { } type)
            other = Conditions.Restrict(other, values.Derived(Operator.IsType, row.Value, key: type), true, values);
        return other is null || (!ReferenceEquals(other, exit) && other.IsGiven(row.Value, values));
    }

    /// <summary>There is nothing to take or to give.</summary>
    private bool IsNull(PathState exit, Value value) =>
        Conditions.Evaluate(exit, values.IsNull(value), values) == true;

    private readonly record struct Effects(int Exits, int Least, int Most);
}
