using System.Collections.Immutable;
using static Quiesce.Analyzers.Protocols.Phase;
using static Quiesce.Analyzers.Protocols.ProtocolEvent;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// Counted references. "Take before use, give back once per take, never after": the table says what a single path may do;
/// what all paths together owe (net effect per outcome) is judged at the exits.
/// </summary>
/// <remarks>try_module_get, __module_get, module_put.</remarks>
static class ReferenceProtocol
{
    public static ImmutableArray<Row> Rows { get; } = ImmutableArray.Create<Row>(
        new(Untouched, Acquire, Held, +1),
        new(Untouched, AcquireUnchecked, Held, +1, Defect.UncheckedAcquire),
        new(Untouched, AcquireFailed, Unheld),
        new(Untouched, AcquireThrew, Threw),
        // The callee half of a pair consumes what its caller holds: not a defect by itself.
        new(Untouched, Release, Consumed, -1),

        new(Held, Acquire, Held, +1),
        new(Held, AcquireUnchecked, Held, +1),
        new(Held, Release, Released, -1),

        // A field of this object has it, until the end unless this body takes it back: by then the field owed its release.
        new(Held, Store, Stored),
        new(Untouched, Store, Stored, +1),
        new(Stored, Release, Stored, -1),
        new(Stored, Acquire, Stored, +1),
        new(Stored, AcquireUnchecked, Stored, +1),
        new(Stored, HandOver, Given, -1),
        // What its owner will give back is nobody else's to give.
        new(Held, HandOver, Given, -1),
        new(Given, Release, Given, 0, Defect.OverRelease),
        new(Given, HandOver, Given, 0, Defect.OverRelease),
        new(Given, Acquire, Held, +1),
        new(Given, AcquireUnchecked, Held, +1),

        // A finally gives back what the caller is about to get.
        new(Returned, Release, Released, -1, Defect.UseAfterRelease),
        new(Held, Drop, Dropped),
        new(Dropped, Acquire, Held, +1),
        new(Dropped, AcquireUnchecked, Held, +1),
        new(Dropped, Release, Released, -1),

        // Others can reach it: by the time this path takes its own, they may have given up the last one.
        new(Untouched, Publish, Shared),
        new(Shared, Acquire, Held, +1, Defect.PublishedTooEarly),
        new(Shared, AcquireUnchecked, Held, +1, Defect.PublishedTooEarly),
        new(Shared, AcquireFailed, Unheld),
        new(Shared, Release, Consumed, -1),

        // Only the release that finds it was the last one destroys.
        new(Untouched, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Shared, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Held, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Unheld, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Released, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Consumed, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Threw, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Given, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Dropped, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Stored, Reclaim, Escaped, 0, Defect.DestroyedDirectly),
        new(Overdrawn, Reclaim, Overdrawn, 0, Defect.DestroyedDirectly),
        // Nothing is said of what is only assumed; but then nobody owes or has given too much any more.
        new(Assumed, Reclaim, Escaped),

        new(Unheld, Acquire, Held, +1),
        new(Unheld, AcquireUnchecked, Held, +1, Defect.UncheckedAcquire),
        new(Unheld, AcquireThrew, Threw),
        new(Unheld, Release, Unheld, 0, Defect.OverRelease),

        new(Released, Acquire, Held, +1),
        new(Released, AcquireUnchecked, Held, +1, Defect.UncheckedAcquire),
        new(Released, AcquireThrew, Threw),
        new(Released, Release, Released, 0, Defect.OverRelease),
        new(Released, Use, Released, 0, Defect.UseAfterRelease),

        // Whether it is a defect depends on how the body is left: by the acquire's own exception, or as if nothing had happened.
        new(Threw, Release, Overdrawn, -1),
        new(Threw, Acquire, Held, +1),
        new(Threw, AcquireUnchecked, Held, +1, Defect.UncheckedAcquire),
        new(Threw, AcquireFailed, Unheld),
        new(Overdrawn, Acquire, Untouched, +1),
        new(Overdrawn, AcquireUnchecked, Untouched, +1, Defect.UncheckedAcquire),
        new(Overdrawn, Release, Overdrawn, -1),

        // An inverted region gives the caller's reference back and takes it again.
        new(Consumed, Acquire, Untouched, +1),
        new(Consumed, AcquireUnchecked, Untouched, +1, Defect.UncheckedAcquire),
        new(Consumed, Release, Consumed, -1),
        new(Consumed, Use, Consumed, 0, Defect.UseAfterRelease),

        // Who runs in a module is inside already, or comes too late: a reference of its own protects nobody.
        new(Untouched, AcquireSelf, Assumed, 0, Defect.SelfReference),
        new(Shared, AcquireSelf, Assumed, 0, Defect.SelfReference),
        new(Held, AcquireSelf, Assumed, 0, Defect.SelfReference),
        new(Unheld, AcquireSelf, Assumed, 0, Defect.SelfReference),
        new(Threw, AcquireSelf, Assumed, 0, Defect.SelfReference),
        new(Overdrawn, AcquireSelf, Assumed, 0, Defect.SelfReference),
        new(Released, AcquireSelf, Assumed, 0, Defect.SelfReference),
        new(Consumed, AcquireSelf, Assumed, 0, Defect.SelfReference),
        new(Assumed, AcquireSelf, Assumed, 0, Defect.SelfReference));
}
