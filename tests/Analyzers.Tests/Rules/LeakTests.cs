using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC101: every way to leave a body without giving a reference back.</summary>
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
    public Task Leaves_through_a_swallowed_exception() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'work()' throws
                return;
            try
            {
                work(); // 1: 'work()' throws
                owner.Put();
            }
            catch (Exception)
            {
                GC.KeepAlive(owner);
            }
        } // 2: leaves here
        """);

    [Fact]
    public Task Leaves_by_an_explicit_throw() => Verify.Rule("""
        void Open(Module owner, int mode)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'mode == 3' is true: throws at line
                return;
            if (mode == 3) // 1: 'mode == 3' is true
                throw new ArgumentException("mode"); // 2: throws here
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
    public Task Leaves_by_the_implicit_throw_of_a_switch_expression() => Verify.Rule("""
        int Open(Module owner, int mode)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'mode' is not '2'
                return 0;
            int width = mode switch
            {
                1 => 10,
                2 => 20,
                _ => throw new ArgumentException("mode"),
            };
            owner.Put();
            return width;
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
    public Task Returns_false_both_with_and_without_the_reference() => Verify.Rule("""
        bool TryOpen(Module owner, bool busy)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return false;
            if (busy)
                return false;
            return true;
        }
        """);

    [Fact]
    public Task Returns_a_text_with_the_reference_and_another_without() => Verify.Rule("""
        string Open(Module owner, bool busy)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return "gone";
            if (busy)
                return "busy";
            owner.Put();
            return "done";
        }
        """);

    [Fact]
    public Task Throws_inside_a_finally_before_the_release() => Verify.Rule("""
        void Open(Module owner, bool broken)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'broken' is true: throws at line
                return;
            try
            {
                GC.KeepAlive(this);
            }
            finally
            {
                if (broken)
                    throw new InvalidOperationException();
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_filter_that_says_yes_leaves_with_the_reference() => Verify.Rule("""
        void Open(Module owner, Action work, bool swallow)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'swallow' is true
                return;
            try
            {
                work();
            }
            catch (Exception) when (swallow)
            {
                return;
            }
            catch (Exception)
            {
                owner.Put();
                throw;
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Rethrows_without_releasing() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'work()' throws: throws at line
                return;
            try
            {
                work();
            }
            catch (InvalidOperationException)
            {
                throw;
            }
            catch (Exception)
            {
                owner.Put();
                throw;
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Nothing_in_the_type_gives_it_back() => Verify.Rule("""
        bool Open(Module owner)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released: nothing here gives it back
                throw new InvalidOperationException();
            return true;
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

    [Fact]
    public Task Nothing_gives_back_what_this_source_annotates() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter() { }
            [Releases(Kind = "gate")] public void Leave() { }
        }
        class C
        {
            void Open(Gate gate)
            {
                gate.Enter(); // QSC101: 'gate' is not released: nothing here gives it back
            }
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task A_sibling_gives_back_what_this_source_annotates() => Verify.Silent("""
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter() { }
            [Releases(Kind = "gate")] public void Leave() { }
        }
        class C
        {
            void Open(Gate gate) => gate.Enter();
            void Close(Gate gate) => gate.Leave();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Returns_what_nobody_knows_both_with_and_without() => Verify.Rule("""
        bool Open(Module owner, bool busy)
        {
            if (owner.TryGet()) // QSC101
                GC.KeepAlive(this);
            return busy;
        }
        """);
}
