using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>An acquire whose task is waited for in another way than by awaiting its call.</summary>
public sealed class WaitedTaskTests
{
    private const string Gate = """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public Task EnterAsync() => Task.CompletedTask;
            [Acquires(Kind = "gate")] public Task<bool> TryEnterAsync() => Task.FromResult(true);
            [Acquires(Kind = "gate")] public ValueTask<bool> TryEnterSoonAsync() => new(true);
            [Releases(Kind = "gate")] public void Exit() { }
        }
        [Guard] sealed class Lease : IDisposable { public void Dispose() { } }
        abstract class Source { [return: Acquired] public abstract Task<Lease> TakeAsync(); }

        """;

    [Fact]
    public Task Its_result_is_the_answer() => Silent("""
        void Result(Gate gate) { if (!gate.TryEnterAsync().Result) return; gate.Exit(); }
        void Asked(Gate gate) { if (!gate.TryEnterAsync().GetAwaiter().GetResult()) return; gate.Exit(); }
        void Soon(Gate gate) { if (!gate.TryEnterSoonAsync().AsTask().Result) return; gate.Exit(); }
        void Configured(Gate gate) { if (!gate.TryEnterAsync().ConfigureAwait(false).GetAwaiter().GetResult()) return; gate.Exit(); }
        async Task Limited(Gate gate, CancellationToken c) { if (!await gate.TryEnterAsync().WaitAsync(c)) return; gate.Exit(); }
        void Lease(Source source) { using var lease = source.TakeAsync().Result; Console.Beep(); }
        """);

    [Fact]
    public Task Waiting_throws_what_the_acquire_throws() => Silent("""
        void Waited(Gate gate) { gate.EnterAsync().Wait(); try { Console.Beep(); } finally { gate.Exit(); } }
        void Asked(Gate gate) { gate.EnterAsync().GetAwaiter().GetResult(); try { Console.Beep(); } finally { gate.Exit(); } }
        async Task Later(Gate gate) { Task entered = gate.EnterAsync(); await entered; try { Console.Beep(); } finally { gate.Exit(); } }
        async Task Limited(Gate gate, TimeSpan limit) { await gate.EnterAsync().WaitAsync(limit); try { Console.Beep(); } finally { gate.Exit(); } }
        """);

    [Fact]
    public Task Waiting_for_something_else_may_throw() => Rule("""
        void Open(Gate gate, Task other)
        {
            gate.EnterAsync().Wait(); // QSC110: is not released when 'other.Wait()' throws
            other.Wait();
            gate.Exit();
        }

        void Leak(Gate gate, bool busy)
        {
            if (!gate.TryEnterAsync().Result) // QSC101: is not released when 'busy' is true
                return;
            if (busy)
                return;
            gate.Exit();
        }
        """);

    private static Task Rule(string snippet) => Verify.Rule(InClass(snippet));

    private static Task Silent(string snippet) => Verify.Silent(InClass(snippet));

    private static string InClass(string snippet) => Gate + "sealed class C\n{\n" + snippet + "\n}\n";
}
