using Quiesce.Analyzers.Tests;
using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>What one finding does not show: other files, other ways to the same release, other findings, and what is said beside the code.</summary>
public class WholeCodeTests
{
    [LanguageFact("12.0")]
    public Task A_parameter_that_an_object_keeps_is_not_passed_by_in() => OnFindings.IsNeverOffered<PassByIn>(
        """
        [Guard(HeldProperty = nameof(IsHeld))]
        struct Hold(Module? module) : IDisposable
        {
            private Module? _module = module;
            public readonly bool IsHeld => _module is not null;
            public void Dispose()
            {
                _module?.Put();
                _module = null;
            }
        }
        static class Holds
        {
            [return: Acquired(Kind = "module")] public static Hold Hold(this Module module) => new(module.TryGet() ? module : null);
        }
        class Holder(Hold hold)
        {
            public bool IsHeld => hold.IsHeld;
        }
        class C
        {
            void M(Module module)
            {
                using Hold hold = module.Hold();
                Console.WriteLine(new Holder(hold).IsHeld);
            }
        }
        """);

    [Theory]
    [InlineData("if (!m.TryGet()) return; switch (n) { case 1: m.Put(); break; case 2: work(); break; } m.Put();")]
    [InlineData("if (n > 1) { if (!m.TryGet()) return; } for (int i = 0; i < n; i++) { if (i == 3) { m.Put(); break; } } m.Put();")]
    public Task A_break_does_not_leave_the_function(string body) => OnFindings.IsNeverOffered<ReleaseIfHeld>(
        $$"""void M(Module m, int n, Action work) { {{body}} }""");

    [Fact]
    public Task The_releases_of_all_ways_to_one_go_together() => OnFindings.Becomes<RemoveRelease>(
        """
        void M(Module module, Action work)
        {
            if (!module.TryGet())
                return;
            try
            {
                work();
                module.Put();
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine();
                module.Put();
            }
            finally
            {
                module.Put();
            }
        }
        """,
        """
        void M(Module module, Action work)
        {
            if (!module.TryGet())
                return;
            try
            {
                work();
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine();
            }
            finally
            {
                module.Put();
            }
        }
        """);

    [Fact]
    public async Task Two_references_given_up_too_early_are_both_given_up_later()
    {
        const string members = """
            void M(Module a, Module b, Action<Module> work)
            {
                if (!a.TryGet())
                    return;
                if (!b.TryGet())
                {
                    a.Put();
                    return;
                }
                a.Put();
                b.Put();
                work(a);
                work(b);
            }
            """;
        await OnFindings.Becomes<ReleaseAfterLastUse>(members, members.Replace("""
                a.Put();
                b.Put();
                work(a);
                work(b);
            """, """
                try
                {
                    try
                    {
                        work(a);
                        work(b);
                    }
                    finally
                    {
                        b.Put();
                    }
                }
                finally
                {
                    a.Put();
                }
            """));
    }

    [Fact]
    public Task A_count_that_another_branch_reads_again_is_not_half_replaced() => OnFindings.IsNeverOffered<UseReturnedValue>(
        """
        sealed class S : IDisposable
        {
            private int _users = 1;
            public void Enter() => Interlocked.Increment(ref _users);
            public void Leave()
            {
                Interlocked.Decrement(ref _users);
                if (_users > 5)
                    Console.WriteLine();
                else if (_users == 0)
                    Dispose();
            }
            public void Dispose() => GC.SuppressFinalize(this);
        }
        """);

    [Fact]
    public Task An_awaited_acquire_is_released_in_a_finally() => OnFindings.Becomes<ReleaseInFinally>(
        """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public Task EnterAsync() => Task.CompletedTask;
            [Releases(Kind = "gate")] public void Exit() { }
        }
        class C
        {
            async Task M(Gate gate, Action work)
            {
                await gate.EnterAsync().ConfigureAwait(false);
                work();
                gate.Exit();
            }
        }
        """,
        """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public Task EnterAsync() => Task.CompletedTask;
            [Releases(Kind = "gate")] public void Exit() { }
        }
        class C
        {
            async Task M(Gate gate, Action work)
            {
                await gate.EnterAsync().ConfigureAwait(false);
                try
                {
                    work();
                }
                finally
                {
                    gate.Exit();
                }
            }
        }
        """);

    [Theory]
    [InlineData("if (_self.TryGet())\n    {\n        print();\n        _self.Put();\n    }")]
    [InlineData("using (ModuleScope scope = _self.Acquire())\n    {\n        if (!scope.IsHeld)\n            return;\n        print();\n    }")]
    public Task A_module_does_not_hold_itself_around_a_block(string held)
    {
        string before = $$"""
            sealed class Greeter : IModule
            {
                private Module _self = null!;
                public void Init(Module self) => _self = self;
                public void Exit() { }
                public void Greet(Action print)
                {
                    {{held.Replace("\n", "\n    ")}}
                }
            }
            """;
        return OnFindings.Becomes<RemoveSelfReference>(before, before.Replace(held.Replace("\n", "\n    "), "print();"));
    }

    [Theory]
    [InlineData("if (!m /* b */ .TryGet( /* c */ )) return; if (isBusy) return; work(); m.Put();")]
    [InlineData("bool ok = m.TryGet(); if (isBusy) return; int /* a */ n /* b */ = /* c */ 1; if (ok) { m.Put(); } Console.WriteLine(n);")]
    public Task Nothing_that_is_said_is_lost(string body) => OnFindings.IsNeverOffered<ScopeGuard>(
        $$"""void M(Module m, bool isBusy, Action work) { {{body}} }""");
}
