using System.Collections.Immutable;
using static Quiesce.Analyzers.Protocols.Phase;
using static Quiesce.Analyzers.Protocols.ProtocolEvent;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// A guard owns one reference. Disposing it gives the reference back once; disposing it again, or one that holds
/// nothing, does nothing. So forgetting it is a defect, which is judged at the exits, and using it afterwards.
/// </summary>
static class GuardProtocol
{
    public static ImmutableArray<Row> Rows { get; } = ImmutableArray.Create<Row>(
        new(Untouched, Acquire, Held, +1),
        new(Released, Acquire, Held, +1),
        new(Held, Acquire, Held, +1),
        new(Held, Release, Released, -1),
        new(Released, Use, Released, 0, Defect.UseAfterRelease),
        new(Held, Store, Stored),
        new(Untouched, Store, Stored, +1),
        new(Stored, Acquire, Stored, +1),
        new(Stored, Release, Stored, -1),
        new(Returned, Release, Released, -1, Defect.UseAfterRelease),
        new(Held, Drop, Dropped),
        new(Dropped, Acquire, Held, +1),
        new(Dropped, Release, Released, -1),
        new(Untouched, AcquireSelf, Assumed, 0, Defect.SelfReference));
}
