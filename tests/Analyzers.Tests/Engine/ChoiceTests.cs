using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A condition chooses which of several objects an expression, or a variable, is about.</summary>
public sealed class ChoiceTests
{
    private static readonly VerifyOptions s_asWritten = new() { Twins = false }; // a twin's path is another's, whose reference it is not

    [Fact]
    public Task The_same_choice_twice() => Verify.Silent("""
        void Ternary(Module a, Module b, bool c) { if (!(c ? a : b).TryGet()) return; (c ? a : b).Put(); }
        void Each(Module a, Module b, bool c)
        {
            if (!a.TryGet()) return;
            if (!b.TryGet()) { a.Put(); return; }
            (c ? a : b).Put();
            (c ? b : a).Put();
        }
        void Coalesced(Module? a, Module b) { if (!(a ?? b).TryGet()) return; (a ?? b).Put(); }
        void Switched(Module a, Module b, int k) { if (!(k switch { 0 => a, _ => b }).TryGet()) return; (k switch { 0 => a, _ => b }).Put(); }
        void Repeated(Module a, Module b, bool c, int n)
        {
            while (n-- > 0)
            {
                if (!(c ? a : b).TryGet()) break;
                (c ? a : b).Put();
            }
        }
        """);

    [Fact]
    public Task A_variable_that_was_chosen() => Verify.Silent("""
        void Named(Module a, Module b, bool c) { var m = c ? a : b; if (!m.TryGet()) return; if (c) a.Put(); else b.Put(); }
        void Coalesced(Module? a, Module b) { var m = a ?? b; if (!m.TryGet()) return; if (a != null) a.Put(); else b.Put(); }
        """);

    [Fact]
    public Task Another_choice() => Verify.Rule("""
        void Switched(Module a, Module b, int k)
        {
            if (!(k switch { 0 => a, _ => b }).TryGet()) // QSC101
                return;
            (k switch { 1 => a, _ => b }).Put(); // QSC102
        }

        void Named(Module a, Module b, bool c)
        {
            var m = c ? a : b;
            if (!m.TryGet()) // QSC101
                return;
            if (c)
                b.Put(); // QSC102
            else
                a.Put(); // QSC102
        }
        """);

    [Fact]
    public Task A_walk_from_a_choice_ends() => Verify.Silent("""
        class Node { public Module M = null!; public Node? Next; }
        void Walk(Node? n, Module a, bool c)
        {
            var m = c ? a : n!.M;
            while (n != null)
            {
                m = c ? n.M : m;
                if (!m.TryGet()) break;
                m.Put();
                n = n.Next;
            }
        }
        """);

    [Theory]
    [InlineData("_kept = keep ? m : null; if (!keep) m.Put();")]
    [InlineData("_all.Add(keep ? m : null); if (!keep) m.Put();")]
    [InlineData("Module? kept = null; if (keep) kept = m; if (kept is null) m.Put(); else _kept = kept;")]
    [InlineData("_kept = keep switch { true => m, _ => null }; if (!keep) m.Put();")]
    public Task The_object_or_none_is_kept(string choose) => Verify.Silent($$"""
        private readonly List<Module?> _all = new();
        private Module? _kept;

        void Open([Owns] Module m, bool keep)
        {
            {{choose}}
        }

        void Close() => _kept?.Put();
        """, s_asWritten);

    [Fact]
    public Task A_guard_or_none_is_returned() => Verify.Silent("""
        ModuleLease? Open(Module m, bool keep)
        {
            ModuleLease? lease = m.Lease();
            ModuleLease? kept = keep ? lease : null;
            if (kept is null)
                lease?.Dispose();
            return kept;
        }
        """);

    [Fact]
    public Task The_object_or_none_is_kept_and_the_rest_forgotten() => Verify.Rule("""
        private readonly List<Module?> _all = new();

        void Open(Module m, bool keep)
        {
            if (m.TryGet()) // QSC101: 'm' is not released when 'keep' is false
                _all.Add(keep ? m : null);
        }
        """, s_asWritten);

    [Theory]
    [InlineData("x", "y", "a", "b")]
    [InlineData("a", "b", "x", "y")]
    [InlineData("x", "y", "y", "x")]
    [InlineData("a", "b", "x", "(x == a ? b : a)")]
    public Task Two_objects_in_either_order(string first, string second, string third, string fourth) => Verify.Silent($$"""
        void Swap(Module a, Module b, bool isOther)
        {
            Module x = a, y = b;
            if (isOther)
            {
                x = b;
                y = a;
            }

            if (!{{first}}.TryGet())
                return;
            if (!{{second}}.TryGet())
            {
                {{first}}.Put();
                return;
            }

            {{third}}.Put();
            {{fourth}}.Put();
        }
        """);

    [Fact]
    public Task One_that_is_asked_for_by_identity() => Verify.Silent("""
        void Open(Module a, Module b, bool isOther)
        {
            Module x = a;
            if (isOther)
                x = b;
            if (!x.TryGet())
                return;
            if (x == a)
                a.Put();
            else
                b.Put();
        }

        void Known(Module a, Module b)
        {
            if (!a.TryGet())
                return;
            if (a == b)
                b.Put();
            else
                a.Put();
        }
        """);

    [Fact]
    public Task A_type_that_is_asked_for_with_as() => Verify.Silent("""
        void Same(object o)
        {
            if (o is not Module m)
                return;
            object other = m;
            var x = other as Module;
            if (x is not null && m.TryGet())
                x.Put();
        }

        void Twice(object o)
        {
            var x = o as Module;
            var y = o as Module;
            if (x is not null && y is not null && x.TryGet())
                y.Put();
        }
        """);

    [Fact]
    public Task A_type_that_is_asked_for_with_as_and_kept() => Verify.Rule("""
        void Open(object o, bool isBusy)
        {
            var m = o as Module;
            if (m is null || !m.TryGet()) // QSC101: 'm' is not released when 'isBusy' is true
                return;
            if (isBusy)
                return;
            (o as Module)?.Put();
        }
        """);

    [Theory]
    [InlineData("[Owns]")]
    [InlineData("[Releases]")]
    public Task What_the_body_is_declared_to_give_back_is_not_too_much(string declared) => Verify.Rule($$"""
        void Close({{declared}} Module m, bool isKept)
        {
            if (isKept)
                return;
            m.Put();
        }

        void Twice({{declared}} Module m, bool isBroken)
        {
            m.Put();
            if (isBroken)
                m.Put(); // QSC102: 'm' is released more often than it was acquired when 'isBroken' is true
        }
        """, s_asWritten);
}
