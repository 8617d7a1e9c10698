using Xunit;
using static Quiesce.Analyzers.Tests.DeclaredGate;

namespace Quiesce.Analyzers.Tests;

/// <summary>Idioms of real code that are right since somebody else has the reference now: the caller, a field, a collection, a callback.</summary>
public sealed class SilentHandOverTests
{
    [Fact]
    public Task N2_returned_to_the_caller() => Verify.Silent("""
        Module? Open(Module owner)
        {
            if (!owner.TryGet())
                return null;
            return owner;
        }
        """);

    [Fact]
    public Task N2_stored_in_a_field() => Verify.Silent("""
        private Module? _owner;

        bool Open(Module owner)
        {
            if (!owner.TryGet())
                return false;
            _owner = owner;
            return true;
        }

        void Dispose()
        {
            _owner?.Put();
        }
        """);

    [Fact]
    public Task N2_moved_out() => Verify.Silent("""
        bool Open(ModuleTable table, out ModuleLease? lease)
        {
            return table.TryFind("a", out lease);
        }
        """, new VerifyOptions { Twins = false });

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

    [Fact]
    public Task N3_given_to_a_collection() => Verify.Silent("""
        private readonly List<Module> _owners = new();

        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            _owners.Add(owner);
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
    public Task N4_released_in_a_continuation() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            Task.Run(() =>
            {
                try
                {
                    work();
                }
                finally
                {
                    owner.Put();
                }
            });
        }
        """);

    [Fact]
    public Task N14_released_only_where_it_was_not_handed_over() => Verify.Silent("""
        private readonly List<Module> _owners = new();

        void Open(Module owner, Action work)
        {
            Module? pending = null;
            try
            {
                if (!owner.TryGet())
                    return;
                pending = owner;
                work();
                _owners.Add(pending);
                pending = null;
            }
            finally
            {
                pending?.Put();
            }
        }
        """);

    [Fact]
    public Task N16_growth_takes_the_new_swaps_and_gives_the_old_back() => Verify.Silent("""
        private Module? _current;

        bool Replace(Module next, Action<Module?, Module> copy)
        {
            if (!next.TryGet())
                return false;
            copy(_current, next);
            Module? old = _current;
            _current = next;
            old?.Put();
            return true;
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
}
