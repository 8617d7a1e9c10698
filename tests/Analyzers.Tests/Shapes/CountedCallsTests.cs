using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>N9 and N21 of docs/shapes.md: one call that takes or gives several.</summary>
public sealed class CountedCallsTests
{
    private const string Api = """
        sealed class Shown
        {
            [NeverThrows] public void Show() { }
        }
        sealed class Slots
        {
            [Acquires, NeverThrows] public void Wait() { }
            [Acquires(CountFrom = "count"), NeverThrows] public void WaitFor(int count) { }
            [Acquires(CountFrom = "count"), MustCheck, NeverThrows] public bool TryWaitFor(int count) => count > 0;
            [Acquires(Count = 2), NeverThrows] public void WaitTwice() { }
            [Releases(CountFrom = "count")] public void Release(int count = 1) { }
        }

        """;

    [Theory]
    [InlineData("slots.Wait(); slots.Wait(); slots.Wait(); work.Show(); slots.Release(3);")]
    [InlineData("slots.Wait(); slots.Wait(); work.Show(); slots.Release(2);")]
    [InlineData("slots.WaitFor(2); work.Show(); slots.Release(); slots.Release();")]
    [InlineData("slots.WaitFor(5); work.Show(); slots.Release(5);")]
    [InlineData("slots.WaitTwice(); work.Show(); slots.Release(2);")]
    [InlineData("slots.Wait(); work.Show(); slots.Release();")]
    [InlineData("int two = 2; slots.WaitFor(two); work.Show(); slots.Release(two);")]
    [InlineData("if (!slots.TryWaitFor(2)) return; work.Show(); slots.Release(2);")]
    [InlineData("slots.WaitFor(0); work.Show();")]
    [InlineData("slots.Wait(); work.Show(); slots.Release(0); slots.Release();")]
    public Task N9_as_many_given_back_as_taken(string body) => Silent($$"""
        void Open(Slots slots, Shown work)
        {
            {{body}}
        }
        """);

    [Theory]
    [InlineData("slots.Wait(); work.Show(); slots.Release(n);")]
    [InlineData("slots.WaitFor(n); work.Show();")]
    [InlineData("slots.WaitFor(n); if (busy) return; slots.Release(n);")]
    [InlineData("for (int i = 0; i < n; i++) slots.Wait(); work.Show(); slots.Release(n);")]
    [InlineData("if (!slots.TryWaitFor(n)) return; if (busy) return; slots.Release();")]
    [InlineData("if (busy) slots.Release(n);")]
    public Task N9_how_many_is_not_known(string body) => Silent($$"""
        void Open(Slots slots, Shown work, int n, bool busy)
        {
            {{body}}
        }
        """);

    [Fact]
    public Task N9_gives_back_more_than_it_took() => Rule("""
        void Open(Slots slots, Shown work)
        {
            slots.Wait();
            work.Show();
            slots.Release(2); // QSC102: 'slots' is released more often than it was acquired
        }
        """);

    [Fact]
    public Task N9_gives_back_fewer_than_it_took() => Rule("""
        void Open(Slots slots, Shown work, bool busy)
        {
            slots.WaitFor(2); // QSC101: 'slots' is not released when 'busy' is true
            work.Show();
            if (busy)
            {
                slots.Release(1);
                return;
            }
            slots.Release(2);
        }
        """);

    [Fact]
    public Task N9_more_than_counts_tell_apart() => Silent("""
        void Open(Slots slots, Shown work, bool busy)
        {
            slots.WaitFor(7);
            if (busy)
                return;
            work.Show();
            slots.Release(7);
        }
        """);

    [Fact]
    public Task N9_the_result_is_ignored_whatever_the_number() => Rule("""
        void Open(Slots slots, int n)
        {
            slots.TryWaitFor(n); // QSC104: 'slots.TryWaitFor(n)'
        }
        """);

    [Theory]
    [InlineData("if (isOpen) _gate.Release(int.MaxValue);")]
    [InlineData("_gate.Wait(); if (isOpen) _gate.Release(int.MaxValue); else _gate.Release();")]
    [InlineData("_gate.Release(100);")]
    public Task N21_a_gate_is_opened(string body) => Silent($$"""
        private readonly Slots _gate = new();

        void Open(bool isOpen)
        {
            {{body}}
        }

        void Pass() => _gate.Wait();
        """);

    private static Task Silent(string members) => Verify.Silent(Whole(members));

    private static Task Rule(string members) => Verify.Rule(Whole(members));

    // The members under test first, so that their lines are their own.
    private static string Whole(string members) => members + "\n\n" + Api;
}
