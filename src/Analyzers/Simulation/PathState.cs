using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// What is known at one point of one group of paths: what variables hold, which conditions are known, where each tracked
/// object stands. Immutable. Paths are grouped by their <em>property state</em> (the tracked objects and the outcome so far):
/// within a group they are joined, between groups never, so <c>ok = m.TryGet()</c> stays tied to a later <c>if (ok)</c>.
/// </summary>
/// <remarks>ESP: Das, Lerner, Seigle, PLDI 2002.</remarks>
sealed partial class PathState
{
    private const int MostFacts = 200;
    private const int DeepestChoice = 2;

    private int? _propertyHash;

    private PathState(
        SortedRows<Binding> bindings, SortedRows<Fact> facts, SortedRows<Tracked> tracked, Trace trace, bool widened, Budget budget)
    {
        Bindings = bindings;
        Facts = facts;
        Tracked = tracked;
        Trace = trace;
        IsWidened = widened;
        Budget = budget;
    }

    /// <summary>A path of a new body, before its first step.</summary>
    public static PathState Begin(Budget budget) =>
        new(SortedRows<Binding>.Empty, SortedRows<Fact>.Empty, SortedRows<Tracked>.Empty, Trace.Begin(), false, budget);

    public SortedRows<Binding> Bindings { get; }

    public SortedRows<Fact> Facts { get; }

    public SortedRows<Tracked> Tracked { get; }

    public Trace Trace { get; }

    /// <summary>Pays for what is done with it.</summary>
    public Budget Budget { get; }

    /// <summary>Joined beyond what the property state allows: nothing new may be reported from it.</summary>
    public bool IsWidened { get; }

    public Value ValueOf(Place place) => Bindings.TryFind(place.Id, out Binding row) ? row.Value : place.Initial;

    public Tracked? Find(Value value, Slot slot) =>
        Tracked.TryFind(Simulation.Tracked.KeyOf(value, slot.Id), out Tracked row) ? row : null;

    /// <summary>Where <paramref name="value"/> stands in each protocol.</summary>
    public Tracked[] Of(Value value) =>
        Tracked.Between(Simulation.Tracked.KeyOf(value, 0), Simulation.Tracked.KeyOf(value, ushort.MaxValue));

    public PathState Bind(Place place, Value value)
    {
        if (ReferenceEquals(ValueOf(place), value))
            return this;
        value.IsHeldBy(place);
        return With(Bindings.Set(new(place, value), Budget));
    }

    public PathState Track(Tracked row) => With(tracked: Tracked.Set(row, Budget));

    public PathState With(
        SortedRows<Binding>? bindings = null, SortedRows<Fact>? facts = null, SortedRows<Tracked>? tracked = null, bool? widened = null) =>
        new(bindings ?? Bindings, facts ?? Facts, tracked ?? Tracked, Trace, widened ?? IsWidened, Budget);

    public PathState Without(Place place) => Bindings.TryFind(place.Id, out _) ? With(Bindings.Remove(place.Id, Budget)) : this;

    /// <summary>What becomes of the object is not this body's business any more.</summary>
    public PathState Escape(in Tracked row) => Track(row with { State = row.State with { Phase = Phase.Escaped } });

    /// <summary>As if what was asked in vain had not been asked.</summary>
    public PathState WithoutRefusals()
    {
        PathState state = this;
        foreach (Tracked row in Tracked.Rows)
            state = row.State.Phase == Phase.Unheld ? state.Without(row) : state;
        return state;
    }

    public PathState Without(in Tracked row) => With(tracked: Tracked.Remove(row.Key, Budget));

    /// <summary>Beyond the bound the oldest fact is forgotten: a switch of a thousand sections tells nothing about its first.</summary>
    public PathState Know(Value condition, bool truth)
    {
        if (condition.Truth is not null || Known(condition) == truth)
            return this;
        SortedRows<Fact> facts = Facts.Set(new(condition, truth), Budget);
        return With(facts: facts.Count <= MostFacts ? facts : facts.WithoutFirst(Budget));
    }

    public PathState Then(Step step)
    {
        Budget.Spend(1);
        return WithTrace(Trace.Then(step));
    }

    public PathState WithTrace(Trace trace) => new(Bindings, Facts, Tracked, trace, IsWidened, Budget);

    public bool? Known(Value condition) => Facts.TryFind(condition.Id, out Fact row) ? row.Truth : null;

    /// <summary>The constant that <paramref name="value"/> is known to equal, if any; but <paramref name="except"/>.</summary>
    public Value? EqualTo(Value value, Value? except = null)
    {
        foreach (Fact fact in Facts.With(RowTraits.Decided))
        {
            if (ReferenceEquals(fact.Condition.Base, value) && fact.Condition.Other is { Kind: ValueKind.Constant } constant
                && (except is null || Value.AreSame(constant, except) == false))
                return constant;
        }

        return null;
    }

    /// <summary>The value gets a new meaning (its operation runs again): what was known of the old one is gone.</summary>
    public PathState Renew(Value value, Values values)
    {
        SortedRows<Tracked> tracked = Tracked;
        foreach (Value dependent in WithDependents(value))
        {
            foreach (Tracked row in Of(dependent))
                tracked = tracked.Remove(row.Key, Budget);
        }

        return Conditions.WithoutWordOf(this, value, values).With(tracked: tracked);
    }

    /// <summary>Everything said of <paramref name="from"/> is said of <paramref name="to"/>.</summary>
    public PathState Rename(Value from, Value to, Values values)
    {
        PathState state = this;
        foreach (Value dependent in WithDependents(from))
            state = state.RenameOne(dependent, values.Replace(dependent, from, to), values);
        foreach (Tracked row in Tracked.With(RowTraits.Related))
        {
            if (row.Related!.DependsOn(from))
                state = state.Track((state.Find(values.Replace(row.Value, from, to), row.Slot) ?? row) with { Related = values.Replace(row.Related, from, to) });
        }

        return state;
    }

    private PathState RenameOne(Value from, Value to, Values values)
    {
        PathState state = this;
        if (Known(from) is { } truth)
            state = state.With(facts: state.Facts.Remove(from.Id, Budget).Set(new(to, truth), Budget));
        foreach (Place place in from.Places.ToArray())
        {
            if (state.Holds(place, from))
                state = state.Bind(place, to);
        }

        foreach (Place member in from.Members.ToArray())
        {
            if (state.Bindings.TryFind(member.Id, out Binding bound))
                state = state.Without(member).Bind(values.MemberOf(to, member.Symbol!), bound.Value);
        }

        foreach (Tracked row in Of(from))
            state = state.Without(row).Track(row with { Value = to });
        return state;
    }

    /// <summary>A turn of a loop: memory that others may change is read anew. What is owed for in <paramref name="own"/>, which nobody else has, is still there.</summary>
    public PathState ForgetMembers(GuardTypes guards, Value? own)
    {
        PathState state = this;
        SortedRows<Binding> bindings = Bindings;
        foreach (Binding row in Bindings.With(RowTraits.Member))
        {
            if (row.Place.Symbol is IMethodSymbol || IsHeldProperty(row.Place.Symbol, guards))
                continue; // nobody changes what a delegate is called on
            if (own is not null && ReferenceEquals(row.Place.Container, own) && Array.Exists(Of(row.Value), held => held.State.Owes))
                continue;
            bindings = bindings.Remove(row.Key, Budget);
            state = state.ForgetReplaced(row);
        }

        return state.With(bindings).ForgetLooks();
    }

    /// <summary>What was asked of memory that others may change is asked anew.</summary>
    public PathState ForgetLooks()
    {
        SortedRows<Fact> facts = Facts;
        foreach (Fact row in Facts.With(RowTraits.Member))
            facts = facts.Remove(row.Key, Budget);
        return With(facts: facts);
    }

    /// <summary>What this body put into the member is read under the name that the object before had: what was done with that one is history.</summary>
    private PathState ForgetReplaced(in Binding member)
    {
        PathState state = this;
        foreach (Tracked row in ReferenceEquals(member.Value, member.Place.Initial) ? [] : Of(member.Place.Initial))
            state = row.State.Owes ? state : state.Without(row);
        return state;
    }

    /// <summary>Whether a guard on this thread's stack holds: nothing but its disposal changes that, and no other thread.</summary>
    private static bool IsHeldProperty(ISymbol? member, GuardTypes guards) =>
        member is IPropertySymbol { ContainingType: { IsValueType: true } type } && guards.Of(type)?.HeldProperty == member.Name;

    public bool HasSameProperty(PathState other, Place outcome)
    {
        Budget.Spend(1);
        if (PropertyHash != other.PropertyHash || Tracked.Count != other.Tracked.Count || !ReferenceEquals(ValueOf(outcome), other.ValueOf(outcome)))
            return false;
        return Tracked.DifferencesTo(other.Tracked, Budget) is null && HasSameNames(other);
    }

    /// <summary>Equal for equal properties.</summary>
    private int PropertyHash => _propertyHash ??= Tracked.Digest.Hash;

    /// <summary>
    /// Which variable holds what this body owes is part of the property: joined, neither would, and the next assignment to
    /// one of them would seem to lose it. Of several references on one object it matters which were taken: the flags that tell
    /// are part of it then, or (a, b) and (a, c) would become (a, perhaps b, perhaps c). In <c>(c ? a : b).Put()</c> it matters which.
    /// </summary>
    private bool HasSameNames(PathState other)
    {
        RowTraits traits = Tracked.Digest.Traits;
        if ((traits & (RowTraits.Owed | RowTraits.Several)) == 0 && (Bindings.Digest.Traits & RowTraits.Choice) == 0)
            return true;
        bool holdsSeveral = (traits & RowTraits.Several) != 0;
        foreach (Difference<Binding> difference in Bindings.DifferencesTo(other.Bindings, Budget) ?? [])
        {
            Place place = (difference.Left ?? difference.Right)!.Value.Place;
            Value left = difference.Left?.Value ?? place.Initial, right = difference.Right?.Value ?? place.Initial;
            if (!ReferenceEquals(left, right) && ((place.IsChoice && IsChoice(left) && IsChoice(right)) || (place.Symbol is ILocalSymbol && (IsOwed(left) || IsOwed(right)))))
                return false;
            if (holdsSeveral && FlagOf(left) is { } l && FlagOf(right) is { } r && l != r)
                return false;
        }

        return true;
    }

    /// <summary>Of few objects, or none: members of members, as a loop finds them on its way down a tree, are not told apart.</summary>
    private static bool IsChoice(Value value) => value.IsNullConstant
        || (value.Depth <= DeepestChoice && value.Kind is not (ValueKind.Join or ValueKind.Constant) && value.Base?.Kind != ValueKind.Join);

    /// <summary>What a flag says; a count of none or one is a flag too. More are not told apart, or a loop had no end of states.</summary>
    private static bool? FlagOf(Value value) => value.Truth ?? (value.Number is 0 or 1 ? value.Number == 1 : null);

    private bool IsOwed(Value value)
    {
        foreach (Tracked row in value.IsOurs ? Of(value) : [])
        {
            if (row.State.Owes)
                return true;
        }

        return false;
    }
}
