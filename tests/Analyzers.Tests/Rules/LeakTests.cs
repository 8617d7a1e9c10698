using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC101: a branch or a loop leaves a body, takes again or overwrites, without giving a reference back.</summary>
public sealed class LeakTests
{
    [Fact]
    public Task Leaves_early_without_releasing() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true: leaves at line
                return;
            if (busy) // 1: 'busy' is true
                return; // 2: leaves here
            owner.Put();
        }
        """);

    [Fact]
    public Task Leaves_by_a_switch_section() => Verify.Rule("""
        void Open(Module owner, int mode)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'mode' is '2'
                return;
            switch (mode)
            {
                case 1:
                    owner.Put();
                    break;
                case 2:
                    break;
                default:
                    owner.Put();
                    break;
            }
        }
        """);

    [Fact]
    public Task Is_taken_again_in_a_loop() => Verify.Rule("""
        void Open(Module owner, int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                if (!owner.TryGet()) // QSC101: 'owner' is not released
                    return;
            }
        }
        """);

    [Fact]
    public Task Continues_a_loop_without_releasing() => Verify.Rule("""
        void Open(Module[] owners, bool busy)
        {
            foreach (Module owner in owners)
            {
                if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                    continue;
                if (busy)
                    continue;
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task Leaves_a_loop_without_releasing() => Verify.Rule("""
        void Open(Module owner, Queue<int> work)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'item == 3' is true
                return;
            while (work.Count > 0)
            {
                int item = work.Dequeue();
                if (item == 3)
                    return;
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Overwrites_the_only_name_of_a_lease() => Verify.Rule("""
        void Open(ModuleTable table)
        {
            table.TryFind("a", out ModuleLease? lease); // QSC101: 'lease' is not released: overwritten at line
            table.TryFind("b", out lease); // 1: overwritten here
            lease?.Dispose();
        }
        """);

    [Fact]
    public Task Forgets_a_guard() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            ModuleScope scope = owner.Acquire(); // QSC101: 'owner' is not released when 'busy' is true
            if (busy)
                return;
            scope.Dispose();
        }
        """);

    [Fact]
    public Task A_goto_takes_it_twice() => Verify.Rule("""
        void Open(Module owner, int turns)
        {
        again:
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'turns++ < 3' is true
                return;
            if (turns++ < 3)
                goto again;
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });
}
