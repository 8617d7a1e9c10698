using Quiesce.Analyzers.Protocols;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC113: acquired inside the try that releases it.</summary>
public sealed class AcquireInsideTryTests
{
    private const string Gate = """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter() { }
            [Acquires(Kind = "gate")] public bool TryEnter(int patience) => patience > 0;
            [Acquires(Kind = "gate")] public Task EnterAsync(CancellationToken c) => Task.CompletedTask;
            [Releases(Kind = "gate")] public void Exit() { }
        }

        """;

    private static Task Rule(string members) => Verify.Rule(Gate + members);

    private static Task Silent(string members) => Verify.Silent(Gate + members);

    [Fact]
    public Task Of_a_parameter() => Rule("""
        void Open(Gate gate, Action work)
        {
            try
            {
                gate.Enter(); // QSC113: 'gate' is acquired inside the try that releases it at line 17 // 1: 'gate.Enter()' throws
                work();
            }
            finally
            {
                gate.Exit(); // 2: released here
            }
        }
        """);

    [Fact]
    public Task Of_a_field_and_of_a_local() => Rule("""
        private readonly Gate _gate = new();

        void Open(Action work)
        {
            try
            {
                _gate.Enter(); // QSC113: '_gate'
                work();
            }
            finally
            {
                _gate.Exit();
            }
        }

        void Make(Action work)
        {
            Gate gate = new();
            try
            {
                gate.Enter(); // QSC113: 'gate'
                work();
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task Behind_other_statements_of_the_try() => Rule("""
        void Open(Gate gate, Func<int> prepare)
        {
            int made = 0;
            try
            {
                made++;
                gate.Enter(); // QSC113
                GC.KeepAlive(made);
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task Awaited() => Rule("""
        async Task Open(Gate gate, Task work, CancellationToken c)
        {
            try
            {
                await gate.EnterAsync(c).ConfigureAwait(false); // QSC113: 'gate'
                await work;
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task Released_by_a_handler_that_rethrows() => Rule("""
        void Open(Gate gate, Action work)
        {
            try
            {
                gate.Enter(); // QSC113
                work();
            }
            catch (Exception)
            {
                gate.Exit();
                throw;
            }
            gate.Exit();
        }
        """);

    [Fact]
    public Task Acquired_again_after_a_release() => Rule("""
        void Open(Gate gate, Action work)
        {
            gate.Enter();
            gate.Exit();
            try
            {
                gate.Enter(); // QSC113
                work();
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task A_retry_loop_whose_try_throws() => Rule("""
        void Open(Gate gate)
        {
            try
            {
                while (!gate.TryEnter(1)) // QSC113
                {
                }
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task Caught_and_gone_on_is_an_over_release_and_only_that() => Rule("""
        void Open(Gate gate, Action work)
        {
            try
            {
                gate.Enter();
                work();
            }
            catch (InvalidOperationException)
            {
            }
            finally
            {
                gate.Exit(); // QSC102: 'gate' is released more often than it was acquired when 'gate.Enter()' throws
            }
        }
        """);

    [Fact]
    public Task Caught_and_released_behind_the_try_is_an_over_release_of_a_field_too() => Rule("""
        private readonly Gate _gate = new();

        void Open(Action log)
        {
            try
            {
                _gate.Enter();
            }
            catch (InvalidOperationException)
            {
                log();
            }
            _gate.Exit(); // QSC102: '_gate'
        }
        """);

    [Fact]
    public Task A_failed_acquire_that_goes_on_is_an_over_release_and_only_that() => Rule("""
        void Open(Gate gate, Action work)
        {
            try
            {
                if (gate.TryEnter(3))
                    work();
            }
            finally
            {
                gate.Exit(); // QSC102: 'gate' is released although it was not acquired
            }
        }
        """);

    [Fact]
    public Task Acquired_before_the_try() => Silent("""
        void Open(Gate gate, Action work)
        {
            gate.Enter();
            try
            {
                work();
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task A_flag_tells() => Silent("""
        void Open(Gate gate, Action work)
        {
            bool taken = false;
            try
            {
                gate.Enter();
                taken = true;
                work();
            }
            finally
            {
                if (taken)
                    gate.Exit();
            }
        }
        """);

    [Fact]
    public Task N1_a_flag_set_by_the_acquire() => Silent("""
        void Open(Gate gate, Action work)
        {
            bool taken = false;
            try
            {
                taken = gate.TryEnter(5);
                if (taken)
                    work();
            }
            finally
            {
                if (taken)
                    gate.Exit();
            }
        }
        """);

    [Fact]
    public Task The_variable_tells() => Silent("""
        void Open(Gate gate, Action work)
        {
            Gate? held = null;
            try
            {
                gate.Enter();
                held = gate;
                work();
            }
            finally
            {
                held?.Exit();
            }
        }
        """);

    [Fact]
    public Task An_acquire_that_never_throws() => Silent("""
        sealed class Latch
        {
            [Acquires(Kind = "latch"), NeverThrows] public void Enter() { }
            [Releases(Kind = "latch")] public void Exit() { }
        }

        void Open(Latch latch, Action work)
        {
            try
            {
                latch.Enter();
                work();
            }
            finally
            {
                latch.Exit();
            }
        }
        """);

    [Fact]
    public Task Held_already_when_a_nested_acquire_throws() => Silent("""
        void Open(Gate gate, Action work)
        {
            gate.Enter();
            try
            {
                work();
                gate.Enter();
                gate.Exit();
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task N17_an_inverted_region_enters_again_in_its_finally() => Silent("""
        void Suspend(Gate gate, Action work)
        {
            gate.Exit();
            try
            {
                work();
            }
            finally
            {
                gate.Enter();
            }
        }
        """);

    [Fact]
    public Task An_awaited_acquire_that_throws_leaks_nothing() => Silent("""
        async Task Open(Gate gate, Task work, CancellationToken c)
        {
            await gate.EnterAsync(c).ConfigureAwait(false);
            try
            {
                await work;
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public void Given_back_twice_although_it_was_never_taken() => Assert.Equal(
        new ProtocolState(Phase.Overdrawn, -2, false), Protocol.Reference.Next(new(Phase.Overdrawn, -1, false), ProtocolEvent.Release).Next);
}
