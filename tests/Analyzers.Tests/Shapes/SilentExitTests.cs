using Xunit;
using static Quiesce.Analyzers.Tests.DeclaredGate;

namespace Quiesce.Analyzers.Tests;

/// <summary>Idioms of real code that are right since every way out gives back what it took, and takes back what it gave.</summary>
public sealed class SilentExitTests
{
    [Fact]
    public Task N5_both_branches_use_it_and_one_release_follows() => Verify.Silent("""
        void Open(Module owner, bool first)
        {
            if (!owner.TryGet())
                return;
            int count;
            if (first)
                count = 1;
            else
                count = 2;
            owner.Put();
            GC.KeepAlive(count);
        }
        """);

    [Fact]
    public Task N8_a_try_that_gives_up() => Verify.Silent("""
        bool Poke(Module owner)
        {
            if (!owner.TryGet())
                return false;
            owner.Put();
            return true;
        }
        """);

    [Fact]
    public Task N8_a_try_with_no_time() => Silent("""
        bool Poll(Gate gate, Action work)
        {
            if (!gate.TryEnter(0))
                return false;
            try
            {
                work();
                return true;
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task N17_an_inverted_region() => Verify.Silent("""
        void Suspend(Module owner, Action work)
        {
            owner.Put();
            try
            {
                work();
            }
            finally
            {
                if (!owner.TryGet())
                    throw new InvalidOperationException();
            }
        }
        """);

    [Fact]
    public Task N17_an_epoch_is_suspended_and_resumed() => Silent("""
        void Wait([Held(Kind = "gate")] Gate epoch, Action wait)
        {
            epoch.Exit();
            wait();
            epoch.Enter();
        }
        """);

    [Fact]
    public Task N18_one_acquire_and_a_release_per_exit() => Verify.Silent("""
        void Open(Module owner, int mode)
        {
            if (!owner.TryGet())
                return;
            if (mode == 1)
            {
                owner.Put();
                return;
            }
            if (mode == 2)
            {
                owner.Put();
                return;
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task N25_nested_tries_with_roll_back_both_kept() => Verify.Silent("""
        bool Open(Module first, Module second)
        {
            if (!first.TryGet())
                return false;
            if (!second.TryGet())
            {
                first.Put();
                return false;
            }
            return true;
        }
        """);

    [Fact]
    public Task N25_rolled_back_and_told_by_an_object() => Silent("""
        sealed record Failure(string Why);

        Failure? Open(Gate first, Gate second)
        {
            if (!first.TryEnter())
                return new Failure("first");
            if (!second.TryEnter())
            {
                first.Exit();
                return new Failure("second");
            }
            return null;
        }
        """);

    [Fact]
    public Task N27_a_guard_with_using() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            using ModuleScope scope = owner.Acquire();
            if (!scope.IsHeld)
                return;
            work();
        }
        """);

    [Fact]
    public Task Nested_finally_blocks() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                try
                {
                    work();
                }
                finally
                {
                    work();
                }
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task An_async_body_releases_in_its_finally() => Verify.Silent("""
        async Task<bool> Open(Module owner, Task work)
        {
            if (!owner.TryGet())
                return false;
            try
            {
                await work;
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task An_iterator_releases_in_its_finally() => Verify.Silent("""
        IEnumerable<int> Open(Module owner)
        {
            if (!owner.TryGet())
                yield break;
            try
            {
                yield return 1;
            }
            finally
            {
                owner.Put();
            }
        }
        """, new VerifyOptions { Twins = false });
}
