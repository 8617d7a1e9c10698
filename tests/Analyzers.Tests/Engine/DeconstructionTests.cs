using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A part of a tuple or a positional record is the same object, whichever way it is taken out.</summary>
public sealed class DeconstructionTests
{
    private const string Pair = "record Pair(Module M, bool On);\n";

    [Fact]
    public Task The_same_object() => Verify.Silent(Pair + """
        void Tuple((Module A, Module B) t) { var (a, _) = t; if (!a.TryGet()) return; t.A.Put(); }
        void Unnamed((Module, int) t) { var (a, _) = t; if (!a.TryGet()) return; t.Item1.Put(); }
        void Record(Pair p) { var (m, _) = p; if (!p.M.TryGet()) return; m.Put(); }
        void Pattern(Pair p) { if (p is (var m, true) && m.TryGet()) p.M.Put(); }
        void Written(Module m, Module n) { (Module a, Module b) = (m, n); if (!a.TryGet()) return; m.Put(); }
        void Swapped(Module m, Module n) { if (!m.TryGet()) return; (m, n) = (n, m); n.Put(); }
        """);

    [Fact]
    public Task All_parts_are_read_before_the_first_is_written() => Verify.Silent("""
        [NeverThrows] [return: Acquired(Kind = "module")] static Module Make() => null!;
        void Swapped() { Module a = Make(), b = Make(); (a, b) = (b, a); a.Put(); b.Put(); }
        void Perhaps(bool swap) { Module a = Make(), b = Make(); if (swap) (a, b) = (b, a); a.Put(); b.Put(); }
        void Turned(int n) { Module a = Make(), b = Make(); for (int i = 0; i < n; i++) (a, b) = (b, a); a.Put(); b.Put(); }
        void Rotated() { Module a = Make(), b = Make(), c = Make(); (a, b, c) = (b, c, a); a.Put(); b.Put(); c.Put(); }
        void Lease(Module m) { ModuleLease? a = m.Lease(), b = null; (a, b) = (b, a); b?.Dispose(); }
        """);

    [Fact]
    public Task What_a_deconstruction_overwrites() => Verify.Rule("""
        [NeverThrows] [return: Acquired(Kind = "module")] static Module Make() => null!;
        void Lost()
        {
            Module a = Make(); // QSC101: overwritten
            Module b = Make();
            (a, b) = (b, null!);
            a.Put();
        }
        """);

    [Fact]
    public Task A_tuple_that_stays_one_has_what_it_is_made_of() => Verify.Silent("""
        static (Module, int) s_pair;
        static object s_any = null!;
        void Pair(Module m) { if (!m.TryGet()) return; var (pair, n) = ((m, 1), 2); s_pair = pair; }
        void Any(Module m) { int n; if (!m.TryGet()) return; (s_any, n) = ((m, 1), 2); }
        void Nested(((Module, bool), int) t) { var ((m, _), _) = t; if (!m.TryGet()) return; t.Item1.Item1.Put(); }
        """);

    [Fact]
    public Task A_path_without_the_release() => Verify.Rule(Pair + """
        void Tuple((Module A, Module B) t, bool stop)
        {
            var (a, _) = t;
            if (!a.TryGet()) // QSC101: is not released when 'stop' is true
                return;
            if (stop)
                return;
            t.A.Put();
        }

        void Record(Pair p, bool stop)
        {
            var (m, _) = p;
            if (!p.M.TryGet()) // QSC101
                return;
            if (stop)
                return;
            m.Put();
        }

        void Written(Module m, Module n, bool stop)
        {
            (Module a, Module b) = (m, n);
            if (!a.TryGet()) // QSC101
                return;
            if (stop)
                return;
            a.Put();
        }

        void Ours(Module m, bool stop)
        {
            var (lease, number) = (m.Lease(), 1); // QSC101
            if (stop)
                return;
            lease?.Dispose();
        }
        """);

    [Fact]
    public Task The_other_one() => Verify.Rule("""
        void Swapped(Module m, Module n)
        {
            if (!m.TryGet()) // QSC101
                return;
            (m, n) = (n, m);
            m.Put(); // QSC102
        }
        """);
}
