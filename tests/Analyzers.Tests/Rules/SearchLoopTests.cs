using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC101: a loop that looks for one item takes others on its way.</summary>
public sealed class SearchLoopTests
{
    [Theory]
    [InlineData("foreach (Module m in all) if (m.TryGet() && m.Name == name) return m; return null;")]
    [InlineData("foreach (Module m in all) { if (!m.TryGet()) continue; if (m.Name == name) return m; } return null;")]
    [InlineData("for (int i = 0; i < all.Count; i++) { Module m = all[i]; if (!m.TryGet()) continue; if (m.Name == name) return m; } return null;")]
    [InlineData("Module? found = null; foreach (Module m in all) { if (!m.TryGet()) continue; if (m.Name == name) { found = m; break; } } return found;")]
    public Task Keeps_those(string body) => Verify.Rule(Type(body + " // QSC101: 'm' is not released when 'm.Name == name' is false"));

    [Fact]
    public Task Keeps_those_that_a_list_has() => Verify.Rule("""
        sealed class Node { public Module Owner = null!; public Node? Next; }

        Module? Find(Node? first, string name)
        {
            for (Node? n = first; n != null; n = n.Next)
            {
                if (n.Owner.TryGet() && n.Owner.Name == name) // QSC101: 'n.Owner' is not released when 'n.Owner.Name == name' is false
                    return n.Owner;
            }

            return null;
        }
        """);

    [Fact]
    public Task Names_what_decided_on_the_turn_that_took_it() => Verify.Rule("""
        void Wait(Module m, int tries)
        {
            while (true)
            {
                if (tries++ > 3)
                    return;
                if (!m.TryGet()) // QSC101: when 'm.Name == "x"' is false: leaves at line 6
                    continue;
                if (m.Name == "x")
                {
                    m.Put();
                    return;
                }
            }
        }
        """);

    [Fact]
    public Task Names_what_decided_on_the_last_turn() => Verify.Rule("""
        void All(List<Module> all, int n)
        {
            foreach (Module m in all)
            {
                if (!m.TryGet()) // QSC101: when 'n == 3' is true
                    break;
                if (n == 3)
                    continue;
                m.Put();
            }
        }
        """);

    [Fact]
    public Task Keeps_those_before_it() => Verify.Rule("""
        bool Find(List<Module> all, string name, out Module? found)
        {
            foreach (Module m in all)
            {
                if (!m.TryGet()) // QSC101: 'm' is not released when 'm.Name == name' is false
                    continue;
                if (m.Name == name)
                {
                    found = m;
                    return true;
                }
            }

            found = null;
            return false;
        }
        """);

    [Theory]
    [InlineData("foreach (Module m in all) { if (!m.TryGet()) continue; if (m.Name == name) return m; m.Put(); } return null;")]
    [InlineData("foreach (Module m in all) if (m.Name == name && m.TryGet()) return m; return null;")]
    [InlineData("foreach (Module m in all) if (m.TryGet()) return m; return null;")]
    [InlineData("Module? first = null; foreach (Module m in all) { if (m.TryGet()) first ??= m; } return first;")]
    [InlineData("Module? last = null; foreach (Module m in all) { if (!m.TryGet()) continue; last?.Put(); last = m; } return last;")]
    public Task Keeps_one(string body) => Verify.Silent(Type(body));

    private static string Type(string body) => $$"""
        class Finder
        {
            Module? Find(List<Module> all, string name)
            {
                {{body}}
            }

            void Give(Module m) => m.Put();
        }
        """;
}
