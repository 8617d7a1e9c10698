using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>An operation that runs again produces another object: what it produced before keeps its own state.</summary>
public sealed class LoopTests
{
    [Fact]
    public Task Leases_hand_over_hand() => Verify.Rule("""
        void Open(Module owner, int n)
        {
            ModuleLease? prev = null;
            for (int i = 0; i < n; i++)
            {
                ModuleLease? cur = owner.Lease(); // QSC110: 'owner.Lease()' throws
                if (cur is null)
                    break;
                prev?.Dispose();
                prev = cur;
            }
            prev?.Dispose();
        }
        """);

    [Fact]
    public Task References_hand_over_hand_along_a_collection() => Verify.Silent("""
        void Open(Module[] owners)
        {
            Module? last = null;
            foreach (Module owner in owners)
            {
                if (!owner.TryGet())
                    continue;
                last?.Put();
                last = owner;
            }
            last?.Put();
        }
        """);

    [Fact]
    public Task References_hand_over_hand_along_a_list() => Verify.Silent("""
        sealed class Node
        {
            public Module Owner = null!;
            public Node? Next;
        }
        class C
        {
            void Walk(Node head)
            {
                Node node = head;
                if (!node.Owner.TryGet())
                    return;
                while (node.Next is { } next)
                {
                    if (!next.Owner.TryGet())
                    {
                        node.Owner.Put();
                        return;
                    }
                    node.Owner.Put();
                    node = next;
                }
                node.Owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_walk_along_a_list_has_finitely_many_states() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public bool Enter() => true;
            [Releases(Kind = "gate")] public void Leave() { }
            public Gate? Next;
        }
        class C
        {
            void Walk(Gate gate)
            {
                if (!gate.Enter()) // QSC110: 'next.Enter()' throws
                    return;
                while (gate.Next != null)
                {
                    Gate next = gate.Next;
                    if (!next.Enter()) // QSC110: 'next.Enter()' throws
                    {
                        gate.Leave();
                        return;
                    }
                    gate.Leave();
                    gate = next;
                }
                gate.Leave();
            }
        }
        """);

    [Fact]
    public Task The_last_lease_is_overwritten() => Verify.Rule("""
        void Open(Module owner, int turns)
        {
            ModuleLease? last = null;
            for (int i = 0; i < turns; i++)
                last = owner.Lease(); // QSC101: overwritten
            last?.Dispose();
        }
        """);

    [Fact]
    public Task A_pattern_variable_is_another_object_each_turn() => Verify.Silent("""
        sealed class Item
        {
            public Module? Owner;
        }
        class C
        {
            void Open(Item[] items, Action<Module> use)
            {
                foreach (Item item in items)
                {
                    if (item is { Owner: { } owner })
                    {
                        use(owner);
                        if (owner.TryGet())
                            owner.Put();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task More_leases_at_once_than_have_names() => Verify.Rule("""
        void Open(Module[] owners, int[] kinds)
        {
            ModuleLease? first = null, second = null, third = null;
            foreach (Module owner in owners)
            {
                ModuleLease? lease = owner.Lease(); // QSC110: 'owner' is not released when 'owner.Lease()' throws
                if (lease is null)
                    continue;
                if (kinds.Length == 1)
                {
                    first?.Dispose();
                    first = lease;
                }
                else if (kinds.Length == 2)
                {
                    second?.Dispose();
                    second = lease;
                }
                else
                {
                    third?.Dispose();
                    third = lease;
                }
            }
            first?.Dispose();
            second?.Dispose();
            third?.Dispose();
        }
        """);

    [Fact]
    public Task A_switch_that_branches_back_to_its_default_is_no_loop() => Verify.Silent("""
        sealed class Flags { public bool F; }
        [NeverThrows] static void Use([Borrowed] Module module) { }
        void M(Module m, bool c, int mode)
        {
            var own = new Flags();
            own.F = false;
            try
            {
                switch (mode)
                {
                    case 0:
                        break;
                    default:
                        if (c)
                            Use(m);
                        break;
                }
            }
            finally
            {
                if (own.F)
                    m.Put();
            }
        }
        """);
}
