using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Bits that remember what was acquired, and numbers that a conversion makes of others.</summary>
public sealed class BitTests
{
    private const string Parts = "[Flags] enum Parts { None = 0, First = 1, Second = 2, Both = 3 }\n";

    [Fact]
    public Task A_bit_of_a_number() => Verify.Silent("""
        void One(Module a) { int f = 0; if (a.TryGet()) f |= 1; if ((f & 1) != 0) a.Put(); }
        void Two(Module a)
        {
            int f = 2;
            if (a.TryGet()) f |= 1;
            if ((f & 2) == 0) return;
            if ((f & 1) == 1) a.Put();
        }
        void Byte(Module a) { byte f = 0; if (a.TryGet()) f |= 4; if ((f & 4) != 0) a.Put(); }
        void Cleared(Module a) { int f = 0; if (a.TryGet()) f |= 1; f &= ~2; f ^= 8; if ((f & 1) != 0) a.Put(); }
        """);

    [Fact]
    public Task A_flag_of_an_enum() => Verify.Silent(Parts + """
        void Or(Module a) { var f = Parts.None; if (a.TryGet()) f |= Parts.First; if ((f & Parts.First) != 0) a.Put(); }
        void Named(Module a) { var f = Parts.None; if (a.TryGet()) f |= Parts.Second; if ((f & Parts.Second) == Parts.Second) a.Put(); }
        void Asked(Module a) { var f = Parts.Second; if (a.TryGet()) f |= Parts.First; if (f.HasFlag(Parts.First)) a.Put(); }
        void Removed(Module a) { var f = Parts.Both; if (!a.TryGet()) f &= ~Parts.First; if (f.HasFlag(Parts.First)) a.Put(); }
        """);

    [Fact]
    public Task Each_of_several_has_a_bit() => Verify.Silent(Parts + """
        void Two(Module a, Module b)
        {
            int f = 0;
            if (a.TryGet()) f |= 2;
            if (b.TryGet()) f |= 1;
            if ((f & 2) != 0) a.Put();
            if ((f & 1) != 0) b.Put();
        }
        void Five(Module a, Module b, Module c, Module d, Module e)
        {
            int f = 0;
            if (a.TryGet()) f |= 1;
            if (b.TryGet()) f |= 2;
            if (c.TryGet()) f |= 4;
            if (d.TryGet()) f |= 8;
            if (e.TryGet()) f |= 16;
            if ((f & 16) != 0) e.Put();
            if ((f & 8) == 8) d.Put();
            if ((f & 4) != 0) c.Put();
            if ((f & 2) != 0) b.Put();
            if ((f & 1) != 0) a.Put();
        }
        void Named(Module a, Module b, bool early)
        {
            var got = Parts.None;
            try
            {
                if (a.TryGet()) got |= Parts.First;
                if (early) return;
                if (b.TryGet()) got |= Parts.Second;
            }
            finally
            {
                if (got.HasFlag(Parts.Second)) b.Put();
                if ((got & Parts.First) == Parts.First) a.Put();
            }
        }
        void Repeated(Module a, Module b, int n)
        {
            int f = 0;
            for (int i = 0; i < n; i++)
            {
                if ((f & 1) == 0 && a.TryGet()) f |= 1;
                if ((f & 2) == 0 && b.TryGet()) f |= 2;
            }
            if ((f & 2) != 0) b.Put();
            if ((f & 1) != 0) a.Put();
        }
        """);

    [Fact]
    public Task A_bit_among_bits_that_nobody_knows() => Verify.Silent("""
        void Cleared(Module a, Module b, int f)
        {
            f &= ~3;
            if (a.TryGet()) f |= 1;
            if (b.TryGet()) f ^= 2;
            if ((f & 2) != 0) b.Put();
            if ((f & 1) != 0) a.Put();
        }
        void Wanted(Module a, int options) { if ((options & 4) != 0 && !a.TryGet()) options &= ~4; if ((options & 4) != 0) a.Put(); }
        """);

    [Fact]
    public Task Bits_together_and_each_alone() => Verify.Silent("""
        void Both(int f, Module m) { if ((f & 12) == 12 && !m.TryGet()) return; if ((f & 4) != 0 && (f & 8) != 0) m.Put(); }
        void Neither(int f, Module m) { if ((f & 12) == 0 && !m.TryGet()) return; if ((f & 4) == 0 && (f & 8) == 0) m.Put(); }
        void One(int f, Module m) { if ((f & 12) != 0 && !m.TryGet()) return; if ((f & 4) != 0 || (f & 8) != 0) m.Put(); }
        """);

    [Fact]
    public Task One_of_the_bits_is_not_both() => Verify.Rule("""
        void Open(int f, Module m)
        {
            if ((f & 12) != 0 && !m.TryGet()) // QSC101
                return;
            if ((f & 4) != 0 && (f & 8) != 0)
                m.Put();
        }
        """);

    [Fact]
    public Task The_bit_of_another() => Verify.Rule("""
        void Cleared(Module a, Module b, bool early)
        {
            int f = 0;
            if (a.TryGet()) f |= 1;
            if (b.TryGet()) f |= 2; // QSC101: is not released when 'early' is true
            if (early && (f & 1) != 0)
            {
                a.Put();
                f &= ~2;
            }

            if ((f & 2) != 0) b.Put();
            if ((f & 1) != 0) a.Put(); // QSC102: is released more often than it was acquired when 'early' is true
        }

        void Wanted(Module a, int options)
        {
            if ((options & 4) != 0 && !a.TryGet())
                options &= ~8;
            if ((options & 4) != 0)
                a.Put(); // QSC102
        }
        """);

    [Fact]
    public Task All_bits_at_once() => Verify.Rule("""
        void Both(Module a, Module b)
        {
            int f = 0;
            if (a.TryGet()) f |= 1; // QSC101
            if (b.TryGet()) f |= 2;
            if (f != 1)
            {
                if ((f & 1) != 0) a.Put();
                if ((f & 2) != 0) b.Put();
            }
        }
        """);

    [Fact]
    public Task Another_bit_is_another_condition() => Verify.Rule("""
        void Open(Module a)
        {
            int f = 0;
            if (a.TryGet()) // QSC101
                f |= 1;
            if ((f & 2) != 0)
                a.Put();
        }
        """);

    [Fact]
    public Task Objects_of_different_types_are_not_equal() => Verify.Rule("""
        void Open(Module m, object o)
        {
            if (!m.TryGet()) // QSC101: is not released when 'o is 1L' is true
                return;
            if (o is 1)
            {
                m.Put();
                return;
            }

            if (o is 1L)
                return;
            m.Put();
        }
        """);

    [Fact]
    public Task An_object_of_one_type_asked_again() => Verify.Silent("""
        enum Kind { None, One }
        void Number(Module m, object o) { if (o is 1 && !m.TryGet()) return; if (o is 1) m.Put(); }
        void Member(Module m, object o) { if (o is Kind.One && !m.TryGet()) return; if (o is Kind.One) m.Put(); }
        """);

    [Fact]
    public Task A_narrower_type_may_hold_another_number() => Verify.Rule("""
        enum Big { Zero, Max = 256 }
        void Open(Module m)
        {
            Big e = Big.Max;
            byte b = (byte)e;
            if (!m.TryGet()) // QSC101: is not released when 'b == 0' is true
                return;
            if (b == 0)
                return;
            m.Put();
        }
        """);

    [Fact]
    public Task A_wider_one_has_the_same() => Verify.Silent("""
        enum Kind { None, One }
        void Constant(Module m, byte b) { if (b == (byte)Kind.One && !m.TryGet()) return; if (b == 1) m.Put(); }
        void Variable(Module m, Kind e) { if (e == Kind.One && !m.TryGet()) return; if ((int)e == 1) m.Put(); }
        """);
}
