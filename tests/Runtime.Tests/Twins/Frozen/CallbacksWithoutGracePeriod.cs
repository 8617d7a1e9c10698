// Twin of src/Runtime/Rcu/CallbackQueue.cs: see TwinCatalogue.cs for the one edit.
using System.Runtime.CompilerServices;

namespace Quiesce.Runtime.Tests.Twins.CallbacksWithoutGracePeriod;

/// <summary>Runs callbacks in order, each after a grace period, on one background thread; one wait serves a batch.</summary>
/// <remarks>
/// The kernel's <c>call_rcu</c> and <c>rcu_barrier</c>. Two arrays take turns, one being filled and one being run, so
/// that a callback with a reference type as its state allocates nothing once they have grown. Thread-safe.
/// </remarks>
/// <param name="synchronize">Waits for a grace period.</param>
/// <param name="leaveAll">Closes every section that a callback has left open.</param>
internal sealed class CallbackQueue(Action synchronize, Func<bool> leaveAll)
{
    // A burst must not keep its memory for ever.
    private const int LargestKeptArray = 4096;

    private readonly object gate = new();
    private Callback[] pending = new Callback[64];
    private Callback[] running = new Callback[64];
    private int pendingCount;
    private Thread? worker;

    /// <summary>Raised on the background thread for each callback that has thrown.</summary>
    internal event Action<Exception>? Failed;

    /// <summary>Whether the current thread is the one that runs callbacks.</summary>
    internal bool IsWorker => Thread.CurrentThread == Volatile.Read(ref worker);

    /// <summary>Queues a callback. Never waits.</summary>
    internal void Enqueue(in Callback callback)
    {
        lock (gate)
        {
            if (pendingCount == pending.Length)
                Array.Resize(ref pending, pendingCount * 2);
            pending[pendingCount++] = callback;
            if (worker is null)
                Start();
            else if (pendingCount == 1)
                Monitor.Pulse(gate);
        }
    }

    /// <summary>Waits until every callback queued before has run. Not from a callback.</summary>
    internal void Barrier()
    {
        using ManualResetEventSlim reached = new();
        Enqueue(Callback.Of(reached, static reached => reached.Set()));
        reached.Wait();
    }

    private void Start()
    {
        worker = new Thread(Run) { IsBackground = true, Name = "Quiesce RCU callbacks" };
        // Without the execution context of whoever happened to come first: it would stay alive with the thread.
        worker.UnsafeStart();
    }

    private void Run()
    {
        while (true)
        {
            int count = TakeBatch();
            if (count == 0) synchronize();
            RunBatch(count);
        }
    }

    private int TakeBatch()
    {
        lock (gate)
        {
            while (pendingCount == 0)
                Monitor.Wait(gate);
            (pending, running) = (running, pending);
            int count = pendingCount;
            pendingCount = 0;
            return count;
        }
    }

    // Not inlined into Run, whose frame never ends: what its locals hold would stay alive with it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunBatch(int count)
    {
        for (int i = 0; i < count; i++)
            RunNext(ref running[i]);
        if (running.Length > LargestKeptArray)
            running = new Callback[64];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunNext(ref Callback slot)
    {
        Callback callback = slot;
        slot = default; // a slot left behind would keep the callback's code loaded
        try
        {
            callback.Invoke();
            if (leaveAll())
                throw new InvalidOperationException("The callback has left a read-side critical section open.");
        }
        catch (Exception failure)
        {
            leaveAll();
            Report(failure);
        }
    }

    private void Report(Exception failure)
    {
        try
        {
            Failed?.Invoke(failure);
        }
        catch (Exception)
        {
            // A handler's own failure has nobody left to go to, and the callbacks behind it must still run.
        }
    }
}
