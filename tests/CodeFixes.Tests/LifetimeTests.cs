using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>A reference is not held for longer than the source held it, and not released by two names.</summary>
public class LifetimeTests
{
    [Theory]
    [InlineData("Module other = module; if (!other.TryGet()) return; if (isBusy) return; work(); module.Put();")]
    [InlineData("Module other = h.Module; if (!other.TryGet()) return; if (isBusy) return; work(); h.Module.Put();")]
    [InlineData("Module? other = _module; if (other is null || !other.TryGet()) return; if (isBusy) return; work(); _module!.Put();")]
    [InlineData("if (!module.TryGet()) return; if (isBusy) return; if (module is { } other) other.Put();")]
    public async Task What_is_released_by_another_name_is_not_released_twice(string body)
    {
        string types = $$"""
            sealed class H { public Module Module { get; init; } = null!; }
            class C
            {
                private Module? _module;
                void M(Module module, H h, bool isBusy, Action work) { _module = module; {{body}} }
            }
            """;
        await OnFindings.IsNeverOffered<ScopeGuard>(types);
        await OnFindings.IsNeverOffered<ReleaseInFinally>(types);
    }

    [Theory]
    [InlineData("if (!module.TryGet()) return; if (isBusy) { module.Put(); table.TryDelete(module.Name); return; } work(); module.Put();")]
    [InlineData("if (!module.TryGet()) return; work(); if (isBusy) module.Put(); table.TryDelete(\"x\");")]
    [InlineData("if (!module.TryGet()) return; work(); try { if (isBusy) return; work(); } finally { module.Put(); work(); } Console.WriteLine();")]
    public async Task What_runs_after_a_release_does_not_run_before_it(string body)
    {
        string member = $$"""void M(Module module, ModuleTable table, bool isBusy, Action work) { {{body}} }""";
        await OnFindings.IsNeverOffered<ScopeGuard>(member);
        await OnFindings.IsNeverOffered<ReleaseInFinally>(member);
    }

    [Theory]
    [InlineData("return t.Result;")]
    [InlineData("int v = l.Value; return v;")]
    [InlineData("_ = new Worker(); return 1;")]
    public Task What_runs_other_code_stays_behind_the_scope(string tail) => OnFindings.Becomes<ScopeGuard>(
        $$"""
        sealed class Worker { }
        class C
        {
            int M(Module module, Task<int> t, Lazy<int> l, Action work)
            {
                if (!module.TryGet())
                    return 0;
                work();
                module.Put();
                {{tail}}
            }
        }
        """,
        $$"""
        sealed class Worker { }
        class C
        {
            int M(Module module, Task<int> t, Lazy<int> l, Action work)
            {
                using (ModuleScope scope = module.Acquire())
                {
                    if (!scope.IsHeld)
                        return 0;
                    work();
                }
                {{tail}}
            }
        }
        """);

    [Fact]
    public Task What_a_block_disposes_at_its_end_keeps_the_block() => OnFindings.Becomes<RemoveSelfReference>(
        """
        sealed class Greeter : IModule
        {
            private Module _self = null!;
            public void Init(Module self) => _self = self;
            public void Exit() { }
            public void Greet(string path)
            {
                if (!_self.TryGet())
                    return;
                try
                {
                    using var file = System.IO.File.OpenRead(path);
                    file.ReadByte();
                }
                finally
                {
                    _self.Put();
                }
                System.IO.File.Delete(path);
            }
        }
        """,
        """
        sealed class Greeter : IModule
        {
            private Module _self = null!;
            public void Init(Module self) => _self = self;
            public void Exit() { }
            public void Greet(string path)
            {
                {
                    using var file = System.IO.File.OpenRead(path);
                    file.ReadByte();
                }
                System.IO.File.Delete(path);
            }
        }
        """);

    [Fact]
    public Task What_is_disposed_before_the_release_stays_in_the_try() => OnFindings.IsNeverOffered<AcquireBeforeTry>(
        """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter(CancellationToken c) => c.ThrowIfCancellationRequested();
            [Releases(Kind = "gate")] public void Exit() { }
        }
        class C
        {
            void M(Gate gate, Func<IDisposable> open, CancellationToken c, Action after)
            {
                try
                {
                    using var file = open();
                    gate.Enter(c);
                    Console.WriteLine(file);
                }
                finally
                {
                    gate.Exit();
                }
                after();
            }
        }
        """);

    [Theory]
    [InlineData("if (module.RefCount < 10) { module.Get(); try { work(); } finally { module.Put(); } }")]
    [InlineData("if (module.RefCount >= max) return; module.Get(); try { work(); } finally { module.Put(); }")]
    public Task A_limit_is_not_a_question_whether_it_lives(string body) => OnFindings.IsNeverOffered<AcquireInsteadOfCheck>(
        $$"""void M(Module module, long max, Action work) { {{body}} }""");
}
