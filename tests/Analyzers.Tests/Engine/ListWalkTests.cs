using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A variable goes along a linked list, or down a tree: in each turn of the loop it holds another object.</summary>
public sealed class ListWalkTests
{
    private const string Node = """
        public sealed class Node
        {
            public Module? Module;
            public Module Owner = null!;
            public Node? Next, Left, Right;
            public int Id;
        }

        """;

    [Theory]
    [InlineData("while (n != null) { if (n.Module?.TryGet() ?? false) n.Module!.Put(); n = n.Next; }")]
    [InlineData("while (n != null) { var m = n.Module; if (m != null && m.TryGet()) m.Put(); n = n.Next; }")]
    [InlineData("for (var i = n; i != null; i = i.Next) { if (!i.Owner.TryGet()) continue; i.Owner.Put(); }")]
    [InlineData("while (n != null) { var next = n.Next; if (n.Owner.TryGet()) n.Owner.Put(); n = next; }")]
    [InlineData("while (n != null) { if (!n.Owner.TryGet()) { n = n.Next; continue; } n.Owner.Put(); n = n.Next?.Next; }")]
    [InlineData("while (n != null) { if (!n.Owner.TryGet()) return; n.Owner.Put(); n = n.Id < id ? n.Left : n.Right; }")]
    [InlineData("Node? before = null; while (n != null) { if (n.Owner.TryGet()) n.Owner.Put(); if (before != null) id += before.Owner.Name.Length; before = n; n = n.Next; }")]
    [InlineData("while (n != null && n.Id != id) n = n.Next; if (n == null || !n.Owner.TryGet()) return; n.Owner.Put();")]
    public Task What_each_turn_takes_it_gives_back(string walk) => Verify.Silent(Node + $$"""void Walk(Node? n, int id) { {{walk}} }""");

    [Theory]
    [InlineData("for (; n != null; n = n.Next) { if (!n.Owner.TryGet()) continue; /* QSC101 */ if (n.Id == id) break; n.Owner.Put(); }")]
    [InlineData("for (; n != null; n = n.Next) { if (n.Id != id) continue; if (!n.Owner.TryGet()) return; /* QSC101 */ if (id > 3) return; n.Owner.Put(); return; }")]
    [InlineData("while (n != null) { if (n.Owner.TryGet()) { } /* QSC101 */ n = n.Next; }")]
    [InlineData("for (var i = n; i != null; i = i.Next) { var m = i.Owner; if (m.TryGet()) id++; /* QSC101 */ }")]
    [InlineData("while (n != null) { if (n.Owner.TryGet()) { n.Owner.Put(); n.Owner.Put(); /* QSC102 */ } n = n.Next; }")]
    public Task What_one_turn_does_wrong_is_found(string walk) => Verify.Rule(Node + $$"""
        void Walk(Node? n, int id)
        {
            {{walk.Replace("/* ", "// ").Replace(" */", "\n")}}
        }
        """);

    [Fact]
    public Task Hand_over_hand() => Verify.Silent(Node + """
        void Walk(Node n)
        {
            if (!n.Owner.TryGet())
                return;
            while (n.Next != null)
            {
                if (!n.Next.Owner.TryGet())
                    break;
                n.Owner.Put();
                n = n.Next;
            }
            n.Owner.Put();
        }
        """);

    [Fact]
    public Task Hand_over_hand_that_keeps_the_last_one() => Verify.Rule(Node + """
        void Walk(Node n)
        {
            if (!n.Owner.TryGet()) // QSC101
                return;
            while (n.Next != null)
            {
                if (!n.Next.Owner.TryGet()) // QSC101
                    return;
                n.Owner.Put();
                n = n.Next;
            }
            n.Owner.Put();
        }
        """);

    [Theory]
    [InlineData("for (var i = n; i != null; i = i.Next) i.Owner.Get(); // QSC105", "for (var i = n; i != null; i = i.Next) i.Owner.Put();")]
    [InlineData("Node? i = n; while (i != null) { i.Owner.Get(); // QSC105\n i = i.Next; }", "i = n; while (i != null) { i.Owner.Put(); i = i.Next; }")]
    [InlineData("for (var i = n; i != null; i = i.Next) i.Owner.Get(); // QSC101 // QSC105", "for (var i = n; i != null; i = i.Left) i.Owner.Put();")]
    public Task Two_loops_that_go_along_one_list_turn_equally_often(string take, string give) => Verify.Rule(Node + $$"""
        void Walk(Node? n)
        {
            {{take}}
            {{give}}
        }
        """);

    [Fact]
    public Task All_that_a_list_has_is_half_of_a_pair() => Verify.Silent(Node + """
        void Take(Node? n)
        {
            for (; n != null; n = n.Next)
                {
                if (n.Owner.TryGet())
                    n.Id++;
            }
        }
        void TakeAll(List<Node> nodes)
        {
            foreach (Node n in nodes)
            {
                if (n.Owner.TryGet())
                    n.Id++;
            }
        }
        void GiveAll(List<Node> nodes)
        {
            foreach (Node n in nodes)
                n.Owner.Put();
        }
        """);

    [Fact]
    public Task A_way_out_in_the_middle_keeps_what_the_turns_took() => Verify.Rule(Node + """
        bool Take(Node? n)
        {
            for (; n != null; n = n.Next)
            {
                if (!n.Owner.TryGet()) // QSC101
                    return false;
            }
            return true;
        }
        void GiveAll(List<Node> nodes)
        {
            foreach (Node n in nodes)
                n.Owner.Put();
        }
        """);
}
