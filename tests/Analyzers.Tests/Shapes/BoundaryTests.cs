using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Where two rules meet (docs/rules.md), sentence by sentence, as far as the tests of a single rule do not show it.</summary>
public sealed class BoundaryTests
{
    private const string Api = """
        sealed class Gate
        {
            [Acquires(Kind = "gate"), MustCheck, NeverThrows] public bool TryEnter() => true;
            [Acquires(Kind = "gate")] public void Enter() { }
            [Releases(Kind = "gate")] public void Exit() { }
        }

        """;

    [Fact]
    public Task One_finding_per_acquire_however_many_exits() => Rule("""
        void Open(Gate gate, int mode)
        {
            if (!gate.TryEnter()) // QSC101: 'gate' is not released
                return;
            if (mode == 1)
                return;
            if (mode == 2)
                throw new ArgumentException("mode");
            if (mode == 3)
                return;
            gate.Exit();
        }
        """);

    [Fact]
    public Task Two_acquires_are_two_findings() => Rule("""
        void Open(Gate first, Gate second, bool busy)
        {
            if (!first.TryEnter()) // QSC101: 'first' is not released
                return;
            if (!second.TryEnter()) // QSC101: 'second' is not released when 'busy' is true
                return;
            if (busy)
                return;
            second.Exit();
            first.Exit();
        }
        """);

    [Fact]
    public Task An_ignored_acquire_counts_as_held_afterwards() => Rule("""
        void Open(Gate gate, Action work)
        {
            gate.TryEnter(); // QSC104
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
    public Task A_second_release_is_no_use() => Rule("""
        void Open(Gate gate)
        {
            if (!gate.TryEnter())
                return;
            gate.Exit();
            gate.Exit(); // QSC102
        }
        """);

    [Fact]
    public Task A_path_that_goes_on_after_the_failed_acquire_is_102_and_not_113() => Rule("""
        void Open(Gate gate, Action work)
        {
            try
            {
                gate.Enter();
                work();
            }
            catch (Exception)
            {
            }
            gate.Exit(); // QSC102
        }
        """);

    [Fact]
    public Task Where_only_the_acquire_itself_can_have_thrown_it_is_113() => Rule("""
        void Open(Gate gate, Action work)
        {
            try
            {
                gate.Enter(); // QSC113: 'gate'
                work();
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task Stored_where_it_was_acquired_is_reported_at_the_acquire() => Verify.Rule("""
        sealed class Holder
        {
            private Module? _owner;

            bool Open(Module owner)
            {
                if (!owner.TryGet()) // QSC107: 'owner' is stored in a field that nothing releases
                    return false;
                _owner = owner;
                return true;
            }
        }
        """);

    [Fact]
    public Task An_owner_that_lives_on_is_no_dropped_collection() => Verify.Silent("""
        private readonly List<Module> _held = new();

        void Open(Module owner)
        {
            if (owner.TryGet())
                _held.Add(owner);
        }
        """);

    [Fact]
    public Task A_lease_disposed_twice_is_released_once() => Verify.Silent("""
        void Open(Module owner)
        {
            ModuleLease? lease = owner.Lease();
            lease?.Dispose();
            lease?.Dispose();
        }
        """);

    private static Task Rule(string members) => Verify.Rule(members + "\n\n" + Api);
}
