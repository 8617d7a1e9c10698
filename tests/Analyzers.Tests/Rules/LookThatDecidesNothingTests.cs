using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>No QSC109: a look at a state or count comes before an act, and does not decide it.</summary>
public sealed class LookThatDecidesNothingTests
{
    private static Task Silent(string members) => Verify.Silent(CheckThenActTests.Shell + members);

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
    public Task Another_object_than_the_one_looked_at() => Silent("""
        void Open(Shell shell, Shell other)
        {
            if (shell.Users == 0)
                other.Dispose();
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
    public Task A_look_that_is_half_of_a_disjunction_decides_nothing() => Verify.Silent("""
        void Close(Module owner, bool wanted)
        {
            bool ok = wanted || owner.State == ModuleState.Live;
            if (ok)
                GC.KeepAlive(this);
            owner.Put();
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
