using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Conditions that hang together: asked again in other words, in part, through a variable, a number, a tuple.</summary>
public sealed class CorrelationTests
{
    [Fact]
    public Task Two_conditions_together_asked_again() => Verify.Silent("""
        void Open(Module owner, bool a, bool b)
        {
            if (a && b)
            {
                if (!owner.TryGet())
                    return;
            }
            GC.KeepAlive(a);
            if (a && b)
                owner.Put();
        }
        """);

    [Fact]
    public Task One_of_two_conditions_asked_again() => Verify.Silent("""
        void Open(Module owner, bool a, bool b)
        {
            if (a || b)
            {
                if (!owner.TryGet())
                    return;
            }
            if (a || b)
                owner.Put();
        }
        """);

    [Fact]
    public Task One_of_three_conditions_asked_again() => Verify.Silent("""
        void Open(Module owner, bool a, bool b, bool c)
        {
            if (a || b || !c)
            {
                if (!owner.TryGet())
                    return;
            }
            if (a || b || !c)
                owner.Put();
        }
        """);

    [Fact]
    public Task A_condition_kept_in_a_variable_and_asked_again_in_full() => Verify.Silent("""
        void Open(Module owner, bool a, bool b, bool c)
        {
            bool wanted = a && (b || c);
            if (wanted)
            {
                if (!owner.TryGet())
                    return;
            }
            if (a && (b || c))
                owner.Put();
        }
        """);

    [Fact]
    public Task A_condition_asked_again_in_part() => Verify.Rule("""
        void Open(Module owner, bool a, bool b, bool c)
        {
            bool wanted = a || b;
            if (wanted)
            {
                if (!owner.TryGet())
                    return;
            }
            if (a || b || c)
                owner.Put(); // QSC102: when 'c' is true
        }
        """);

    [Fact]
    public Task A_mode_and_the_condition_that_set_it() => Verify.Silent("""
        void Open(Module owner, bool wanted)
        {
            int mode = 0;
            if (wanted)
                mode = 1;
            if (mode == 1)
            {
                if (!owner.TryGet())
                    return;
            }
            if (wanted)
                owner.Put();
        }
        """);

    [Fact]
    public Task And_without_short_cut() => Verify.Silent("""
        void Open(Module owner, bool a, bool b)
        {
            bool both = a & b;
            if (both)
            {
                if (!owner.TryGet())
                    return;
            }
            if (a && b)
                owner.Put();
        }
        """);

    [Fact]
    public Task Exclusive_or_twice() => Verify.Silent("""
        void Open(Module owner, bool a)
        {
            bool ok = a ^ owner.TryGet();
            if (ok ^ a)
                owner.Put();
        }
        """);

    [Fact]
    public Task An_order_asked_the_other_way_round() => Verify.Silent("""
        void Open(Module owner, int n)
        {
            if (n > 3)
            {
                if (!owner.TryGet())
                    return;
            }
            if (n <= 3)
                return;
            owner.Put();
        }
        """);

    [Fact]
    public Task An_order_as_a_pattern() => Verify.Silent("""
        void Open(Module owner, int n)
        {
            if (n > 3)
            {
                if (!owner.TryGet())
                    return;
            }
            if (n is > 3)
                owner.Put();
        }
        """);

    [Fact]
    public Task An_order_of_numbers_that_may_be_neither() => Verify.Rule("""
        void Open(Module owner, double n)
        {
            if (n > 3)
            {
                if (!owner.TryGet()) // QSC101: 'owner' is not released
                    return;
            }
            if (n <= 3)
                return;
            if (n > 2 && n < 1)
                return;
            GC.KeepAlive(null);
        }
        void Close(Module owner) => owner.Put();
        """);

    [Fact]
    public Task One_of_two_constants_as_a_pattern() => Verify.Silent("""
        void Open(Module owner, int n)
        {
            if (n is 1 or 2)
            {
                if (!owner.TryGet())
                    return;
            }
            if (n == 1 || n == 2)
                owner.Put();
        }
        """);

    [Fact]
    public Task A_property_pattern_asked_again_of_a_value() => Verify.Silent("""
        void Open(Module owner, KeyValuePair<bool, int> wanted)
        {
            if (wanted is { Key: true, Value: 3 })
            {
                if (!owner.TryGet())
                    return;
            }
            if (wanted is { Key: true, Value: 3 })
                owner.Put();
        }
        """);

    [Fact]
    public Task A_property_pattern_asked_again_of_an_object() => Verify.Silent("""
        void Open(Module owner, Version wanted)
        {
            if (wanted is { Major: 1, Minor: > 2 })
            {
                if (!owner.TryGet())
                    return;
            }
            if (wanted is { Major: 1, Minor: > 2 })
                owner.Put();
        }
        """);

    [Fact]
    public Task A_number_counts_what_is_held() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            int held = 0;
            try
            {
                if (owner.TryGet())
                    held++;
                work();
            }
            finally
            {
                while (held > 0)
                {
                    owner.Put();
                    held--;
                }
            }
        }
        """);

    [Fact]
    public Task A_tuple_pattern_that_looks_at_the_outcome() => Verify.Silent("""
        void Open(Module owner, int n)
        {
            if ((owner.TryGet(), n) is (true, _))
                owner.Put();
        }
        """);

    [Fact]
    public Task A_tuple_pattern_that_looks_at_more() => Verify.Rule("""
        void Open(Module owner, int n)
        {
            if ((owner.TryGet(), n) is (true, 3)) // QSC101: 'owner' is not released
                owner.Put();
        }
        """);

    [Fact]
    public Task A_switch_over_a_tuple() => Verify.Silent("""
        void Open(Module owner, bool b)
        {
            switch (owner.TryGet(), b)
            {
                case (true, true):
                    owner.Put();
                    break;
                case (true, false):
                    owner.Put();
                    break;
                default:
                    break;
            }
        }
        """);

    [Fact]
    public Task A_tuple_in_a_variable() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            var got = (ok: owner.TryGet(), 1); // QSC101: 'owner' is not released when 'busy' is true
            if (!got.ok)
                return;
            if (busy)
                return;
            owner.Put();
        }
        """);

    [Fact]
    public Task Not_false_and_a_bool() => Verify.Silent("""
        void Open(Module owner)
        {
            if (owner.TryGet() is not false and bool held)
                owner.Put();
        }
        """);
}
