using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A loop that takes, and another that gives back as often.</summary>
public sealed class CountedLoopTests
{
    [Theory]
    [InlineData("for (int i = 0; i < n; i++) lent.Get(); for (int i = 0; i < n; i++) lent.Put();")]
    [InlineData("int i; for (i = 0; i < n; i++) lent.Get(); for (i = 0; i < n; i++) lent.Put();")]
    [InlineData("for (int i = 0; i < 5; i++) lent.Get(); for (int i = 0; i < 5; i++) lent.Put();")]
    [InlineData("for (int i = 0; i < a.Length; i++) lent.Get(); for (int i = 0; i < a.Length; i++) lent.Put();")]
    [InlineData("foreach (int i in a) lent.Get(); foreach (int i in a) lent.Put();")]
    [InlineData("int c = 0; while (c < n && lent.TryGet()) c++; while (c > 0) { lent.Put(); c--; }")]
    [InlineData("int c = 0; while (c < n && lent.TryGet()) c++; while (c-- > 0) lent.Put();")]
    [InlineData("int c = 0; for (; c < n; c++) { if (!lent.TryGet()) break; } for (int i = 0; i < c; i++) lent.Put();")]
    [InlineData("int c = 0; try { while (c < 3 && lent.TryGet()) c++; work(); } finally { while (c-- > 0) lent.Put(); }")]
    [InlineData("int c = 0; do { lent.Get(); c++; } while (c < n); do { lent.Put(); } while (--c > 0);")]
    public Task As_often(string body) => Verify.Silent($$"""void Run([Held] Module lent, int n, int[] a, Action work) { {{body}} }""");

    [Fact]
    public Task Another_number() => Verify.Rule("""
        void Run([Held] Module lent, int n, int other)
        {
            for (int i = 0; i < n; i++)
                lent.Get(); // QSC101
            for (int i = 0; i < other; i++)
                lent.Put(); // QSC102
        }
        """);

    [Fact]
    public Task The_length_of_another_array() => Verify.Rule("""
        void Run([Held] Module lent, int[] a, int[] b)
        {
            for (int i = 0; i < a.Length; i++)
                lent.Get(); // QSC101
            for (int i = 0; i < b.Length; i++)
                lent.Put(); // QSC102
        }
        """);

    [Fact]
    public Task A_condition_counts_nothing() => Verify.Rule("""
        void Run([Held] Module lent, Func<bool> more)
        {
            while (more())
                lent.Get(); // QSC101
            while (more())
                lent.Put(); // QSC102
        }
        """);

    [Fact]
    public Task Taken_once() => Verify.Rule("""
        void Run([Held] Module lent, int n)
        {
            lent.Get(); // QSC101
            for (int i = 0; i < n; i++)
                lent.Put(); // QSC102
        }
        """);

    [Fact]
    public Task The_first_loop_is_left_with_what_it_took() => Verify.Rule("""
        void Run([Held] Module lent, int n, Action work)
        {
            for (int i = 0; i < n; i++)
            {
                if (!lent.TryGet()) // QSC101: 'lent' is not released when 'i < n' is true: leaves at line 6
                    return;
            }

            work();
            for (int i = 0; i < n; i++)
                lent.Put();
        }
        """);

    [Theory]
    [InlineData("for (int j = 0; j < i; j++) lent.Put();")]
    [InlineData("for (int j = i - 1; j >= 0; j--) lent.Put();")]
    [InlineData("while (i-- > 0) lent.Put();")]
    [InlineData("while (--i >= 0) lent.Put();")]
    public Task What_the_turns_before_took_is_undone(string undo) => Verify.Silent($$"""
        bool Run([Held] Module lent, int n)
        {
            for (int i = 0; i < n; i++)
            {
                if (!lent.TryGet())
                {
                    {{undo}}
                    return false;
                }
            }

            return true;
        }
        """);

    [Theory]
    [InlineData("for (int j = 0; j < n; j++) lent.Put(); // QSC102\n return false;", "")]
    [InlineData("for (int j = 0; j < i; j++) lent.Put();\n return false;", "if (n == i + 7) return false;")]
    public Task Not_as_many_are_undone(string undo, string before) => Verify.Rule($$"""
        bool Run([Held] Module lent, int n)
        {
            for (int i = 0; i < n; i++)
            {
                {{before}}
                if (!lent.TryGet()) // QSC101
                {
                    {{undo}}
                }
            }

            return true;
        }
        """);

    [Theory]
    [InlineData("items[i]", "while (--i >= 0) items[i].Put();")]
    [InlineData("items[i]", "for (int j = 0; j < i; j++) items[j].Put();")]
    [InlineData("pairs[i].Key", "while (--i >= 0) pairs[i].Key.Put();")]
    public Task So_are_those_of_the_items_before(string item, string undo) => Verify.Silent($$"""
        bool Run(Module[] items, KeyValuePair<Module, int>[] pairs)
        {
            for (int i = 0; i < items.Length; i++)
            {
                if (!{{item}}.TryGet())
                {
                    {{undo}}
                    return false;
                }
            }

            return true;
        }
        """);

    [Theory]
    [InlineData("foreach (int x in a) { if (!m.TryGet()) return; m.Put(); }")]
    [InlineData("foreach (int x in a) { if (!m.TryGet()) return; try { work(); } finally { m.Put(); } }")]
    public Task A_loop_that_gives_back_what_it_took_itself(string second) => Verify.Rule($$"""
        void Run(Module m, int[] a, [NeverThrows] Action work)
        {
            foreach (int x in a)
            {
                if (!m.TryGet()) return; // QSC101: 'm' is not released
                if (x > 100) break;
                m.Put();
            }
            {{second}}
        }
        """.Replace("[NeverThrows] ", ""));

    [Fact]
    public Task As_often_as_the_caller_says() => Verify.Silent("""
        bool Take(Module m) => m.TryGet();
        void Give(Module m, int count) { for (int i = 0; i < count; i++) m.Put(); }
        """);

    [Fact]
    public Task As_often_as_a_condition_allows() => Verify.Rule("""
        bool Take(Module m) => m.TryGet();
        void Give(Module m, int count, bool really) { for (int i = 0; i < count; i++) if (really) m.Put(); } // QSC102
        """);

    [Fact]
    public Task One_more_is_held_all_the_time() => Verify.Silent("""
        void Run(Module m, int n)
        {
            if (!m.TryGet()) return;
            for (int i = 0; i < n; i++) m.Get();
            for (int i = 0; i < n; i++) m.Put();
            m.Put();
        }
        """);
}
