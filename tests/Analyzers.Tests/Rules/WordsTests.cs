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
}
