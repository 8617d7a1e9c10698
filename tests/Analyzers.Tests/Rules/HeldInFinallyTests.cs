using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>No QSC113: a finally releases what is held, since it was acquired before the try, cannot have failed, or a variable tells.</summary>
public sealed class HeldInFinallyTests
{
    private static Task Silent(string members) => Verify.Silent(AcquireInsideTryTests.Gate + members);

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
}
