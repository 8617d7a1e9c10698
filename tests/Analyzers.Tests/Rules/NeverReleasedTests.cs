using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC107: a reference in a field whose type never releases it.</summary>
public sealed class NeverReleasedTests
{
    [Fact]
    public Task Is_stored_for_good_on_one_path() => Verify.Rule("""
        private Module? _owner;

        bool Open(Module owner, bool keep)
        {
            if (!owner.TryGet()) // QSC107: 'owner' is stored in a field that nothing releases: '_owner' at line 9
                return false;
            if (keep) // 1: 'keep' is true
            {
                _owner = owner; // 2: stored here
                return true;
            }
            owner.Put();
            return false;
        }
        """);

    [Fact]
    public Task A_lease_that_nothing_disposes() => Verify.Rule("""
        private ModuleLease? _lease;

        bool Open(Module owner)
        {
            _lease = owner.Lease(); // QSC107: 'owner' is stored in a field that nothing releases: '_lease'
            return _lease != null;
        }
        """);

    [Fact]
    public Task A_lease_in_a_field_of_another_type() => Verify.Rule("""
        private IDisposable? _held;

        void Open(Module owner)
        {
            _held = owner.Lease(); // QSC107: 'owner' is stored
        }
        """);

    [Fact]
    public Task A_private_property_is_a_field() => Verify.Rule("""
        private Module? Owner { get; set; }

        void Open(Module owner)
        {
            if (!owner.TryGet()) // QSC107: 'owner' is stored in a field that nothing releases: 'Owner'
                return;
            Owner = owner;
        }
        """);

    [Fact]
    public Task A_constructor_keeps_it() => Verify.Rule("""
        sealed class Holder
        {
            private readonly Module owner;

            public Holder(Module owner)
            {
                if (!owner.TryGet()) // QSC107: 'owner' is stored in a field that nothing releases: 'this.owner'
                    throw new InvalidOperationException();
                this.owner = owner;
            }

            public string Name => owner.Name;
        }
        """);

    [Fact]
    public Task Uses_do_not_release() => Verify.Rule("""
        private Module? _owner;

        void Open(Module owner)
        {
            if (!owner.TryGet()) // QSC107
                return;
            _owner = owner;
        }

        string Show()
        {
            if (_owner is null || _owner.State != ModuleState.Live)
                return nameof(_owner);
            lock (_owner)
                return $"{_owner} {_owner.ToString()} {this._owner!.Name.Length}";
        }

        bool Same(Module other)
        {
            Module? mine = _owner;
            if (_owner is { } found && found.Name == other.Name)
                return true;
            return mine == other;
        }

        void Forget(out int count)
        {
            _owner = null;
            (count, _owner) = (1, null);
        }
        """);

    [Fact]
    public Task An_owning_parameter_is_reported_at_the_store() => Verify.Rule("""
        private ModuleLease? _lease;

        void Open([Owns] ModuleLease? lease)
        {
            _lease = lease; // QSC107: 'lease' is stored in a field that nothing releases: '_lease'
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task An_owning_field_is_reported_at_the_store() => Verify.Rule("""
        [Owns] private Module? _owner;

        void Open(Module owner)
        {
            _owner = owner; // QSC107: 'owner' is stored in a field that nothing releases: '_owner'
        }
        """);

    [Fact]
    public Task A_nested_type_does_not_release_either() => Verify.Rule("""
        sealed partial class Outer
        {
            private Module? _owner;

            void Open(Module owner)
            {
                if (!owner.TryGet()) // QSC107
                    return;
                _owner = owner;
            }

            sealed class Inner
            {
                string? Name(Outer outer) => outer._owner?.Name;
            }
        }
        sealed partial class Outer
        {
            void Other(Module owner) => owner.Put();
        }
        """);

    [Theory]
    [InlineData("void Close() { _owner?.Put(); }")]
    [InlineData("void Close() { if (_owner is { } held) held.Put(); }")]
    [InlineData("void Close() { if (_owner is Module { } held) { _owner = null; held.Put(); } }")]
    [InlineData("void Close() { Module? held = _owner; held?.Put(); }")]
    [InlineData("void Close() { Module? held = _owner, other = held; other!.Put(); }")]
    [InlineData("void Close() { var held = (object?)_owner; Action close = () => (held as Module)?.Put(); close(); }")]
    [InlineData("void Close() { Interlocked.Exchange(ref _owner, null)?.Put(); }")]
    [InlineData("void Close() { Drop(_owner); } static void Drop(Module? owner) => owner?.Put();")]
    [InlineData("void Close() { Action? close = _owner is null ? null : _owner.Put; close?.Invoke(); }")]
    [InlineData("internal Module? Taken() => _owner;")]
    [InlineData("internal Module? Taken() { var taken = _owner; _owner = null; return taken; }")]
    [InlineData("internal (Module?, int) Taken() => (_owner, 1);")]
    [InlineData("internal Module?[] Taken() => new[] { _owner };")]
    [InlineData("internal ref Module? Taken() => ref _owner;")]
    [InlineData("internal object? Taken() => this switch { { _owner: { } owner } => owner, _ => null };")]
    [InlineData("~C() { _owner?.Put(); }")]
    [InlineData("sealed class Part { void Close(C c) => c._owner!.Put(); }")]
    public Task Is_released_or_handed_on_elsewhere(string member) => Verify.Silent($$"""
        private Module? _owner;

        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            _owner = owner;
        }

        {{member}}
        """, new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("public Module? _owner;")]
    [InlineData("internal Module? _owner;")]
    [InlineData("protected Module? _owner;")]
    [InlineData("private static Module? _owner;")]
    public Task Others_can_reach_it(string field) => Verify.Silent($$"""
        {{field}}

        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            _owner = owner;
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task A_lease_is_disposed_with_its_holder() => Verify.Silent("""
        sealed class Session : IDisposable
        {
            private readonly ModuleLease? _lease;

            public Session(Module owner) => _lease = owner.Lease();

            public void Dispose()
            {
                using (_lease)
                    GC.SuppressFinalize(this);
            }
        }
        """);

    [Fact]
    public Task This_body_takes_it_back() => Verify.Silent("""
        private Module? _current;

        void Run(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            _current = owner;
            try
            {
                work();
            }
            finally
            {
                _current = null;
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task Only_borrowed_is_nobodys_debt() => Verify.Silent("""
        private Module? _current;
        private ModuleLease? _lease;

        void Show(Module owner, ModuleLease lease)
        {
            _current = owner;
            _lease = lease;
        }
        """);

    [Fact]
    public Task Is_stored_and_then_leaves_by_a_throw() => Verify.Rule("""
        sealed class Holder
        {
            private ModuleLease? _lease;

            void Open(Module owner)
            {
                _lease = owner.Lease(); // QSC107: 'owner' is stored in a field that nothing releases
                throw new InvalidOperationException();
            }
        }
        """);

    [LanguageFact("12.0")]
    public Task In_a_captured_parameter_of_a_primary_constructor() => Verify.Rule("""
        class Host(ModuleLease? lease)
        {
            public void Open(Module owner)
            {
                lease = owner.Lease(); // QSC107: 'owner' is stored in a field that nothing releases: 'lease'
            }
            public static void Close(ModuleLease lease) => lease.Dispose();
        }
        """);

    [LanguageFact("12.0")]
    public Task A_captured_parameter_that_is_released_somewhere() => Verify.Silent("""
        class Host(ModuleLease? lease)
        {
            public void Open(Module owner) => lease = owner.Lease();
            public void Close() => lease?.Dispose();
        }
        class Guest(ModuleLease? lease)
        {
            private readonly Action _close = () => lease?.Dispose();
            public void Open(Module owner) => lease = owner.Lease();
            public void Close() => _close();
        }
        class First(ModuleLease? lease)
        {
            private readonly ModuleLease? _first = lease;
            public void Open(Module owner) => lease = owner.Lease();
            public void Close() => _first?.Dispose();
        }
        """);
}
