using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What a message says of the path, and where it stands.</summary>
public sealed class WordsTests
{
    [Fact]
    public Task A_guard_of_a_case_is_a_condition_of_its_own() => Verify.Rule("""
        void Open(Module m, object o)
        {
            if (!m.TryGet()) // QSC101: when 's[0] == 'a'' is true
                return;
            switch (o)
            {
                case string s when s[0] == 'a':
                    return;
            }
            m.Put();
        }
        """);

    [Fact]
    public Task Too_many_releases_are_at_a_release() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires, NeverThrows] public void Enter() { }
            [Releases] public void Exit() { }
        }

        void Open(Gate gate, bool busy)
        {
            if (busy)
            {
                gate.Exit();
                gate.Exit(); // QSC102
                gate.Enter();
            }
        }
        """);

    [Fact]
    public Task What_a_question_mark_asks_for_is_named_with_what_it_asks() => Verify.Rule("""
        class Node { public Module M = null!; public Node? N; public Module? Own; }

        void Open(Node? h, Node[]? all, bool busy)
        {
            if (h?.M.TryGet() == true && busy) // QSC101: 'h.M' is not released
                h.M.Put();
            if (h?.N?.M.TryGet() == true && busy) // QSC101: 'h.N.M' is not released
                h.N.M.Put();
            if (h?.Own?.TryGet() == true && busy) // QSC101: 'h.Own' is not released
                h.Own.Put();
            if (all?[0].M.TryGet() == true && busy) // QSC101: 'all[0].M' is not released
                all[0].M.Put();
        }
        """);
}
