// Twin of src/Runtime/Rcu/ReadSide.cs: unchanged, to use the broken twin beside it.
using System.Runtime.CompilerServices;

namespace Quiesce.Runtime.Tests.Twins.RecordsOfTheLivingAreReused;

/// <summary>
/// The default domain: readers announce themselves in a record of their own, without a fence; a grace period waits
/// until every record that was inside before it began has been outside.
/// </summary>
/// <remarks>
/// After the memory-barrier flavour of user-space RCU (Desnoyers, McKenney, Stern, Dagenais, Walpole, IEEE TPDS 2012),
/// with 64-bit grace-period numbers in place of a parity: one phase and one process-wide barrier suffice. A reader that
/// fetched an old number and announces it late is merely waited for. Errs on the side of waiting.
/// </remarks>
internal static class ReadSide
{
    private static readonly ReaderRegistry Readers = new();
    private static readonly object WriterLock = new();

    // The number is a field of a static struct: the compiler then embeds its address, which saves readers a load.
    private static GracePeriods gracePeriods = new() { Current = 1 };

    [ThreadStatic]
    private static ReaderRecord? current;

    /// <summary>See <see cref="Rcu.ReaderAbandoned" />.</summary>
    internal static event Action? Abandoned
    {
        add => Readers.Abandoned += value;
        remove => Readers.Abandoned -= value;
    }

    /// <summary>Whether the current thread is inside a section.</summary>
    internal static bool IsInside => current is { IsInside: true };

    /// <summary>Enters a section on the current thread and returns its record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReaderRecord Enter()
    {
        ReaderRecord record = current ?? Register();
        record.Enter(ref gracePeriods.Current);
        return record;
    }

    /// <summary>Leaves the innermost section of the current thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Exit()
    {
        ReaderRecord? record = current;
        if (record is null)
            ReaderRecord.ThrowUnbalanced();
        record.Exit();
    }

    /// <summary>Closes all sections of the current thread; false if there was none.</summary>
    internal static bool LeaveAll()
    {
        bool wasInside = IsInside;
        if (wasInside)
            current!.Reset();
        return wasInside;
    }

    /// <summary>Waits until every section that is open now has ended. The caller must be in none.</summary>
    internal static void Synchronize()
    {
        // What the caller unlinked is visible before the number is read: a grace period with a higher number began
        // after that, serves this caller as well, and need not be repeated (the kernel's rcu_seq_snap).
        Interlocked.MemoryBarrier();
        long seen = Volatile.Read(ref gracePeriods.Current);
        lock (WriterLock)
        {
            if (gracePeriods.Completed > seen)
                return;
            long number = gracePeriods.Current + ReaderRecord.GracePeriodStep;
            Volatile.Write(ref gracePeriods.Current, number);
            ReaderFence.Writer();
            foreach (ReaderRecord record in Readers.Snapshot)
                WaitFor(record, number);
            gracePeriods.Completed = number;
        }
    }

    private static void WaitFor(ReaderRecord record, long gracePeriod)
    {
        SpinWait spin = default;
        while (record.IsInsideSinceBefore(gracePeriod))
        {
            if (spin.NextSpinWillYield)
                Readers.RepairIfOrphan(record);
            spin.SpinOnce();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReaderRecord Register() => current = Readers.Register();

    private struct GracePeriods
    {
        internal long Current;
        internal long Completed;
    }
}
