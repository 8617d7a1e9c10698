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
}
