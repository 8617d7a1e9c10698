using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseBeforeOverwriteTests
{
    [Fact]
    public Task Before_each_assignment_that_loses_a_reference() => OnFindings.Becomes<ReleaseBeforeOverwrite>(
        """
        void M(Module m, Module other)
        {
            if (!m.TryGet())
                return;

            // the other one
            m = other; // now
        }

        void Guards(Module a, Module b)
        {
            var scope = a.Acquire();
            if (!scope.IsHeld)
                return;
            scope = b.Acquire();
            scope.Dispose();
        }

        void Asked(Module a, Module b)
        {
            Module m = a;
            bool taken = m.TryGet();
            m = b;
        }
        """,
        """
        void M(Module m, Module other)
        {
            if (!m.TryGet())
                return;

            // the other one
            m.Put();
            m = other; // now
        }

        void Guards(Module a, Module b)
        {
            var scope = a.Acquire();
            if (!scope.IsHeld)
                return;
            scope.Dispose();
            scope = b.Acquire();
            scope.Dispose();
        }

        void Asked(Module a, Module b)
        {
            Module m = a;
            bool taken = m.TryGet();
            if (taken)
                m.Put();
            m = b;
        }
        """);

    [Fact]
    public Task What_is_found_by_the_old_one_is_found_first() => OnFindings.Becomes<ReleaseBeforeOverwrite>(
        """
        void M(Module m, Func<string, Module> find)
        {
            if (!m.TryGet())
                return;
            // step
            m = find(m.Name); // on
            Console.WriteLine(m.Name);
        }
        """,
        """
        void M(Module m, Func<string, Module> find)
        {
            if (!m.TryGet())
                return;
            // step
            Module next = find(m.Name);
            m.Put();
            m = next; // on
            Console.WriteLine(m.Name);
        }
        """);

    [Theory]
    [InlineData("void M(Module m, Module n, bool b) { if (!m.TryGet()) return; if (b) return; m = n; }")]
    [InlineData("void M(Module m, Module n, bool b) { if (!m.TryGet()) return; if (b) m = n; }")]
    [InlineData("void M(Module m, Module n, bool b) { if (!m.TryGet()) return; if (b) m.Put(); m = n; }")]
    [InlineData("void M(Module m) { ModuleLease? l = m.Lease(); if (l is null) return; l = null; Console.WriteLine(m.Name); }")]
    [InlineData("void M(Module m, Module n, bool b) { bool ok = m.TryGet(); ok |= b; m = n; }")]
    public Task Is_not_offered_where_another_way_is_not_understood(string source) => OnFindings.IsNeverOffered<ReleaseBeforeOverwrite>(source);

    /// <summary>The variable that is there at the exit names another object; Fix All of what goes before the exit goes before the loss.</summary>
    [Theory]
    [InlineData("void M(Module m, Module n) { if (!{|QSC101:m.TryGet()|}) return; m.Run(); m = n; m.Put(); }")]
    [InlineData("void M(Module m, Module n) { if (!{|QSC101:m.TryGet()|}) return; m = n; {|exit:}|}")]
    public async Task Nothing_else_is_done_at_the_exit(string members)
    {
        await Fix.IsNotOffered<ScopeGuard>(members, fallback: "m.Put();\n        m = n");
        await Fix.IsNotOffered<ReleaseBeforeExit>(members, fallback: "m.Put();\n        m = n");
    }
}
