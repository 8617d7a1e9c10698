using Xunit;
using static Quiesce.Analyzers.Tests.DeclaredGate;

namespace Quiesce.Analyzers.Tests;

/// <summary>Idioms of real code that are right since a loop gives back what another took, or takes until it has it.</summary>
public sealed class SilentLoopTests
{
    [Fact]
    public Task N22_acquire_all_or_roll_back() => Verify.Silent("""
        bool Open(Module[] owners)
        {
            int count = 0;
            foreach (Module owner in owners)
            {
                if (!owner.TryGet())
                {
                    for (int i = 0; i < count; i++)
                        owners[i].Put();
                    return false;
                }
                count++;
            }
            return true;
        }
        """);

    [Fact]
    public Task N22_all_are_acquired_in_one_loop_and_released_in_another() => Silent("""
        void Run(Gate[] gates, Action work)
        {
            int entered = 0;
            try
            {
                for (; entered < gates.Length; entered++)
                    gates[entered].Enter();
                work();
            }
            finally
            {
                while (entered > 0)
                    gates[--entered].Exit();
            }
        }
        """);

    [Fact]
    public Task N22_rolled_back_in_a_handler() => Silent("""
        void EnterAll(Gate[] gates, Action<Gate> check)
        {
            int entered = 0;
            try
            {
                foreach (Gate gate in gates)
                {
                    check(gate);
                    gate.Enter();
                    entered++;
                }
            }
            catch
            {
                for (int i = 0; i < entered; i++)
                    gates[i].Exit();
                throw;
            }
        }
        """);

    [Fact]
    public Task N23_a_retry_loop() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            while (!owner.TryGet())
                Thread.Yield();
            try
            {
                work();
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task N23_do_and_while() => Silent("""
        void Open(Gate gate, Action work)
        {
            SpinWait spin = default;
            do
            {
                spin.SpinOnce();
            }
            while (!gate.TryEnter());
            try
            {
                work();
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task N24_down_a_tree() => Silent("""
        Gate? Find(Gate root, Func<Gate, int> compare)
        {
            Gate node = root;
            node.Enter();
            while (true)
            {
                int order = compare(node);
                if (order == 0)
                    return node;
                Gate? child = order < 0 ? node.Left : node.Right;
                if (child is null)
                {
                    node.Exit();
                    return null;
                }
                child.Enter();
                node.Exit();
                node = child;
            }
        }
        """, false);
}
