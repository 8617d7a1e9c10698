namespace Quiesce.Runtime.Tests;

public sealed class RcuTests
{
    [Fact]
    public void Sections_nest_and_are_left_one_by_one()
    {
        Assert.False(Rcu.ReadLockHeld);
        Rcu.ReadLock();
        using (Rcu.Read())
        {
            Rcu.ReadLock();
            Assert.True(Rcu.ReadLockHeld);
            Rcu.ReadUnlock();
        }

        Assert.True(Rcu.ReadLockHeld);
        Rcu.ReadUnlock();
        Assert.False(Rcu.ReadLockHeld);
    }

    [Fact]
    public void An_unlock_too_many_throws_and_changes_nothing()
    {
        Assert.Throws<InvalidOperationException>(Rcu.ReadUnlock);
        Rcu.ReadLock();
        Rcu.ReadUnlock();
        Assert.Throws<InvalidOperationException>(Rcu.ReadUnlock);
        Assert.False(Rcu.ReadLockHeld);
        Rcu.Synchronize();
    }

    [Fact]
    public void An_unlock_too_many_throws_on_a_thread_that_never_read() =>
        Assert.IsType<InvalidOperationException>(OnNewThread(Rcu.ReadUnlock));

    [Fact]
    public void Nesting_beyond_the_limit_throws_and_keeps_the_count()
    {
        for (int i = 0; i < 65535; i++)
            Rcu.ReadLock();
        Assert.Throws<InvalidOperationException>(Rcu.ReadLock);
        for (int i = 0; i < 65535; i++)
            Rcu.ReadUnlock();
        Assert.False(Rcu.ReadLockHeld);
    }

    [Fact]
    public void A_scope_disposed_twice_leaves_once()
    {
        Rcu.ReadLock();
        RcuReadScope scope = Rcu.Read();
        scope.Dispose();
        scope.Dispose();
        Assert.True(Rcu.ReadLockHeld);
        Rcu.ReadUnlock();
        RcuReadScope none = default;
        none.Dispose();
        Assert.False(Rcu.ReadLockHeld);
    }

    [Fact]
    public void Waiting_inside_a_section_throws()
    {
        using (Rcu.Read())
        {
            Assert.Throws<InvalidOperationException>(Rcu.Synchronize);
            Assert.Throws<InvalidOperationException>(Rcu.Barrier);
        }

        Rcu.Synchronize();
        Rcu.Barrier();
    }

    [Fact]
    public void Waiting_inside_a_callback_throws()
    {
        List<Exception?> thrown = [];
        Rcu.Call(thrown, static thrown => thrown.Add(Record.Exception(Rcu.Synchronize)));
        Rcu.Call(thrown, static thrown => thrown.Add(Record.Exception(Rcu.Barrier)));
        Rcu.Barrier();
        Assert.Equal(2, thrown.Count);
        Assert.All(thrown, static failure => Assert.IsType<InvalidOperationException>(failure));
    }

    [Fact]
    public void A_reader_inside_delays_the_grace_period()
    {
        using ManualResetEventSlim entered = new();
        bool hasLeft = false;
        Thread reader = new(() =>
        {
            using (Rcu.Read())
            {
                entered.Set();
                Thread.Sleep(100); // makes a grace period that does not wait come first
                Volatile.Write(ref hasLeft, true);
            }
        });
        reader.Start();
        entered.Wait();
        Rcu.Synchronize();
        Assert.True(Volatile.Read(ref hasLeft));
        reader.Join();
    }

    [Fact]
    public void Only_sections_that_began_before_a_grace_period_delay_it()
    {
        long current = (5 * ReaderRecord.GracePeriodStep) + 1;
        long next = current + ReaderRecord.GracePeriodStep;
        ReaderRecord record = new(Thread.CurrentThread);
        Assert.False(record.IsInsideSinceBefore(next));
        record.Enter(ref current);
        Assert.False(record.IsInsideSinceBefore(current));
        Assert.True(record.IsInsideSinceBefore(next));
        record.Enter(ref next); // nested: the outermost section counts
        Assert.True(record.IsInsideSinceBefore(next));
        record.Exit();
        record.Exit();
        Assert.False(record.IsInsideSinceBefore(next));
    }

    [Fact]
    public void A_thread_that_ends_inside_a_section_is_reported_and_waited_for_no_longer()
    {
        using ManualResetEventSlim reported = new();
        EventHandler handler = (_, _) => reported.Set();
        Rcu.ReaderAbandoned += handler;
        Assert.Null(OnNewThread(Rcu.ReadLock));
        Rcu.Synchronize();
        reported.Wait();
        Rcu.ReaderAbandoned -= handler;
    }

    [Fact]
    public void Callbacks_run_in_order_and_a_barrier_waits_for_them()
    {
        List<int> ran = [];
        for (int i = 0; i < 1000; i++)
            Rcu.Call((ran, i), static call => call.ran.Add(call.i));
        Rcu.Barrier();
        Assert.Equal(Enumerable.Range(0, 1000), ran);
    }

    [Fact]
    public void A_callback_may_queue_another()
    {
        int ran = 0;
        Rcu.Call(0, _ => Rcu.Call(0, _ => ran++));
        Rcu.Barrier();
        Rcu.Barrier();
        Assert.Equal(1, ran);
    }

    [Fact]
    public void A_callback_queued_inside_a_section_runs_after_it()
    {
        bool isInside = true;
        bool ranInside = false;
        using (Rcu.Read())
        {
            Rcu.Call(0, _ => ranInside = Volatile.Read(ref isInside));
            Thread.Sleep(50); // makes a callback that does not wait come first
            Volatile.Write(ref isInside, false);
        }

        Rcu.Barrier();
        Assert.False(ranInside);
    }

    [Fact]
    public void A_retired_object_is_disposed_once()
    {
        CountingDisposable retired = new();
        Rcu.Retire(retired);
        Rcu.Barrier();
        Rcu.Barrier();
#pragma warning disable QSC103 // The object only counts its disposals.
        Assert.Equal(1, retired.Disposals);
#pragma warning restore QSC103
    }

    [Fact]
    public void A_callback_that_throws_is_reported_and_the_next_one_runs()
    {
        InvalidOperationException failure = new();
        List<Exception> reported = [];
        EventHandler<RcuCallbackFailedEventArgs> handler = (_, failed) => reported.Add(failed.Exception);
        bool hasRun = false;
        Rcu.CallbackFailed += handler;
        Rcu.Call(failure, static failure => throw failure);
        Rcu.Call(0, _ => hasRun = true);
        Rcu.Barrier();
        Rcu.CallbackFailed -= handler;
        Assert.Contains(failure, reported);
        Assert.True(hasRun);
    }

    [Fact]
    public void A_handler_that_throws_does_not_stop_the_callbacks()
    {
        EventHandler<RcuCallbackFailedEventArgs> handler = static (_, _) => throw new NotSupportedException();
        Rcu.CallbackFailed += handler;
        Rcu.Call(0, static _ => throw new InvalidOperationException());
        Rcu.Barrier();
        Rcu.CallbackFailed -= handler;
        Rcu.Barrier();
    }

    [Fact]
    public void A_callback_that_leaves_a_section_open_is_reported_and_the_section_closed()
    {
        List<string> reported = [];
        EventHandler<RcuCallbackFailedEventArgs> handler = (_, failed) => reported.Add(failed.Exception.Message);
        Rcu.CallbackFailed += handler;
        Rcu.Call(0, static _ => Rcu.ReadLock());
        Rcu.Barrier();
        Rcu.CallbackFailed -= handler;
        Rcu.Synchronize();
        Assert.Contains(reported, static message => message.Contains("section open", StringComparison.Ordinal));
    }

    [Fact]
    public void Null_callbacks_and_null_objects_are_refused()
    {
        Assert.Throws<ArgumentNullException>("callback", static () => Rcu.Call(0, null!));
        Assert.Throws<ArgumentNullException>("retired", static () => Rcu.Retire(null!));
    }

    [Fact]
    public void Sections_allocate_nothing_after_the_first()
    {
        using (Rcu.Read())
            Rcu.ReadLock();
        Rcu.ReadLock();
        Rcu.ReadUnlock();
        Rcu.ReadUnlock();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            using (Rcu.Read())
                Rcu.ReadLock();
            Rcu.ReadUnlock();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_records_of_ended_threads_are_used_again()
    {
        ReaderRegistry registry = new();
        for (int i = 0; i < 100; i++)
            Assert.Null(OnNewThread(() => registry.Register()));
        Assert.InRange(registry.Snapshot.Length, 1, 5);
    }

    private static Exception? OnNewThread(Action action)
    {
        Exception? thrown = null;
        Thread thread = new(() => thrown = Record.Exception(action));
        thread.Start();
        thread.Join();
        return thrown;
    }

    private sealed class CountingDisposable : IDisposable
    {
        internal int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
