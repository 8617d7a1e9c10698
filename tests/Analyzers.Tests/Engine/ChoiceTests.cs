using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A condition chooses which of several objects an expression, or a variable, is about.</summary>
public sealed class ChoiceTests
{
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
}
