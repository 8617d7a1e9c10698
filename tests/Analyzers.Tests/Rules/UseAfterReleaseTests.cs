using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC103: used after it was given up.</summary>
public sealed class UseAfterReleaseTests
{
    [Fact]
    public Task Passes_on_what_it_released() => Verify.Rule("""
        void Close(Module owner, Action<Module> work)
        {
            if (!owner.TryGet())
                return;
            owner.Put(); // 1: released here
            work(owner); // QSC103: 'owner' is used after it was given up at line
        }
        """);

    [Fact]
    public Task Uses_what_it_consumed_for_its_caller() => Verify.Rule("""
        void Close(Module owner, Action<Module> work)
        {
            owner.Put();
            work(owner); // QSC103: 'owner' is used after it was given up
        }
        """);

    [Fact]
    public Task Uses_what_it_retired() => Verify.Rule("""
        void Close(RcuPointer<IDisposable> current, IDisposable next)
        {
            IDisposable? old = current.Exchange(next);
            if (old is null)
                return;
            Rcu.Retire(old);
            Console.WriteLine(old.ToString()); // QSC103: 'old' is used after it was given up
        }
        """);

    [Fact]
    public Task Reading_what_never_changes_is_no_use() => Verify.Silent("""
        string Close(Module owner)
        {
            if (!owner.TryGet())
                return "";
            owner.Put();
            return owner.Name;
        }
        """);

    [Fact]
    public Task Taking_it_again_is_no_use() => Verify.Silent("""
        void Close(Module owner)
        {
            if (!owner.TryGet())
                return;
            owner.Put();
            if (owner.TryGet())
                owner.Put();
        }
        """);

    [Theory]
    [InlineData("ModuleScope", "Acquire")]
    [InlineData("ModuleLease?", "Lease")]
    public Task Asking_for_another_guard_is_no_use(string guard, string method) => Verify.Silent($$"""
        void M(Module m)
        {
            if (!m.TryGet())
                return;
            m.Put();
            using {{guard}} again = m.{{method}}();
        }
        """);

    [Fact]
    public Task A_guard_keeps_it_alive_after_the_put() => Verify.Silent("""
        void Handle(Module plugin, Action<string> work)
        {
            using ModuleScope scope = plugin.Acquire();
            if (!scope.IsHeld)
                return;
            plugin.Get();
            plugin.Put();
            work(plugin.ToString());
        }
        """);

    [Fact]
    public Task A_guard_that_is_gone_keeps_nothing_alive() => Verify.Rule("""
        void Handle(Module plugin, Action<string> work)
        {
            using (ModuleScope scope = plugin.Acquire())
            {
                if (!scope.IsHeld)
                    return;
                plugin.Get();
                plugin.Put();
            }
            work(plugin.ToString()); // QSC103
        }
        """);

    [Fact]
    public Task A_second_try_that_fails_brings_nothing_back() => Verify.Rule("""
        void Handle(Module plugin, Action<string> work)
        {
            if (!plugin.TryGet())
                return;
            plugin.Put();
            if (!plugin.TryGet())
            {
                work(plugin.ToString()); // QSC103
                return;
            }
            plugin.Put();
        }
        """);

    [Fact]
    public Task A_guard_that_is_lost_keeps_its_module_alive() => Verify.Rule("""
        void Handle(Module plugin, Action<string> work)
        {
            ModuleLease? lease = plugin.Lease(); // QSC101
            if (lease is null)
                return;
            lease = null; // 1: overwritten
            plugin.Get();
            plugin.Put();
            work(plugin.ToString());
        }
        """);

    [Fact]
    public Task To_ask_for_a_guard_is_no_use_whichever_way_it_is_told() => Verify.Silent("""
        abstract class Session
        {
            [Acquires, NeverThrows] public abstract bool TryEnter();
            [Releases] public abstract void Leave();
            public abstract void Open([Acquired(Kind = "Session")] out ModuleLease? lease);
            [return: Acquired(Kind = "Session")] public abstract Task<ModuleLease?> OpenAsync();
        }
        void Tell(Session session)
        {
            session.Leave();
            session.Open(out ModuleLease? lease);
            lease?.Dispose();
        }
        async Task Wait(Session session)
        {
            session.Leave();
            (await session.OpenAsync())?.Dispose();
        }
        """);
}
