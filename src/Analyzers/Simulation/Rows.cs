using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>A place holds a value.</summary>
readonly record struct Binding(Place Place, Value Value) : IRow<Binding>
{
    public long Key => Place.Id;

    public Digest Digest => new(1, RowTraits.Any
        | (!Place.IsLocal ? RowTraits.Member : Value.Kind == ValueKind.Member ? RowTraits.Read : RowTraits.None)
        | (Place.IsChoice ? RowTraits.Choice : RowTraits.None)
        | (Value.Truth is null ? RowTraits.None : RowTraits.Decided));

    public bool IsSame(Binding other) => ReferenceEquals(Value, other.Value);
}

/// <summary>A condition is known to be true or false.</summary>
readonly record struct Fact(Value Condition, bool Truth) : IRow<Fact>
{
    public long Key => Condition.Id;

    public Digest Digest => new(1, RowTraits.Any
        | (Condition.ReadsMembers ? RowTraits.Member : RowTraits.None)
        | (Truth && Condition.Operator == Operator.Equal ? RowTraits.Decided : RowTraits.None)
        | (Condition.Operator == Operator.Less && Condition.Other!.Number is not null ? RowTraits.Ordered : RowTraits.None)
        | (IsAlternative || Condition.Operator == Operator.Xor ? RowTraits.Excludes : RowTraits.None));

    /// <summary>What it says of the condition itself, where that is negated.</summary>
    public static Fact Of(Value condition, bool truth) =>
        condition is { Operator: Operator.Not, Base: { } negated } ? new(negated, !truth) : new(condition, truth);

    /// <summary>Conditions do not hold together: one of them is false.</summary>
    public bool IsAlternative => !Truth && Condition.Operator == Operator.And;

    public bool IsSame(Fact other) => Truth == other.Truth;
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
    Value Value, Slot Slot, ProtocolState State, IOperation? Site, IOperation? Operand, IOperation? Last, Value? Related, int Since) : IRow<Tracked>
{
    /// <summary>The last operation that gave it back, if any did.</summary>
    public IOperation? Release { get; init; }

    public long Key => KeyOf(Value, Slot.Id);

    public Digest Digest => new(
        1,
        RowTraits.Any
        | (IsSettled ? RowTraits.Settled : RowTraits.None)
        | (IsSeveral ? RowTraits.Several : RowTraits.None)
        | (Value.IsItem ? RowTraits.Item : RowTraits.None)
        | (Value.Kind == ValueKind.Member && State.Owes ? RowTraits.Member : RowTraits.None)
        | (Value.IsOurs && State.Owes ? RowTraits.Owed : RowTraits.None)
        | (Related is null ? RowTraits.None : RowTraits.Related),
        unchecked((((Value.Id * 31) + Slot.Id) * 31) + State.GetHashCode()),
        Since);

    /// <summary>Nothing is owed for it: where it cannot be reached any more, how it got there is history.</summary>
    private bool IsSettled =>
        Site is not null && !State.Lent && (State.Phase is Phase.Unheld or Phase.Threw or Phase.Released or Phase.Shared or Phase.Dropped
        || (State.Phase is Phase.Doubled or Phase.Copied or Phase.Escaped or Phase.Returned or Phase.Given && (Value.IsOurs || Value.Kind == ValueKind.Join)));

    /// <summary>That nothing is held, however it came to that: paths that differ in it are one.</summary>
    public Tracked AsHistory() => new(Value, Slot, new(Phase.Released, 0, State.Lent), null, null, null, null, 0);

    private bool IsSeveral => State.Count > 1 || (State.Owes && !ReferenceEquals(Last, Site));

    public static long KeyOf(Value value, int slot) => ((long)value.Id << 16) | (uint)slot;

    /// <summary>Same object, same state, same beginning: paths that agree in this for all objects may be joined.</summary>
    public bool IsSame(Tracked other) =>
        State == other.State && ReferenceEquals(Site, other.Site) && ReferenceEquals(Related, other.Related);

    public bool IsSameProperty(in Tracked other) => Key == other.Key && IsSame(other);
}

/// <summary>A protocol applied to one resource kind or domain.</summary>
sealed record Slot(int Id, Protocol Protocol, string Tag)
{
    /// <summary>Whether it is a lock: who holds it sees what it protects unchanged, and it lives on when nobody does.</summary>
    public bool IsLock { get; } = Tag.StartsWith(MetadataNames.LockKind, StringComparison.Ordinal);
}
