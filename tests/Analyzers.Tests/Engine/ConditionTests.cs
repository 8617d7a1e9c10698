using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What ties a later test to an earlier result.</summary>
public sealed class ConditionTests
{
    [Fact]
    public Task A_flag_that_gathers_results() => Verify.Silent("""
        void Open(Module first)
        {
            bool ok = true;
            ok &= first.TryGet();
            if (ok)
                first.Put();
        }
        """);

    [Fact]
    public Task An_eager_conjunction() => Verify.Silent("""
        void Open(Module owner, bool wanted)
        {
            if (true & owner.TryGet())
                owner.Put();
            else // the reference may be held here, but only when it was not wanted
                GC.KeepAlive(owner);
        }
        """);

    [Fact]
    public Task A_result_that_is_awaited() => Verify.Silent("""
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public Task<bool> EnterAsync() => Task.FromResult(true);
            [Releases(Kind = "gate")] public void Leave() { }
        }
        class C
        {
            async Task Pass(Gate gate, Task work)
            {
                if (!await gate.EnterAsync().ConfigureAwait(false))
                    return;
                try
                {
                    await work;
                }
                finally
                {
                    gate.Leave();
                }
            }
        }
        """);

    [Fact]
    public Task An_awaited_result_that_leaks() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public ValueTask<bool> EnterAsync() => new(true);
            [Releases(Kind = "gate")] public void Leave() { }
        }
        class C
        {
            async Task Pass(Gate gate, bool busy)
            {
                if (!await gate.EnterAsync()) // QSC101: 'gate' is not released when 'busy' is true
                    return;
                if (busy)
                    return;
                gate.Leave();
            }
        }
        """);

    [Fact]
    public Task A_negation_kept_in_a_variable() => Verify.Silent("""
        void Open(Module owner)
        {
            bool failed = !owner.TryGet();
            if (failed)
                return;
            owner.Put();
        }
        """);

    [Fact]
    public Task An_exclusive_or_with_a_constant() => Verify.Silent("""
        void Open(Module owner)
        {
            if (owner.TryGet() ^ true)
                return;
            owner.Put();
        }
        """);

    [Fact]
    public Task A_static_flag_that_was_set() => Verify.Silent("""
        private static bool s_open;

        void Open(Module owner)
        {
            s_open = owner.TryGet();
            if (s_open)
                owner.Put();
        }
        """);

    [Fact]
    public Task A_discard_pattern_is_always_true() => Verify.Silent("""
        void Open(Module owner, int mode)
        {
            if (!owner.TryGet())
                return;
            int width = mode switch
            {
                1 => 10,
                _ => 20,
            };
            owner.Put();
            GC.KeepAlive(width);
        }
        """);

    [Fact]
    public Task A_constant_loop_condition() => Verify.Silent("""
        void Open(Module owner)
        {
            while (true)
            {
                if (!owner.TryGet())
                    continue;
                owner.Put();
                return;
            }
        }
        """);

    [Fact]
    public Task What_a_lease_gives_access_to_is_held() => Verify.Silent("""
        void Open(Module owner)
        {
            using ModuleLease? lease = owner.Lease();
            if (lease is null)
                return;
            lease.Module.Get();
            lease.Module.Put();
        }
        """);
}
