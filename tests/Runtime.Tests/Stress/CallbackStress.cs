namespace Quiesce.Runtime.Tests.Stress;

/// <summary>Callbacks run after a grace period, in order, and a barrier waits for all of them.</summary>
[Collection(StressCollection.Name)]
public sealed class CallbackStress
{
    [Fact]
    public void A_callback_runs_after_the_readers_have_left() => StressRun.Holds(RunsAfterReaders<ProductCallbacks>);

    [Fact]
    public void A_callback_runs_after_the_readers_have_left_fails_without_a_grace_period() =>
        StressRun.Catches(RunsAfterReaders<CallbacksWithoutGracePeriod>);

    [Fact]
    public void A_barrier_waits_for_all_callbacks() => StressRun.Holds(BarrierWaitsForAll<ProductCallbacks>);

    [Fact]
    public void A_barrier_waits_for_all_callbacks_fails_if_it_trusts_an_empty_queue() =>
        StressRun.Catches(BarrierWaitsForAll<BarrierTrustsAnEmptyQueue>);

    private static void RunsAfterReaders<T>(StressRun run)
        where T : ICallbacks, new()
    {
        T callbacks = new();
        Box current = new();
        run.InParallel(
            () =>
            {
                using (Rcu.Read())
                {
                    Box seen = Volatile.Read(ref current);
                    Thread.SpinWait(50);
                    if (seen.IsReclaimed)
                        run.Broken("A reader saw an object that its callback had reclaimed.");
                }
            },
            () =>
            {
                Box old = Interlocked.Exchange(ref current, new Box());
                callbacks.Call(old, static old => old.IsReclaimed = true);
                run.Round();
                callbacks.Barrier();
            });
    }

    private static void BarrierWaitsForAll<T>(StressRun run)
        where T : ICallbacks, new()
    {
        T callbacks = new();
        void CallAndWait()
        {
            Box[] boxes = [new(), new(), new()];
            foreach (Box box in boxes)
                callbacks.Call(box, static box => box.IsReclaimed = true);
            Thread.SpinWait(100);
            callbacks.Barrier();
            run.Round();
            if (!boxes.All(static box => box.IsReclaimed))
                run.Broken("A barrier returned before a callback had run.");
        }

        run.InParallel(CallAndWait, CallAndWait);
    }

    private sealed class Box
    {
        private bool isReclaimed;

        internal bool IsReclaimed
        {
            get => Volatile.Read(ref isReclaimed);
            set => Volatile.Write(ref isReclaimed, value);
        }
    }
}
