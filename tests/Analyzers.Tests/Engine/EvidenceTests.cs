using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A message names what decides, and a path is in the order of what happens.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public Task A_turn_of_a_loop_gives_back_and_not_its_end() => Verify.Rule("""
        void Each(Module m, List<int> items) { foreach (int item in items) m.Put(); } // QSC102: when 'items' has another item
        void Times(Module m, List<int> n) { for (int i = 0; i < n.Count; i++) m.Put(); } // QSC102: when 'i < n.Count' is true
        """);

    [Fact]
    public Task No_exception_where_none_is_needed() => Verify.Rule("""
        void Twice(Module m, Action work)
        {
            if (!m.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                m.Put(); // 1: released here
                m.Put(); // QSC102: 'm' is released more often than it was acquired
            }
        }
        """);

    [Fact]
    public Task In_the_order_of_what_happens() => Verify.Rule("""
        void Twice(Module m, bool again)
        {
            if (!m.TryGet())
                return;
            m.Put(); // 1: released here
            if (again) // 2: 'again' is true
                m.Put(); // QSC102: when 'again' is true
        }

        void Later(Module m, bool early)
        {
            if (!m.TryGet())
                return;
            if (early) // 1: 'early' is true
                m.Put(); // 2: released here
            m.Put(); // QSC102: when 'early' is true
        }
        """);

    [Fact]
    public Task What_was_not_taken_in_return() => Verify.Rule("""
        bool Open(Module m, bool early)
        {
            m.Put(); // QSC102: when 'early' is true
            if (early)
                return true;
            m.Get(); // QSC105
            return true;
        }
        """);

    [Theory]
    [InlineData("if (!b.TryGet()) return false;", "'b.TryGet()' is false")]
    [InlineData("bool tb = b.TryGet(); if (!tb) return false;", "'b.TryGet()' is false")]
    [InlineData("using var lease = b.Lease(); if (lease is null) return false;", "'b.Lease()' is null")]
    [InlineData("using var scope = b.Acquire(); if (!scope.IsHeld) return false;", "'b.Acquire()' holds nothing")]
    public Task Another_acquire_decides(string body, string why) => Verify.Rule($$"""
        bool Run(Module a, Module b)
        {
            if (!a.TryGet()) // QSC101: 'a' is not released when {{why}}
                return false;
            {{body}} // 1: {{why}} // 2: leaves here
            a.Put();
            {{(body.Contains("using", StringComparison.Ordinal) ? "" : "b.Put();")}}
            return true;
        }
        """);

    [Fact]
    public Task What_a_local_function_returns_decides() => Verify.Rule("""
        void Run(Module m, int k)
        {
            if (!m.TryGet()) // QSC101: 'm' is not released when 'k > 3' is true: leaves at line 6
                return;
            if (Skip())
                return; // 2: leaves here
            m.Put();
            bool Skip() => k > 3; // 1: 'k > 3' is true
        }
        """);

    [Fact]
    public Task What_is_returned_decides() => Verify.Rule("""
        bool Run(Module m)
        {
            bool result = m.TryGet(); // QSC101: 'm' is not released when 'result' is false: leaves at line 6
            if (result && m.Name.Length == 0)
                result = false;
            return result; // 1: 'result' is false // 2: leaves here
        }
        """);
}
