using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC113: acquired inside the try that releases it.</summary>
public sealed class AcquireInsideTryTests
{
    internal const string Gate = """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter() { }
            [Acquires(Kind = "gate")] public bool TryEnter(int patience) => patience > 0;
            [Acquires(Kind = "gate")] public Task EnterAsync(CancellationToken c) => Task.CompletedTask;
            [Releases(Kind = "gate")] public void Exit() { }
        }

        """;

    private static Task Rule(string members) => Verify.Rule(Gate + members);

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
}
