// Twin of src/Runtime/Rcu/ReaderRecord.cs: see TwinCatalogue.cs for the one edit.
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quiesce.Runtime.Tests.Twins.FencedReadersWithoutFence;

/// <summary>
/// One thread's announcement: the low 16 bits count its nested sections, the others are the number of the grace period
/// that was current when the outermost began.
/// </summary>
/// <remarks>
/// Written by its owner alone, read by every grace period. After the last exit the old number stays behind: nesting
/// zero says that it means nothing. 64 bits make one phase per grace period enough, since numbers never come round.
/// </remarks>
internal sealed class ReaderRecord(Thread owner)
{
    /// <summary>The step between the numbers of grace periods.</summary>
    internal const long GracePeriodStep = 1L << 16;

    private const long NestingMask = GracePeriodStep - 1;

    // Weak: a dead Thread object would keep what its execution context holds, and so perhaps a whole plugin, alive.
    private readonly WeakReference<Thread> owner = new(owner);
    private PaddedWord word;

    /// <summary>Whether the owner is inside a section. Exact when asked by the owner.</summary>
    internal bool IsInside => (Volatile.Read(ref word.Value) & NestingMask) != 0;

    /// <summary>Whether the thread that owned this record has ended.</summary>
    internal bool IsOrphan => !owner.TryGetTarget(out Thread? thread) || !thread.IsAlive;

    /// <summary>Whether a section that began before this grace period is still open.</summary>
    internal bool IsInsideSinceBefore(long gracePeriod)
    {
        // Acquire: pairs with the release in Exit, so the reader's last use comes before whatever follows the wait.
        long seen = Volatile.Read(ref word.Value);
        return (seen & NestingMask) != 0 && seen < gracePeriod;
    }

    /// <summary>Enters a section, or one more.</summary>
    /// <param name="current">The word that holds the current grace period's number, with a nesting of one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Enter(ref long current)
    {
        long seen = word.Value;
        if ((seen & NestingMask) == 0)
            Volatile.Write(ref word.Value, Volatile.Read(ref current));
        else
            Nest(seen);
        // Store to load order with the protected loads that follow: either here, or by the writer's process-wide
        // barrier. The runtime does not move loads above this volatile write; the stress test with the barrier taken
        // out shows that the processor does.
        if (seen == long.MinValue)
            Interlocked.MemoryBarrier();
    }

    /// <summary>Leaves the innermost section.</summary>
    /// <exception cref="InvalidOperationException">The owner is in no section.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit()
    {
        long seen = word.Value;
        if ((seen & NestingMask) == 0)
            ThrowUnbalanced();
        // Release: all loads of the section are done before the nesting is seen to fall. No fence is needed: a writer
        // that sees it late only waits longer.
        Volatile.Write(ref word.Value, seen - 1);
    }

    /// <summary>Leaves all sections at once. Only for the owner, or once it has ended.</summary>
    internal void Reset() => Volatile.Write(ref word.Value, 0);

    /// <summary>Gives an orphaned record to another thread. Under the registry's lock.</summary>
    internal void Adopt(Thread thread)
    {
        Reset();
        owner.SetTarget(thread);
    }

    [DoesNotReturn]
    internal static void ThrowUnbalanced() =>
        throw new InvalidOperationException("ReadUnlock without a ReadLock of the same thread.");

    private void Nest(long seen)
    {
        if ((seen & NestingMask) == NestingMask)
            throw new InvalidOperationException($"More than {NestingMask} nested read-side critical sections.");
        Volatile.Write(ref word.Value, seen + 1);
    }

    /// <summary>Two cache lines on either side: objects move and are aligned to 8 bytes only.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 272)]
    private struct PaddedWord
    {
        [FieldOffset(128)]
        internal long Value;
    }
}
