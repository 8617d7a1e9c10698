using Xunit;
using static Quiesce.Analyzers.Tests.DeclaredGate;

namespace Quiesce.Analyzers.Tests;

/// <summary>Idioms of real code that are right since what decided the acquire, or tells of it, decides the release: a flag, a condition, null.</summary>
public sealed class SilentConditionTests
{
    [Fact]
    public Task N1_a_flag_set_at_the_acquire_and_tested_in_the_finally() => Verify.Silent("""
        void Open(Module owner, Action work, bool wanted)
        {
            bool taken = false;
            try
            {
                if (wanted)
                {
                    taken = owner.TryGet();
                    if (!taken)
                        return;
                }
                work();
            }
            finally
            {
                if (taken)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task N1_a_flag_that_the_acquire_sets_by_reference() => Silent("""
        void Open(Gate gate, Action work)
        {
            bool taken = false;
            try
            {
                gate.EnterTold(ref taken);
                work();
            }
            finally
            {
                if (taken)
                    gate.Exit();
            }
        }
        """);

    [Fact]
    public Task N7_a_held_query_of_the_kind_of_a_lock() => Silent("""
        void Close(Gate gate, Action work)
        {
            bool entered = false;
            if (!gate.IsReadLockHeld)
            {
                gate.Enter();
                entered = true;
            }
            try
            {
                work();
            }
            finally
            {
                if (entered)
                    gate.Exit();
            }
        }
        """);

    [Fact]
    public Task The_same_condition_tested_twice() => Verify.Silent("""
        void Open(Module owner, Action work, bool wanted)
        {
            if (wanted && !owner.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                if (wanted)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task The_same_constant_tested_twice() => Verify.Silent("""
        void Open(Module owner, Action work, int mode)
        {
            if (mode == 3)
            {
                if (!owner.TryGet())
                    return;
            }
            try
            {
                work();
            }
            finally
            {
                if (mode == 3)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task The_same_null_test_twice() => Verify.Silent("""
        void Open(Module? owner, Action work)
        {
            if (owner != null && !owner.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                owner?.Put();
            }
        }
        """);

    [Fact]
    public Task A_conditional_call_and_a_lifted_comparison() => Verify.Silent("""
        void Open(Module? owner)
        {
            if (owner?.TryGet() == true)
                owner.Put();
        }
        """);

    [Fact]
    public Task Several_references_and_the_flags_that_tell() => Verify.Silent("""
        void Open(Module owner, bool first, bool second)
        {
            bool a = false, b = false;
            if (first)
                a = owner.TryGet();
            if (second)
                b = owner.TryGet();
            if (a)
                owner.Put();
            if (b)
                owner.Put();
        }
        """);
}
