using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>A place holds a value.</summary>
readonly record struct Binding(Place Place, Value Value) : IRow
{
    public long Key => Place.Id;
}

/// <summary>A condition is known to be true or false.</summary>
readonly record struct Fact(Value Condition, bool Truth) : IRow
{
    public long Key => Condition.Id;
}

/// <summary>A tracked object: where it stands in one protocol, and the evidence for it.</summary>
/// <param name="Value">The object.</param>
/// <param name="Slot">The protocol and the resource kind or domain: different slots never pair.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Site">The operation that began it: the acquire, the unlink, the entry.</param>
/// <param name="Operand">The expression that was acquired, for its name.</param>
/// <param name="Last">The operation that last changed it.</param>
/// <param name="Related">A guard's owner; the container an object was published in.</param>
/// <param name="Since">The depth of the trace at <paramref name="Site"/>: later steps are about it.</param>
readonly record struct Tracked(
    Value Value, Slot Slot, ProtocolState State, IOperation? Site, IOperation? Operand, IOperation? Last, Value? Related, int Since) : IRow
{
    public long Key => KeyOf(Value, Slot);

    public static long KeyOf(Value value, Slot slot) => ((long)value.Id << 16) | (uint)slot.Id;

    /// <summary>Same object, same state, same beginning: paths that agree in this for all objects may be joined.</summary>
    public bool IsSameProperty(in Tracked other) =>
        Key == other.Key && State == other.State && ReferenceEquals(Site, other.Site) && ReferenceEquals(Related, other.Related);
}

/// <summary>A protocol applied to one resource kind or domain.</summary>
sealed record Slot(int Id, Protocol Protocol, string Tag);

/// <summary>
/// What is known at one point of one group of paths: what variables hold, which conditions are known, where each tracked
/// object stands. Immutable. Paths are grouped by their <em>property state</em> (the tracked objects and the outcome so far):
/// within a group they are joined, between groups never, so <c>ok = m.TryGet()</c> stays tied to a later <c>if (ok)</c>.
/// </summary>
/// <remarks>ESP: Das, Lerner, Seigle, PLDI 2002.</remarks>
sealed class PathState
{
    private const int MostFacts = 200;

    private int? _propertyHash;

    private PathState(SortedRows<Binding> bindings, SortedRows<Fact> facts, SortedRows<Tracked> tracked, Trace trace, bool widened)
    {
        Bindings = bindings;
        Facts = facts;
        Tracked = tracked;
        Trace = trace;
        IsWidened = widened;
    }

    /// <summary>A path of a new body, before its first step.</summary>
    public static PathState Begin() =>
        new(SortedRows<Binding>.Empty, SortedRows<Fact>.Empty, SortedRows<Tracked>.Empty, Trace.Begin(), false);

    public SortedRows<Binding> Bindings { get; }

    public SortedRows<Fact> Facts { get; }

    public SortedRows<Tracked> Tracked { get; }

    public Trace Trace { get; }

    /// <summary>Joined beyond what the property state allows: nothing new may be reported from it.</summary>
    public bool IsWidened { get; }

    public Value ValueOf(Place place)
    {
        int index = Bindings.Find(place.Id);
        return index >= 0 ? Bindings.Rows[index].Value : place.Initial;
    }

    public Tracked? Find(Value value, Slot slot)
    {
        int index = Tracked.Find(Simulation.Tracked.KeyOf(value, slot));
        return index >= 0 ? Tracked.Rows[index] : null;
    }

    public PathState Bind(Place place, Value value) =>
        ReferenceEquals(ValueOf(place), value) ? this : new(Bindings.Set(new(place, value)), Facts, Tracked, Trace, IsWidened);

    public PathState Track(Tracked row) => new(Bindings, Facts, Tracked.Set(row), Trace, IsWidened);

    public PathState With(
        SortedRows<Binding>? bindings = null, SortedRows<Fact>? facts = null, SortedRows<Tracked>? tracked = null, bool? widened = null) =>
        new(bindings ?? Bindings, facts ?? Facts, tracked ?? Tracked, Trace, widened ?? IsWidened);

    /// <summary>Beyond the bound the oldest fact is forgotten: a switch of a thousand sections tells nothing about its first.</summary>
    public PathState Know(Value condition, bool truth)
    {
        SortedRows<Fact> facts = Facts.Set(new(condition, truth));
        return new(Bindings, facts.Rows.Length <= MostFacts ? facts : facts.WithoutFirst(), Tracked, Trace, IsWidened);
    }

    public PathState Then(Step step) => new(Bindings, Facts, Tracked, Trace.Then(step), IsWidened);

    public PathState WithTrace(Trace trace) => new(Bindings, Facts, Tracked, trace, IsWidened);

    public bool? Known(Value condition)
    {
        int index = Facts.Find(condition.Id);
        return index >= 0 ? Facts.Rows[index].Truth : null;
    }

    /// <summary>The value gets a new meaning (its operation runs again): what was known of the old one is gone.</summary>
    public PathState Renew(Value value)
    {
        SortedRows<Fact> facts = Facts.Where(f => !f.Condition.DependsOn(value));
        SortedRows<Binding> bindings = Bindings.Where(b => b.Place.Container?.DependsOn(value) != true);
        SortedRows<Tracked> tracked = Tracked.Where(t => !t.Value.DependsOn(value));
        return new(bindings, facts, tracked, Trace, IsWidened);
    }

    /// <summary>Everything said of <paramref name="from"/> is said of <paramref name="to"/>.</summary>
    public PathState Rename(Value from, Value to, Values values)
    {
        SortedRows<Binding> bindings = SortedRows<Binding>.Empty;
        foreach (Binding row in Bindings.Rows)
        {
            bool moves = row.Place.Container?.DependsOn(from) == true;
            Place place = moves ? values.MemberOf(values.Replace(row.Place.Container!, from, to), row.Place.Symbol!) : row.Place;
            bindings = bindings.Set(new(place, values.Replace(row.Value, from, to)));
        }

        SortedRows<Fact> facts = SortedRows<Fact>.Empty;
        foreach (Fact row in Facts.Rows)
            facts = facts.Set(row with { Condition = values.Replace(row.Condition, from, to) });
        SortedRows<Tracked> tracked = SortedRows<Tracked>.Empty;
        foreach (Tracked row in Tracked.Rows)
            tracked = tracked.Set(row with { Value = values.Replace(row.Value, from, to), Related = row.Related is null ? null : values.Replace(row.Related, from, to) });
        return new(bindings, facts, tracked, Trace, IsWidened);
    }

    /// <summary>A turn of a loop: memory that others may change is read anew.</summary>
    public PathState ForgetMembers() =>
        With(Bindings.Where(b => b.Place.IsLocal), Facts.Where(f => !f.Condition.ReadsMembers));

    public bool IsNamed(Value value)
    {
        foreach (Binding binding in Bindings.Rows)
        {
            if (ReferenceEquals(binding.Value, value))
                return true;
        }

        return false;
    }

    /// <summary>Whether a place holds <paramref name="value"/> or something computed from it.</summary>
    public bool IsMentioned(Value value)
    {
        foreach (Binding binding in Bindings.Rows)
        {
            if (binding.Value.DependsOn(value))
                return true;
        }

        return false;
    }

    /// <summary>Objects that nothing owes anything for and that no later code can mention: how they got there is history.</summary>
    public PathState Forget(Body body, int block)
    {
        if (Tracked.Rows.Length == 0)
            return this;
        SortedRows<Tracked> tracked = Tracked.Where(t => t.State.Phase is not (Phase.Unheld or Phase.Threw or Phase.Released or Phase.Shared) || t.State.Lent || IsReachable(t.Value, body, block));
        return tracked.Rows.Length == Tracked.Rows.Length ? this : With(tracked: tracked);
    }

    private bool IsReachable(Value value, Body body, int block)
    {
        Value root = value;
        while (root.Kind == ValueKind.Member)
            root = root.Base!;
        if (root.Kind is ValueKind.Ambient || (root.Kind == ValueKind.Initial && root.Symbol is not (IParameterSymbol or ILocalSymbol)))
            return true;
        if (root.Symbol is { } variable && body.IsAliveAt(variable, block))
            return true;
        foreach (Binding binding in Bindings.Rows)
        {
            if ((ReferenceEquals(binding.Value, value) || ReferenceEquals(binding.Value, root))
                && (binding.Place.Symbol is not { } name || !binding.Place.IsLocal || body.IsAliveAt(name, block)))
                return true;
        }

        return false;
    }

    public bool HasSameProperty(PathState other, Place outcome)
    {
        if (PropertyHash != other.PropertyHash || Tracked.Rows.Length != other.Tracked.Rows.Length || !ReferenceEquals(ValueOf(outcome), other.ValueOf(outcome)))
            return false;
        for (int i = 0; i < Tracked.Rows.Length; i++)
        {
            if (!Tracked.Rows[i].IsSameProperty(other.Tracked.Rows[i]))
                return false;
        }

        return NamesOwedAlike(other) && other.NamesOwedAlike(this) && (!HoldsSeveral() || HasSameFlags(other));
    }

    /// <summary>Equal for equal properties; made once, since every arrival is compared with every group.</summary>
    private int PropertyHash
    {
        get
        {
            if (_propertyHash is { } known)
                return known;
            int hash = 17;
            foreach (Tracked row in Tracked.Rows)
                hash = Hash.Of(hash, row.Key.GetHashCode(), row.State.GetHashCode());
            _propertyHash = hash;
            return hash;
        }
    }

    /// <summary>
    /// Of several references on one object it matters which were taken: the flags that tell are part of the property, or
    /// (a, b) and (a, c) would become (a, perhaps b, perhaps c).
    /// </summary>
    private bool HoldsSeveral()
    {
        foreach (Tracked row in Tracked.Rows)
        {
            if (row.State.Count > 1 || (row.State.Owes && !ReferenceEquals(row.Last, row.Site)))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Which variable holds what this body owes is part of the property: joined, neither would, and the next assignment to
    /// one of them would seem to lose it.
    /// </summary>
    private bool NamesOwedAlike(PathState other)
    {
        foreach (Tracked row in Tracked.Rows)
        {
            if (!row.State.Owes || !row.Value.IsOurs)
                continue;
            foreach (Binding binding in Bindings.Rows)
            {
                if (binding.Place.Symbol is ILocalSymbol && ReferenceEquals(binding.Value, row.Value)
                    && !ReferenceEquals(other.ValueOf(binding.Place), row.Value))
                    return false;
            }
        }

        return true;
    }

    private bool HasSameFlags(PathState other)
    {
        foreach (Binding binding in Bindings.Rows)
        {
            if (binding.Value.Truth is { } truth && other.ValueOf(binding.Place).Truth is { } otherTruth && truth != otherTruth)
                return false;
        }

        return true;
    }
}
