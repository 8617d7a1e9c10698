using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>A flag is asked only where it tells, to the end, whether this acquire succeeded.</summary>
public class FlagTests
{
    [Theory]
    [InlineData("bool ok = module.TryGet(); ok = ok && prepare(); if (!ok) return; work(); module.Put();")]
    [InlineData("bool ok = module.TryGet(); if (isBusy) return; work(); if (ok) { module.Put(); ok = false; } work();")]
    [InlineData("bool ok = module.TryGet(); work(); if (isBusy) return; if (ok) { ok = false; module.Put(); }")]
    public Task No_finally_asks_a_flag_that_is_written_again(string body) => OnFindings.IsNotOffered<ReleaseInFinally>(
        $$"""void M(Module module, bool isBusy, Func<bool> prepare, Action work) { {{body}} }""");

    [Fact]
    public Task What_was_true_before_is_no_flag() => OnFindings.Becomes<ReleaseIfHeld>(
        """
        void M(Module module, bool want)
        {
            bool ok = true;
            if (want)
                ok = module.TryGet();
            module.Put();
            Console.WriteLine(ok);
        }
        """,
        """
        void M(Module module, bool want)
        {
            bool ok = true;
            bool taken = false;
            if (want)
                ok = (taken = module.TryGet());
            if (taken)
                module.Put();
            Console.WriteLine(ok);
        }
        """);

    [Fact]
    public Task What_others_set_is_no_flag() => OnFindings.Becomes<ReleaseIfHeld>(
        """
        private bool _ok;
        void M(Module module, bool want)
        {
            if (want)
                _ok = module.TryGet();
            module.Put();
        }
        void N(Module module, bool want, bool ok)
        {
            if (want)
                ok = module.TryGet();
            module.Put();
        }
        """,
        """
        private bool _ok;
        void M(Module module, bool want)
        {
            bool taken = false;
            if (want)
                _ok = (taken = module.TryGet());
            if (taken)
                module.Put();
        }
        void N(Module module, bool want, bool ok)
        {
            bool taken = false;
            if (want)
                ok = (taken = module.TryGet());
            if (taken)
                module.Put();
        }
        """);

    [Fact]
    public Task A_flag_preset_to_true_does_not_tell_before_an_exit() => OnFindings.IsNotOffered<ReleaseBeforeExit>(
        """
        void M(Module module, bool want, bool isBusy)
        {
            bool ok = true;
            if (want)
                ok = module.TryGet();
            if (isBusy)
                return;
            if (want && ok)
                module.Put();
        }
        """);

    [Fact]
    public Task What_an_acquire_tells_by_reference_is_a_flag_only_where_it_is_declared() => OnFindings.Becomes<ReleaseInFinally>(
        """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter(out bool wasFree) => wasFree = true;
            [Releases(Kind = "gate")] public void Exit() { }
        }
        class C
        {
            void M(Gate gate, Action work, bool isBusy)
            {
                gate.Enter(out bool wasFree);
                if (isBusy)
                    return;
                if (wasFree)
                    work();
                gate.Exit();
            }
        }
        """,
        """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter(out bool wasFree) => wasFree = true;
            [Releases(Kind = "gate")] public void Exit() { }
        }
        class C
        {
            void M(Gate gate, Action work, bool isBusy)
            {
                gate.Enter(out bool wasFree);
                try
                {
                    if (isBusy)
                        return;
                    if (wasFree)
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
    [InlineData("if (want && !module.TryGet()) return; work(); module.Put();")]
    [InlineData("if (want) { if (!module.TryGet()) return; } work(); module.Put();")]
    [InlineData("switch (count) { case 1: if (!module.TryGet()) return; break; } work(); module.Put();")]
    [InlineData("for (int i = 0; i < count; i++) { if (!module.TryGet()) return; } work(); module.Put();")]
    public Task A_release_that_some_path_needs_is_not_removed(string body) => OnFindings.IsNeverOffered<RemoveRelease>(
        $$"""void M(Module module, bool want, int count, Action work) { {{body}} }""");

    [Fact]
    public Task A_release_that_some_path_needs_asks_instead() => OnFindings.IsNotOffered<RemoveRelease>(
        """
        void M(Module module, bool want, Action work)
        {
            if (want && !module.TryGet())
                return;
            work();
            module.Put();
        }
        """,
        """
        void M(Module module, bool want, Action work)
        {
            bool taken = false;
            if (want && !(taken = module.TryGet()))
                return;
            work();
            if (taken)
                module.Put();
        }
        """);
}
