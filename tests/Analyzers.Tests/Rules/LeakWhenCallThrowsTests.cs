using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC110: the path nobody wrote down.</summary>
public sealed class LeakWhenCallThrowsTests
{
    [Fact]
    public Task A_call_between_acquire_and_release() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC110: 'owner' is not released when 'work()' throws
                return;
            work(); // 1: 'work()' throws
            owner.Put();
        }
        """);

    [Fact]
    public Task An_await_between_acquire_and_release() => Verify.Rule("""
        async Task Open(Module owner, Task work)
        {
            if (!owner.TryGet()) // QSC110: 'owner' is not released when 'await work' throws
                return;
            await work;
            owner.Put();
        }
        """);

    [Fact]
    public Task A_section_left_open() => Verify.Rule("""
        void Open(Action work)
        {
            Rcu.ReadLock(); // QSC110: when 'work()' throws
            work();
            Rcu.ReadUnlock();
        }
        """);

    [Fact]
    public Task A_finally_covers_it() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_leak_that_was_reported_is_not_reported_twice() => Verify.Rule("""
        void Open(Module owner, Action work, bool busy)
        {
            if (!owner.TryGet()) // QSC101
                return;
            work();
            if (busy)
                return;
            owner.Put();
        }
        """);
}
