using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Each way of the N shapes of docs/rules.md that their sentence names beside the first.</summary>
public sealed class VariantTests
{
    private const string Api = """
        class Gate
        {
            [Acquires(Kind = "gate"), MustCheck, NeverThrows] public bool TryEnter(int milliseconds = 0) => milliseconds >= 0;
            [Acquires(Kind = "gate"), NeverThrows] public void Enter() { }
            [Acquires(Kind = "gate")] public void EnterTold([Taken] ref bool taken) => taken = true;
            [Releases(Kind = "gate")] public void Exit() { }
            [Observes(HeldQuery = true)] public bool IsReadLockHeld => true;
            public Gate? Left, Right;
        }
        sealed class Lifetime
        {
            public void Attach([Owns] Gate gate) { }
        }

        """;

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
    public Task N2_moved_by_reference() => Silent("""
        void Replace(ref Gate? slot, Gate next)
        {
            next.Enter();
            slot = next;
        }

        void Make(Gate next, out Gate made)
        {
            next.Enter();
            made = next;
        }
        """);

    [Theory]
    [InlineData("_cache[\"a\"] = gate;")]
    [InlineData("_composite.Add(gate);")]
    [InlineData("_lifetime.Attach(gate);")]
    [InlineData("_undeclared.Keep(gate);")]
    public Task N3_given_to_a_cache_a_composite_a_lifetime(string give) => Silent($$"""
        private readonly Dictionary<string, Gate> _cache = new();
        private readonly HashSet<Gate> _composite = new();
        private readonly Lifetime _lifetime = new();
        private readonly Keeper _undeclared = new();

        void Open(Gate gate)
        {
            gate.Enter();
            {{give}}
        }

        sealed class Keeper
        {
            public void Keep(object o) => GC.KeepAlive(o);
        }
        """);

    [Fact]
    public Task N4_released_by_a_sibling_of_the_type() => Silent("""
        private readonly Gate _gate = new();

        void Open(Action work)
        {
            _gate.Enter();
            try
            {
                work();
            }
            finally
            {
                Close();
            }
        }

        void Close() => _gate.Exit();
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
    public Task N8_a_try_with_no_time() => Silent("""
        bool Poll(Gate gate, Action work)
        {
            if (!gate.TryEnter(0))
                return false;
            try
            {
                work();
                return true;
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Theory]
    [InlineData("protected override bool ReleaseHandle() { _gate.Exit(); return true; }", "Base")]
    [InlineData("public void Close() => _gate.Exit();", "object")]
    [InlineData("~Holder() => _gate.Exit();", "object")]
    public Task N11_released_where_the_handle_or_the_object_ends(string end, string parent) => Silent($$"""
        abstract class Base
        {
            protected abstract bool ReleaseHandle();
        }
        sealed class Holder : {{parent}}
        {
            private readonly Gate _gate;

            public Holder(Gate gate)
            {
                _gate = gate;
                _gate.Enter();
            }

            {{end}}
        }
        """);

    [Fact]
    public Task N17_an_epoch_is_suspended_and_resumed() => Silent("""
        void Wait([Held(Kind = "gate")] Gate epoch, Action wait)
        {
            epoch.Exit();
            wait();
            epoch.Enter();
        }
        """);

    [Fact]
    public Task N20_released_in_a_native_callback() => Silent("""
        private delegate void Done();

        void Start(Gate gate, Action<IntPtr> native)
        {
            gate.Enter();
            Done done = () => gate.Exit();
            native(System.Runtime.InteropServices.Marshal.GetFunctionPointerForDelegate(done));
            GC.KeepAlive(done);
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

    [Fact]
    public Task N25_rolled_back_and_told_by_an_object() => Silent("""
        sealed record Failure(string Why);

        Failure? Open(Gate first, Gate second)
        {
            if (!first.TryEnter())
                return new Failure("first");
            if (!second.TryEnter())
            {
                first.Exit();
                return new Failure("second");
            }
            return null;
        }
        """);

    [Fact]
    public Task N29_take_of_linq() => Verify.Silent("""
        using System.Collections.Generic;
        using System.Linq;

        class C
        {
            int First(IEnumerable<int> all, bool busy)
            {
                IEnumerable<int> some = all.Take(3);
                return busy ? 0 : some.First();
            }
        }
        """);

    private static Task Silent(string members, bool twins = true) =>
        Verify.Silent(members + "\n\n" + Api, new VerifyOptions { Twins = twins });
}
