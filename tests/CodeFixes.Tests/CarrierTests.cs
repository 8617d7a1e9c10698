using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>A reference that the result of a call carries: a guard, an entry that is found, a buffer that is rented.</summary>
public class CarrierTests
{
    internal const string Types = """
        sealed class Entry { [Releases(Kind = "entry")] public void Put() { } public void Run() { } }
        sealed class Buffer { public int Length; }
        sealed class Connection : IDisposable { public void Run() { } public void Dispose() { } }
        sealed class Table
        {
            [return: Acquired(Kind = "entry")] public Entry? Find(int key) => null;
            [return: Acquired(Kind = "entry")] public Task<Entry?> FindAsync(int key) => Task.FromResult<Entry?>(null);
            [return: Acquired(Kind = "buffer")] public Buffer Rent() => new();
            public void Return([Releases(Kind = "buffer")] Buffer buffer) { }
            [return: Acquired] public Connection Open() => new();
        }

        """;

    [Fact]
    public Task Guards_without_using_get_one() => OnFindings.Becomes<HoldResult>(
        """
        void M(Module a, Module b, bool isBusy)
        {
            // the first
            var g = a.Acquire(); // a
            ModuleScope h = b.Acquire();
            if (isBusy)
                return; // leaks
            h.Dispose(); // give back
        }

        void Loop(Module[] modules, Action work)
        {
            foreach (Module module in modules)
            {
                ModuleScope scope = module.Acquire();
                if (!scope.IsHeld)
                    continue;
                work();
            }
        }

        void Ignored(Module module, Action work)
        {
            module.Acquire(); // take it
            work();
        }
        """,
        """
        void M(Module a, Module b, bool isBusy)
        {
            // the first
            using var g = a.Acquire(); // a
            using ModuleScope h = b.Acquire(); // give back
            if (isBusy)
                return; // leaks
        }

        void Loop(Module[] modules, Action work)
        {
            foreach (Module module in modules)
            {
                using ModuleScope scope = module.Acquire();
                if (!scope.IsHeld)
                    continue;
                work();
            }
        }

        void Ignored(Module module, Action work)
        {
            using ModuleScope scope = module.Acquire(); // take it
            work();
        }
        """);

    [Fact]
    public Task A_comment_at_the_disposal_stays_where_both_have_one() => OnFindings.Becomes<HoldResult>(
        """
        void M(Module module, bool isBusy)
        {
            var scope = module.Acquire(); // take
            if (isBusy)
                return;
            scope.Dispose(); // give
        }
        """,
        """
        void M(Module module, bool isBusy)
        {
            using var scope = module.Acquire(); // take
            if (isBusy)
                return;
            // give
        }
        """);

    [Theory]
    [InlineData("async Task M(Module m, Func<Task> work) { m.Acquire(); await work(); }")]
    [InlineData("async Task M(Module m, Func<Task> work) { { var g = m.Acquire(); } await work(); }")]
    [InlineData("void M(Module m, bool b) { var g = m.Acquire(); if (b) return; g.Dispose(); Thread.Sleep(1000); }")]
    [InlineData("void M(Module m, int n) { switch (n) { case 1: m.Acquire(); break; } }")]
    [InlineData("void M(Module m, bool b) { if (b) m.Acquire(); }")]
    public Task Not_where_it_cannot_live_or_would_live_longer(string source) => OnFindings.IsNeverOffered<HoldResult>(source);

    [Fact]
    public Task A_guard_that_is_given_back_early_is_so_in_a_finally() => OnFindings.Becomes<ReleaseInFinally>(
        """
        void M(Module m, bool isBusy)
        {
            var scope = m.Acquire();
            if (!scope.IsHeld)
                return;
            if (isBusy)
                return;
            scope.Dispose(); // before it sleeps
            Thread.Sleep(1000);
        }
        """,
        """
        void M(Module m, bool isBusy)
        {
            var scope = m.Acquire();
            if (!scope.IsHeld)
                return;
            try
            {
                if (isBusy)
                    return;
            }
            finally
            {
                scope.Dispose(); // before it sleeps
            }
            Thread.Sleep(1000);
        }
        """);

    [Fact]
    public Task What_is_found_is_released_in_a_finally() => OnFindings.Becomes<ReleaseInFinally>(Types +
        """
        class C
        {
            int Tested(Table table, bool isBusy)
            {
                Entry? entry = table.Find(1);
                if (entry is null)
                    return 0;
                if (isBusy)
                    return 1; // leaks
                entry.Put();
                return 2;
            }
            void Untested(Table table, bool isBusy)
            {
                var entry = table.Find(1);
                if (isBusy)
                    return;
                entry?.Put();
            }
            void Pattern(Table table, bool isBusy)
            {
                if (table.Find(1) is { } entry)
                {
                    if (isBusy)
                        return;
                    entry.Put();
                }
            }
            void Negated(Table table, bool isBusy)
            {
                if (table.Find(1) is not { } entry)
                    return;
                if (isBusy)
                    return;
                entry.Put();
            }
            async Task Awaited(Table table, bool isBusy)
            {
                Entry? entry = await table.FindAsync(1);
                if (entry == null || isBusy)
                    return;
                entry.Put();
            }
            int Taken(Table table, bool isBusy)
            {
                Buffer buffer = table.Rent();
                if (isBusy)
                    return 0;
                table.Return(buffer); // give back
                return 1;
            }
        }
        """, Types +
        """
        class C
        {
            int Tested(Table table, bool isBusy)
            {
                Entry? entry = table.Find(1);
                if (entry is null)
                    return 0;
                try
                {
                    if (isBusy)
                        return 1; // leaks
                }
                finally
                {
                    entry.Put();
                }
                return 2;
            }
            void Untested(Table table, bool isBusy)
            {
                var entry = table.Find(1);
                try
                {
                    if (isBusy)
                        return;
                }
                finally
                {
                    entry?.Put();
                }
            }
            void Pattern(Table table, bool isBusy)
            {
                if (table.Find(1) is { } entry)
                {
                    try
                    {
                        if (isBusy)
                            return;
                    }
                    finally
                    {
                        entry.Put();
                    }
                }
            }
            void Negated(Table table, bool isBusy)
            {
                if (table.Find(1) is not { } entry)
                    return;
                try
                {
                    if (isBusy)
                        return;
                }
                finally
                {
                    entry.Put();
                }
            }
            async Task Awaited(Table table, bool isBusy)
            {
                Entry? entry = await table.FindAsync(1);
                try
                {
                    if (entry == null || isBusy)
                        return;
                }
                finally
                {
                    entry?.Put();
                }
            }
            int Taken(Table table, bool isBusy)
            {
                Buffer buffer = table.Rent();
                try
                {
                    if (isBusy)
                        return 0;
                }
                finally
                {
                    table.Return(buffer); // give back
                }
                return 1;
            }
        }
        """);
}
