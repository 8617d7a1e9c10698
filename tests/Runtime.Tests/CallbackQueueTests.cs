using System.Runtime.CompilerServices;

namespace Quiesce.Runtime.Tests;

public sealed class CallbackQueueTests
{
    private readonly CallbackQueue queue = new(ReadSide.Synchronize, ReadSide.LeaveAll);

    [Fact]
    public void Callbacks_with_a_reference_as_state_allocate_nothing_once_the_arrays_have_grown()
    {
        object state = new();
        for (int warmUp = 0; warmUp < 4; warmUp++)
            EnqueueWhileTheWorkerIsBusy(state);
        Assert.Equal(0, EnqueueWhileTheWorkerIsBusy(state));
        Assert.Equal(0, EnqueueWhileTheWorkerIsBusy(state));
    }

    [Fact]
    public void Neither_state_nor_function_is_kept_alive_after_running()
    {
        WeakReference state = EnqueueOne();
        queue.Barrier();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(state.IsAlive);
    }

    [Fact]
    public void A_burst_far_beyond_the_first_array_runs_completely()
    {
        int ran = 0;
        for (int i = 0; i < 20_000; i++)
            queue.Enqueue(Callback.Of(0, _ => ran++));
        queue.Barrier();
        Assert.Equal(20_000, ran);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference EnqueueOne()
    {
        object state = new();
        queue.Enqueue(Callback.Of(state, static _ => { }));
        return new WeakReference(state);
    }

    /// <summary>The worker has taken the one array and waits, so that all callbacks fall into the other.</summary>
    private long EnqueueWhileTheWorkerIsBusy(object state)
    {
        using ManualResetEventSlim isBusy = new();
        using ManualResetEventSlim mayGoOn = new();
        queue.Enqueue(Callback.Of((isBusy, mayGoOn), static gates =>
        {
            gates.isBusy.Set();
            gates.mayGoOn.Wait();
        }));
        isBusy.Wait();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            queue.Enqueue(Callback.Of(state, static _ => { }));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        mayGoOn.Set();
        queue.Barrier();
        return allocated;
    }
}
