using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC109: a snapshot of a state or count decides an act on the same object.</summary>
public sealed class CheckThenActTests
{
    internal const string Shell = """
        sealed class Shell : IDisposable
        {
            [Observes] public int Users { get; private set; }
            [Observes] public bool IsReleased() => Users < 0;
            [Observes(HeldQuery = true)] public bool IsMine => Users == 1;
            [Observes(Immutable = true)] public int Kind => 3;
            [Acquires(Kind = "shell")] public void Enter() => Users++;
            [Acquires(Kind = "shell")] public bool TryEnter() => Users > 0;
            [Releases(Kind = "shell")] public void Leave() => Users--;
            public void Dispose() { }
        }

        """;

    private static Task Rule(string members) => Verify.Rule(Shell + members);

    private static Task Silent(string members) => Verify.Silent(Shell + members);

    [Fact]
    public Task F6_a_get_behind_a_look_at_the_state() => Verify.Rule("""
        void Open(Module owner)
        {
            if (owner.State != ModuleState.Live) // 1: 'owner.State != ModuleState.Live' is false
                return;
            owner.Get(); // QSC109: 'owner' is acquired because of 'owner.State' at line 3, which may have changed since
            owner.Put();
        }
        """);

    [Fact]
    public Task A_look_kept_in_a_variable() => Verify.Rule("""
        void Open(Module owner, bool log)
        {
            bool isLive = owner.State == ModuleState.Live; // 1: read here
            if (log)
                GC.KeepAlive(this);
            if (isLive)
            {
                owner.Get(); // QSC109: 'owner' is acquired because of 'owner.State' at line 3
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_switch_over_the_state() => Verify.Rule("""
        void Open(Module owner)
        {
            switch (owner.State)
            {
                case ModuleState.Live:
                    owner.Get(); // QSC109
                    owner.Put();
                    break;
            }
        }
        """);

    [Fact]
    public Task An_acquire_that_is_not_declared_unchecked() => Rule("""
        void Open(Shell shell)
        {
            if (!shell.IsReleased())
            {
                shell.Enter(); // QSC109: 'shell' is acquired because of 'shell.IsReleased()'
                shell.Leave();
            }
        }
        """);

    [Fact]
    public Task A_release_decided_by_the_count_and_no_over_release_beside_it() => Verify.Rule("""
        void Close(Module owner)
        {
            if (owner.RefCount > 0)
                owner.Put(); // QSC109: 'owner' is released because of 'owner.RefCount' at line 3
        }
        """);

    [Fact]
    public Task A_reclaim_decided_by_the_count() => Rule("""
        void Close(Shell shell)
        {
            if (shell.Users == 0)
                shell.Dispose(); // QSC109: 'shell' is reclaimed because of 'shell.Users' at line 14
        }
        """);

    [Fact]
    public Task A_count_that_only_the_body_logs() => Verify.Silent("""
        void Close(Module owner)
        {
            if (owner.RefCount == 0)
                Console.WriteLine(owner.Name);
            owner.Put();
        }
        """);

    [Fact]
    public Task A_look_that_both_outcomes_survive() => Verify.Silent("""
        void Close(Module owner, Module other)
        {
            bool held = false;
            if (owner.State == ModuleState.Live)
                held = other.TryGet();
            owner.Put();
            if (held)
                other.Put();
        }
        """);

    [Fact]
    public Task A_look_before_an_acquire_that_can_fail() => Verify.Silent("""
        bool Open(Module owner)
        {
            if (owner.State == ModuleState.Live && owner.TryGet())
            {
                owner.Put();
                return true;
            }
            return false;
        }
        """);

    [Fact]
    public Task A_look_before_a_scope() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            if (owner.State != ModuleState.Live)
                return;
            using ModuleScope scope = owner.Acquire();
            if (scope.IsHeld)
                work();
        }
        """);

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
    public Task Another_object_than_the_one_looked_at() => Silent("""
        void Open(Shell shell, Shell other)
        {
            if (shell.Users == 0)
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

    [Fact]
    public Task N8_a_retry_that_looks_first() => Verify.Silent("""
        bool Open(Module owner)
        {
            while (owner.State == ModuleState.Live)
            {
                if (owner.TryGet())
                {
                    owner.Put();
                    return true;
                }
            }
            return false;
        }
        """);

    [Fact]
    public Task A_look_that_is_half_of_a_condition_kept_in_a_variable() => Verify.Rule("""
        void Open(Module owner, bool wanted)
        {
            bool ok = owner.State == ModuleState.Live && wanted;
            if (ok)
            {
                owner.Get(); // QSC109: 'owner' is acquired because of 'owner.State' at line 3
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_look_that_is_the_other_half() => Verify.Rule("""
        void Open(Module owner, bool wanted)
        {
            bool ok = wanted && owner.State == ModuleState.Live;
            if (!ok)
                return;
            owner.Get(); // QSC109: 'owner' is acquired because of 'owner.State' at line 3
            owner.Put();
        }
        """);

    [Fact]
    public Task A_look_that_is_half_of_a_disjunction_decides_nothing() => Verify.Silent("""
        void Close(Module owner, bool wanted)
        {
            bool ok = wanted || owner.State == ModuleState.Live;
            if (ok)
                GC.KeepAlive(this);
            owner.Put();
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

    [Fact]
    public Task An_assertion_decides_nothing() => Verify.Silent("""
        private int _users = 1;
        void Close(Module plugin)
        {
            System.Diagnostics.Debug.Assert(plugin.RefCount > 0);
            plugin.Put();
        }
        void Enter()
        {
            System.Diagnostics.Debug.Assert(_users > 0);
            Interlocked.Increment(ref _users);
        }
        void Leave()
        {
            if (Interlocked.Decrement(ref _users) == 0)
                Dispose();
        }
        void Dispose() { }
        """);
}
