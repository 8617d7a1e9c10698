using System.Collections.Immutable;
using static Quiesce.Analyzers.Protocols.Phase;
using static Quiesce.Analyzers.Protocols.ProtocolEvent;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// The life of an object that readers find without a lock: published, unlinked, a grace period, reclaimed. An object that
/// was never published nor unlinked here is its owner's business: reclaiming it is no event.
/// </summary>
/// <remarks>list_del_rcu, synchronize_rcu, kfree; call_rcu.</remarks>
static class ReclaimProtocol
{
    public static ImmutableArray<Row> Rows { get; } = ImmutableArray.Create<Row>(
        new(Untouched, Publish, Published),
        new(Untouched, Unlink, Unlinked),
        new(Untouched, Defer, Deferred),

        new(Published, Unlink, Unlinked),
        new(Published, Reclaim, Reclaimed, 0, Defect.ReclaimWithoutGracePeriod),
        new(Published, Defer, Deferred, 0, Defect.ReclaimWithoutGracePeriod),

        new(Unlinked, Publish, Published),
        new(Unlinked, Wait, Quiescent),
        new(Unlinked, Defer, Deferred),
        new(Unlinked, Reclaim, Reclaimed, 0, Defect.ReclaimWithoutGracePeriod),

        new(Quiescent, Publish, Published),
        new(Quiescent, Reclaim, Reclaimed),
        new(Quiescent, Defer, Deferred),

        new(Deferred, Reclaim, Reclaimed, 0, Defect.ReclaimWithoutGracePeriod),
        new(Deferred, Use, Deferred, 0, Defect.UseAfterRelease),
        new(Reclaimed, Use, Reclaimed, 0, Defect.UseAfterRelease));
}
