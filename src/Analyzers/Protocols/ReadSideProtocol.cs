using System.Collections.Immutable;
using static Quiesce.Analyzers.Protocols.Phase;
using static Quiesce.Analyzers.Protocols.ProtocolEvent;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// The nesting depth of one domain on this path. A grace period ends when every reader that was inside has left: a
/// reader that waits for one waits for itself.
/// </summary>
/// <remarks>rcu_read_lock, rcu_read_unlock, synchronize_rcu.</remarks>
static class ReadSideProtocol
{
    public static ImmutableArray<Row> Rows { get; } = ImmutableArray.Create<Row>(
        new(Untouched, Enter, Held, +1),
        new(Held, Enter, Held, +1),
        new(Released, Enter, Held, +1),
        new(Held, Exit, Released, -1),
        new(Held, Wait, Held, 0, Defect.WaitInsideSection));
}
