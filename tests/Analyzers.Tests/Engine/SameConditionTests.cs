using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>One condition asked twice is one condition, in whatever words it is asked.</summary>
public sealed class SameConditionTests
{
    [Fact]
    public Task A_comparison_that_null_or_nan_can_fail() => Silent("""
        void Nullable(Module m, int? n) { if (n is > 3 && !m.TryGet()) return; if (n is > 3) m.Put(); }
        void Lifted(Module m, int? n) { if (n > 3 && !m.TryGet()) return; if (n is > 3) m.Put(); }
        void Floating(Module m, double n) { if (n is > 3 && !m.TryGet()) return; if (n is > 3) m.Put(); }
        void FloatingAsked(Module m, double n) { if (n > 3 && !m.TryGet()) return; if (n is > 3) m.Put(); }
        """);

    [Fact]
    public Task The_order_of_the_members_of_an_enum() => Silent("""
        enum Stage { New, Open, Closed }
        void Pattern(Module m, Stage s) { if (s is > Stage.New && !m.TryGet()) return; if (s is > Stage.New) m.Put(); }
        void Other(Module m, Stage s) { if (s > Stage.New) { if (!m.TryGet()) return; } if (s <= Stage.New) return; m.Put(); }
        """);

    [Fact]
    public Task Whole_numbers_from_one_on_are_those_above_zero() => Silent("""
        void Numbers(Module m, int n) { if (n >= 1 && !m.TryGet()) return; if (n > 0) m.Put(); }
        void Below(Module m, int n) { if (n <= 0) return; if (!m.TryGet()) return; if (n < 1) return; m.Put(); }
        void Pattern(Module m, int n) { if (n is >= 1 && !m.TryGet()) return; if (n > 0) m.Put(); }
        """);

    [Fact]
    public Task A_length_is_zero_or_more() => Silent("""
        void Text(Module m, string s) { if (s.Length > 0 && !m.TryGet()) return; if (s.Length == 0) return; m.Put(); }
        void Array(Module m, int[] a) { if (a.Length != 0 && !m.TryGet()) return; if (a.Length > 0) m.Put(); }
        """);

    [Fact]
    public Task A_pattern_of_the_same_structure() => Silent("""
        void List(Module m, int[] a) { if (a is [1, ..] && !m.TryGet()) return; if (a is [1, ..]) m.Put(); }
        void Position(Module m, Point p) { if (p is (1, 2) && !m.TryGet()) return; if (p is (1, 2)) m.Put(); }
        sealed record Point(int X, int Y);
        """);

    [Fact]
    public Task But_not_of_another() => Rule("""
        void List(Module m, int[] a)
        {
            if (a is [1, ..] && !m.TryGet()) // QSC101
                return;
            if (a is [2, ..]) m.Put(); // QSC102
        }
        """);

    [Fact]
    public Task A_comparison_that_the_type_defines() => Silent("""
        void Span(Module m, TimeSpan t) { if (t > TimeSpan.Zero && !m.TryGet()) return; if (t > TimeSpan.Zero) m.Put(); }
        void Dates(Module m, DateTime a, DateTime b) { if (a >= b && !m.TryGet()) return; if (a >= b) m.Put(); }
        """);

    [Fact]
    public Task But_not_of_something_else_since() => Rule("""
        void Span(Module m, TimeSpan t)
        {
            if (t > TimeSpan.Zero && !m.TryGet()) // QSC101
                return;
            t -= TimeSpan.FromSeconds(1);
            if (t > TimeSpan.Zero) m.Put(); // QSC102
        }
        """);

    private static Task Rule(string snippet) => Verify.Rule(snippet);

    private static Task Silent(string snippet) => Verify.Silent(snippet);

    [Fact]
    public Task What_changes_by_itself_is_another_each_time() => Verify.Rule("""
        bool Open(Module m, CancellationToken stop)
        {
            if (stop.IsCancellationRequested)
                return false;
            if (!m.TryGet()) // QSC101: 'm' is not released when 'stop.IsCancellationRequested' is true
                return false;
            if (stop.IsCancellationRequested)
                return true;
            m.Put();
            return true;
        }
        """);

    [Fact]
    public Task What_a_lock_protects_is_asked_again_in_it() => Verify.Rule("""
        using Quiesce;

        class Gate
        {
            [Acquires(Kind = "lock")]
            public void Enter() { }

            [Releases(Kind = "lock")]
            public void Exit() { }
        }

        class Client
        {
            private readonly Gate _gate = new();
            private bool _isOpen;

            void Open()
            {
                if (_isOpen)
                    return;
                _gate.Enter(); // QSC101: '_gate' is not released when '_isOpen' is true
                if (_isOpen)
                    return;
                _isOpen = true;
                _gate.Exit();
            }
        }
        """);
}
