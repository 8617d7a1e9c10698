using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A message names what decides, and a path is in the order of what happens.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public Task A_turn_of_a_loop_gives_back_and_not_its_end() => Verify.Rule("""
        void Each(Module m, List<int> items) { foreach (int item in items) m.Put(); } // QSC102: when 'items' has another item
        void Times(Module m, int n) { for (int i = 0; i < n; i++) m.Put(); } // QSC102: when 'i < n' is true
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
}
