using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC109 is about what others may change: not what is held, locked, waited for, or known to this body alone.</summary>
public sealed class LookThatStaysTrueTests
{
    private static Task Rule(string members) => Verify.Rule(CheckThenActTests.Shell + members);

    private static Task Silent(string members) => Verify.Silent(CheckThenActTests.Shell + members);

    [Fact]
    public Task What_is_held_may_be_given_back_or_taken_again_by_state() => Verify.Silent("""
        void Open(Module owner, Action<Module> work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                if (owner.State == ModuleState.Going)
                    return;
                owner.Get();
                try
                {
                    work(owner);
                }
                finally
                {
                    owner.Put();
                }
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task Held_and_released_early_by_state() => Verify.Silent("""
        void Open(Module owner, int[] log)
        {
            if (!owner.TryGet())
                return;
            if (owner.State != ModuleState.Live)
            {
                owner.Put();
                return;
            }
            log[0]++;
            owner.Put();
        }
        """);

    [Fact]
    public Task N7_questions_about_ones_own_hold_and_what_never_changes() => Silent("""
        void Open(Shell shell, Shell other)
        {
            if (shell.IsMine)
                shell.Dispose();
            if (other.Kind == 3)
                other.Dispose();
        }
        """);

    [Fact]
    public Task Under_one_lock() => Silent("""
        private readonly object _lock = new();

        void Open(Shell shell)
        {
            lock (_lock)
            {
                if (shell.Users == 0)
                    shell.Dispose();
            }
        }
        """);

    [Fact]
    public Task A_loop_that_waited() => Silent("""
        void Open(Shell shell)
        {
            while (shell.Users > 0)
                Thread.Yield();
            shell.Dispose();
        }
        """);

    [Theory]
    [InlineData("if (shell.Users == 0) shell.Dispose();")]
    [InlineData("if (!shell.IsReleased()) { shell.Enter(); shell.Leave(); }")]
    [InlineData("shell.Enter(); shell.Leave(); if (shell.Users == 0) shell.Dispose();")]
    public Task An_object_that_only_this_body_knows(string act) => Silent($$"""
        void Open(Action work)
        {
            var shell = new Shell();
            work();
            {{act}}
        }
        """);

    [Theory]
    [InlineData("_shells.Add(shell);")]
    [InlineData("_shell = shell;")]
    [InlineData("Task.Run(() => shell.TryEnter());")]
    public Task A_new_object_that_others_know(string publish) => Rule($$"""
        private readonly List<Shell> _shells = new();
        private Shell? _shell;

        void Open()
        {
            var shell = new Shell();
            {{publish}}
            if (shell.Users == 0)
                shell.Dispose(); // QSC109: 'shell' is reclaimed because of 'shell.Users'
        }
        """);
}
