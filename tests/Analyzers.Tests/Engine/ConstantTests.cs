using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Numbers of every type, types, null and its defaults: what is equal, less, or an object of a type.</summary>
public sealed class ConstantTests
{
    [Fact]
    public Task A_byte_that_tells() => Verify.Silent("""
        void Open(Module owner)
        {
            byte taken = 0;
            if (owner.TryGet())
                taken = 1;
            if (taken == 1)
                owner.Put();
        }
        """);

    [Fact]
    public Task A_long_that_counts() => Verify.Silent("""
        void Open(Module owner)
        {
            long held = 0;
            if (owner.TryGet())
                held++;
            if (held > 0)
                owner.Put();
        }
        """);

    [Fact]
    public Task A_switch_over_a_byte_asked_again() => Verify.Silent("""
        void Open(Module owner, byte kind)
        {
            switch (kind)
            {
                case 1:
                    if (!owner.TryGet())
                        return;
                    break;
            }
            if (kind == 1)
                owner.Put();
        }
        """);

    [Fact]
    public Task A_character_that_tells() => Verify.Silent("""
        void Open(Module owner)
        {
            char state = 'f';
            if (owner.TryGet())
                state = 'h';
            if (state == 'h')
                owner.Put();
        }
        """);

    [Fact]
    public Task A_byte_that_wraps_around() => Verify.Rule("""
        void Open(Module owner, bool wanted)
        {
            byte n = 127;
            if (wanted)
                n++;
            if (!owner.TryGet()) // QSC101: 'owner' is not released
                return;
            if (n == 128)
                return;
            owner.Put();
        }
        """);

    [Fact]
    public Task Not_a_number_is_not_itself() => Verify.Rule("""
        void Open(Module owner, double d)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'd != d' is true
                return;
            if (d != d)
                return;
            owner.Put();
        }
        """);

    [Fact]
    public Task A_lease_tested_for_being_an_object() => Verify.Silent("""
        void Open(Module owner)
        {
            var lease = owner.Lease();
            if (lease is object)
                lease.Dispose();
        }
        """);

    [Fact]
    public Task A_lease_tested_for_an_interface_that_it_has() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            if (owner.Lease() is IDisposable lease)
            {
                try
                {
                    work();
                }
                finally
                {
                    lease.Dispose();
                }
            }
        }
        """);

    [Fact]
    public Task A_type_test_of_null_is_false() => Verify.Silent("""
        void Open(Module owner, object? wanted)
        {
            if (wanted is null && owner.TryGet())
            {
                if (wanted is string)
                    return;
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task The_default_of_a_number_that_is_null() => Verify.Silent("""
        void Open(Module owner, int? n)
        {
            if (n is null)
            {
                if (!owner.TryGet())
                    return;
            }
            if (n.GetValueOrDefault() == 0 && !n.HasValue)
                owner.Put();
        }
        """);

    [Fact]
    public Task The_default_of_a_bool_that_may_be_null() => Verify.Silent("""
        void Open(Module owner, bool? wanted)
        {
            if (wanted.GetValueOrDefault())
            {
                if (!owner.TryGet())
                    return;
            }
            if (wanted == true)
                owner.Put();
        }
        """);

    [Fact]
    public Task A_condition_of_two_asked_in_the_next_turn() => Verify.Silent("""
        void Open(Module owner, bool wanted, Func<bool> next)
        {
            while (next())
            {
                bool ok = owner.TryGet();
                bool both = wanted && ok;
                if (both)
                    owner.Put();
                if (ok && !wanted)
                    owner.Put();
            }
        }
        """);
}
