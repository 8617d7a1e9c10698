using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What an acquire returns and a disposal gives back, whatever wraps or hides the type that owns it.</summary>
public sealed class GivenBackByDisposalTests
{
    private const string Api = """
        [Guard] struct Lease : IDisposable { public void Dispose() { } }
        [Guard] class Hold : IDisposable { public virtual void Dispose() { } }
        class NamedHold : Hold { }
        abstract class Source
        {
            [NeverThrows] [return: Acquired] public abstract Lease? Take();
            [NeverThrows] [return: Acquired] public abstract Task<Lease?> TakeAsync();
            [NeverThrows] [return: Acquired] public abstract NamedHold TakeNamed();
            [NeverThrows] [return: Acquired] public abstract IDisposable Enter();
            [NeverThrows] [return: Acquired] public abstract IDisposable? TryEnter();
            [NeverThrows] [return: Acquired] public abstract Task<IDisposable> EnterAsync();
            [NeverThrows] [return: Acquired] public abstract IAsyncDisposable EnterLong();
            [NeverThrows] [return: Acquired(Kind = "page")] public abstract IDisposable Rent();
            [NeverThrows] public abstract void Return([Releases(Kind = "page")] IDisposable page);
            [NeverThrows] public abstract bool Ask();
        }

        """;

    [Fact]
    public Task A_guard_that_may_be_none_is_given_back_by_using() => Silent("""
        void Whole(Source source) { using var lease = source.Take(); Console.Beep(); }
        void Block(Source source) { using (source.Take()) { Console.Beep(); } }
        async Task Awaited(Source source) { using var lease = await source.TakeAsync(); Console.Beep(); }
        void Derived(Source source) { using var hold = source.TakeNamed(); Console.Beep(); }
        """);

    [Fact]
    public Task And_by_a_call_through_what_wraps_it() => Silent("""
        void Conditionally(Source source) { var lease = source.Take(); lease?.Dispose(); }
        void Asked(Source source) { var lease = source.Take(); if (lease.HasValue) lease.Value.Dispose(); }
        void Matched(Source source) { if (source.Take() is { } lease) lease.Dispose(); }
        void Compared(Source source) { var lease = source.Take(); if (lease == null) return; lease.Value.Dispose(); }
        """);

    [Fact]
    public Task A_guard_that_may_be_none_leaks_where_it_is_one() => Rule("""
        void Leak(Source source)
        {
            var lease = source.Take(); // QSC101: is not released when 'source.Ask()' is true
            if (source.Ask())
                return;
            lease?.Dispose();
        }

        void Derived(Source source)
        {
            var hold = source.TakeNamed(); // QSC101: is not released when 'source.Ask()' is true
            if (source.Ask())
                return;
            hold.Dispose();
        }
        """);

    [Fact]
    public Task What_has_no_release_of_its_own_is_given_back_by_disposing_it() => Silent("""
        void Used(Source source) { using var entered = source.Enter(); Console.Beep(); }
        void Finally(Source source) { var entered = source.Enter(); try { Console.Beep(); } finally { entered.Dispose(); } }
        void Twice(Source source) { var entered = source.Enter(); entered.Dispose(); entered.Dispose(); }
        void MayBeNone(Source source) { using var entered = source.TryEnter(); Console.Beep(); }
        void Conditionally(Source source) { var entered = source.TryEnter(); entered?.Dispose(); }
        async Task Awaited(Source source) { using var entered = await source.EnterAsync(); Console.Beep(); }
        async Task Long(Source source) { await using var entered = source.EnterLong(); Console.Beep(); }
        void Returned(Source source) { var page = source.Rent(); source.Return(page); }
        """);

    [Fact]
    public Task And_leaks_where_it_is_not_disposed() => Rule("""
        void Leak(Source source)
        {
            var entered = source.Enter(); // QSC101: is not released when 'source.Ask()' is true
            if (source.Ask())
                return;
            entered.Dispose();
        }

        void Late(Source source)
        {
            var entered = source.Enter(); // QSC110
            Console.Beep();
            entered.Dispose();
        }
        """);

    private static Task Rule(string snippet) => Verify.Rule(InClass(snippet));

    private static Task Silent(string snippet) => Verify.Silent(InClass(snippet));

    private static string InClass(string snippet) => Api + "sealed class C\n{\n" + snippet + "\n}\n";
}
