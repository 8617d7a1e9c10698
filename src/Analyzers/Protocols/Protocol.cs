using System.Collections.Immutable;

namespace Quiesce.Analyzers.Protocols;

/// <summary>What a call or a path does to a tracked object.</summary>
enum ProtocolEvent : byte
{
    Acquire,
    AcquireUnchecked,
    AcquireFailed,

    /// <summary>A module's own code takes a reference on the module.</summary>
    AcquireSelf,
    AcquireThrew,
    Release,

    /// <summary>A declared owner takes it over.</summary>
    HandOver,

    /// <summary>Stored in a field that nothing ever releases.</summary>
    Store,

    /// <summary>Put into a collection that nobody looks into and that ends with this body.</summary>
    Drop,
    Use,
    Copy,
    Duplicate,
    Enter,
    Exit,
    Publish,
    Unlink,
    Wait,
    Reclaim,
    Defer,
}

/// <summary>One row's right-hand side.</summary>
readonly record struct Transition(ProtocolState Next, Defect Defect);

/// <summary>One row: in <paramref name="From"/>, on <paramref name="On"/>, go to <paramref name="To"/>.</summary>
readonly record struct Row(Phase From, ProtocolEvent On, Phase To, sbyte Delta = 0, Defect Defect = Defect.None);

/// <summary>
/// A typestate automaton as a table: (phase, event) -> (phase, change of the count, defect).
/// A pair without a row changes nothing and is no defect, so a table lists only what matters.
/// Two things are the same for every counted table and therefore not rows: a count that returns to zero ends in
/// <see cref="Phase.Released"/> (or <see cref="Phase.Untouched"/> coming from below), and a reference that the caller
/// lends for the whole body makes an unchecked acquire or a use legal.
/// </summary>
sealed class Protocol
{
    private readonly Dictionary<(Phase, ProtocolEvent), Row> _rows = [];

    private Protocol(string name, ImmutableArray<Row> rows)
    {
        Name = name;
        foreach (Row row in rows)
            _rows.Add((row.From, row.On), row);
    }

    public string Name { get; }

    /// <summary>References counted on the object itself: <c>TryGet</c>, <c>Get</c>, <c>Put</c>.</summary>
    public static Protocol Reference { get; } = new("reference", ReferenceProtocol.Rows);

    /// <summary>A guard that owns one reference and gives it back once, however often it is disposed.</summary>
    public static Protocol Guard { get; } = new("guard", GuardProtocol.Rows);

    /// <summary>Copies of a guard that is a struct.</summary>
    public static Protocol Copy { get; } = new("copy", CopyProtocol.Rows);

    /// <summary>The nesting depth of read-side critical sections of one domain.</summary>
    public static Protocol ReadSide { get; } = new("read side", ReadSideProtocol.Rows);

    /// <summary>Publish, unlink, wait, reclaim.</summary>
    public static Protocol Reclaim { get; } = new("reclaim", ReclaimProtocol.Rows);

    public IEnumerable<Row> Rows => _rows.Values;

    public Transition Next(ProtocolState state, ProtocolEvent on)
    {
        if (!_rows.TryGetValue((state.Phase, on), out Row row))
            return new(state, Defect.None);

        sbyte count = state.CountAfter(row.Delta);
        Phase to = row.Delta == 0 ? row.To : Settle(row, state.Count, count);
        // Who gives back what was lent has nothing any more until it takes again: that it must do so in the end is judged there.
        bool isLent = state is { Lent: true, Count: >= 0 };
        Defect defect = isLent && IsExcusedByLoan(row.Defect) ? Defect.None : row.Defect;
        return new(state with { Phase = to, Count = count }, defect);
    }

    private static Phase Settle(in Row row, sbyte before, sbyte after) => (before, after) switch
    {
        // How many are left of "many" is unknown: nothing more is claimed (errs towards silence).
        (ProtocolState.Many, ProtocolState.Many) when row is { Delta: < 0, To: not Phase.Given } => Phase.Escaped,
        ( > 0, > 0) when row.To != Phase.Stored => Phase.Held,
        ( < 0, 0) => Phase.Untouched,
        ( > 0, 0) when row.To != Phase.Given => Phase.Released,
        ( < 0, < 0) when row.To != Phase.Overdrawn => Phase.Consumed,
        _ => row.To,
    };

    private static bool IsExcusedByLoan(Defect defect) => defect is Defect.UncheckedAcquire or Defect.UseAfterRelease or Defect.PublishedTooEarly;
}
