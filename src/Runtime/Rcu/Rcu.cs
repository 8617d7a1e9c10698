using System.Runtime.CompilerServices;
using Quiesce.Annotations;

namespace Quiesce;

/// <summary>
/// Read-copy-update, the default domain: readers run without locks, fences or atomic instructions; who removes
/// something waits for a grace period, after which no reader can still see it.
/// </summary>
/// <remarks>
/// The kernel's <c>rcu_read_lock</c> family. All members are thread-safe. A section belongs to the thread that entered
/// it, nests up to 65535 deep, and must not block or await. Threads register on their first section and need no care;
/// the section of a thread that ends inside is closed by the next grace period that waits for it.
/// </remarks>
public static class Rcu
{
    private static readonly CallbackQueue Callbacks = CreateCallbacks();

    /// <summary>
    /// Raised, on the callback thread, when a callback has thrown; the callbacks after it run all the same. What a
    /// handler throws is ignored, and hides the failure from the handlers behind it.
    /// </summary>
    public static event EventHandler<RcuCallbackFailedEventArgs>? CallbackFailed;

    /// <summary>Raised, on a pool thread, when a thread has ended inside a section: a <c>ReadUnlock</c> is missing.</summary>
    public static event EventHandler? ReaderAbandoned;

    /// <summary>Whether the current thread is inside a section.</summary>
    /// <remarks>The kernel's <c>rcu_read_lock_held</c>.</remarks>
    [Observes(HeldQuery = true)]
    public static bool ReadLockHeld => ReadSide.IsInside;

    /// <summary>Enters a read-side critical section on the current thread.</summary>
    /// <exception cref="InvalidOperationException">Nested more than 65535 deep.</exception>
    /// <remarks>The kernel's <c>rcu_read_lock</c>. The first call on a thread registers it and allocates.</remarks>
    [EntersRead(Domain = "default")]
    [NeverThrows]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadLock() => ReadSide.Enter();

    /// <summary>Leaves the innermost section of the current thread.</summary>
    /// <exception cref="InvalidOperationException">The current thread is in no section.</exception>
    /// <remarks>The kernel's <c>rcu_read_unlock</c>.</remarks>
    [ExitsRead(Domain = "default")]
    [NeverThrows]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadUnlock() => ReadSide.Exit();

    /// <summary>A section for the time of a block: <c>using (Rcu.Read()) { ... }</c></summary>
    /// <exception cref="InvalidOperationException">Nested more than 65535 deep.</exception>
    [EntersRead(Domain = "default")]
    [NeverThrows]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RcuReadScope Read() => new(ReadSide.Enter());

    /// <summary>Waits for a grace period: every section that is open now has ended when this returns.</summary>
    /// <exception cref="InvalidOperationException">Called inside a section or a callback: it would never return.</exception>
    /// <remarks>The kernel's <c>synchronize_rcu</c>. Concurrent calls share grace periods.</remarks>
    [WaitsGracePeriod(Domain = "default")]
    [Blocks]
    public static void Synchronize()
    {
        ThrowIfWaitWouldDeadlock();
        ReadSide.Synchronize();
    }

    /// <summary>Runs a function after a grace period, on the callback thread, in the order of the calls.</summary>
    /// <typeparam name="T">The type of its state; a value type is boxed.</typeparam>
    /// <param name="state">What the function gets.</param>
    /// <param name="callback">The function. It must not wait for grace periods; see <see cref="CallbackFailed" />.</param>
    /// <remarks>The kernel's <c>call_rcu</c>. Never waits, also inside a section.</remarks>
    public static void Call<T>(T state, [Invoked(Later = true, Times = 1)] Action<T> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callbacks.Enqueue(Callback.Of(state, callback));
    }

    /// <summary>Disposes an unlinked object after a grace period, on the callback thread.</summary>
    /// <param name="retired">The object; new readers can no longer find it.</param>
    /// <remarks>The kernel's <c>kfree_rcu</c>. Never waits, also inside a section.</remarks>
    public static void Retire([Defers(Domain = "default")] IDisposable retired)
    {
        ArgumentNullException.ThrowIfNull(retired);
        Callbacks.Enqueue(Callback.Of(retired, static retired => retired.Dispose()));
    }

    /// <summary>Waits until every callback queued before this call has run.</summary>
    /// <exception cref="InvalidOperationException">Called inside a section or a callback: it would never return.</exception>
    /// <remarks>The kernel's <c>rcu_barrier</c>. It says nothing about readers: that is <see cref="Synchronize" />.</remarks>
    [DrainsCallbacks(Domain = "default")]
    [Blocks]
    public static void Barrier()
    {
        ThrowIfWaitWouldDeadlock();
        Callbacks.Barrier();
    }

    internal static void ThrowIfWaitWouldDeadlock()
    {
        if (ReadSide.IsInside)
            throw new InvalidOperationException("Waiting for readers inside a read-side critical section never ends.");
        if (Callbacks.IsWorker)
            throw new InvalidOperationException("Waiting for readers or callbacks inside a callback never ends.");
    }

    private static CallbackQueue CreateCallbacks()
    {
        ReadSide.Abandoned += static () => ReaderAbandoned?.Invoke(null, EventArgs.Empty);
        CallbackQueue queue = new(ReadSide.Synchronize, ReadSide.LeaveAll);
        queue.Failed += static failure => CallbackFailed?.Invoke(null, new RcuCallbackFailedEventArgs(failure));
        return queue;
    }
}
