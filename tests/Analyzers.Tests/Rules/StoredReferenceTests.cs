using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What this body goes on doing with a reference that is in a field which nothing releases (QSC107).</summary>
public sealed class StoredReferenceTests
{
    [Fact]
    public Task Takes_one_more_and_gives_one_back() => Verify.Rule("""
        private Module? _current;

        void Open(Module owner)
        {
            if (!owner.TryGet()) // QSC107: 'owner' is stored in a field that nothing releases: '_current' at line 7
                return;
            _current = owner; // 1: stored here
            owner.Get();
            owner.Put();
        }
        """);

    [Fact]
    public Task Asks_again_and_gives_that_back() => Verify.Rule("""
        private Module? _current;

        void Open(Module owner)
        {
            if (!owner.TryGet()) // QSC107: 'owner' is stored in a field that nothing releases: '_current' at line 7
                return;
            _current = owner; // 1: stored here
            if (owner.TryGet()) // 2: 'owner.TryGet()' is false
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task Destroys_it() => Verify.Rule("""
        [NeverThrows] static void Destroy([Reclaims] Module owner) { }
        private Module? _current;

        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            _current = owner;
            Destroy(owner); // QSC114: 'owner' is destroyed although it is counted and others may hold it
        }
        """);

    [Fact]
    public Task Hands_it_to_an_owner_and_gives_it_back() => Verify.Rule("""
        [NeverThrows] static void Keep([Owns] Module owner) { }
        private Module? _current;

        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            _current = owner;
            Keep(owner);
            owner.Put(); // QSC102: 'owner' is released more often than it was acquired
        }
        """);

    [Fact]
    public Task Hands_it_to_an_owner() => Verify.Silent("""
        [NeverThrows] static void Keep([Owns] Module owner) { }
        private Module? _current;

        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            _current = owner;
            Keep(owner);
        }
        """);

    [Theory]
    [InlineData("_second = owner;")]
    [InlineData("var dropped = new List<Module> { owner };")]
    public Task Puts_it_where_nobody_releases_it_either(string again) => Verify.Rule($$"""
        private Module? _current, _second;

        void Open(Module owner)
        {
            if (!owner.TryGet()) // QSC107: 'owner' is stored in a field that nothing releases: '_current' at line 7
                return;
            _current = owner; // 1: stored here
            {{again}}
        }
        """);

    [Fact]
    public Task Puts_it_where_somebody_releases_it() => Verify.Silent("""
        private Module? _current, _second;

        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            _current = owner;
            _second = owner;
        }

        public void Dispose() => _second?.Put();
        """);

    [Fact]
    public Task A_stored_guard_takes_one_more() => Verify.Rule("""
        [Guard] sealed class Pin : IDisposable
        {
            [NeverThrows] [return: Acquired, ReturnsReceiver] public Pin Again() => this;
            [NeverThrows] public void Dispose() { }
        }
        [NeverThrows] [return: Acquired] static Pin Take(Module owner) => new();
        private Pin? _current;

        void Open(Module owner)
        {
            Pin pin = Take(owner); // QSC107: 'Take(owner)' is stored in a field that nothing releases: '_current' at line 12
            _current = pin; // 1: stored here
            pin.Again();
            pin.Dispose();
        }
        """);

    [Theory]
    [InlineData("() => _lease = m.Lease()")]
    [InlineData("() => { _lease = m.Lease(); }")]
    public Task A_function_stores_it(string store) => Verify.Rule($$"""
        private ModuleLease? _lease;

        void Open(Module m, Action<Action> later)
        {
            later({{store}}); // QSC107: 'm' is stored in a field that nothing releases: '_lease'
        }
        """);

    [Theory]
    [InlineData("bool Open(Module m) => (_lease = m.Lease()) is not null; // QSC107")]
    [InlineData("bool Open(Module m) { if ((_lease = m.Lease()) == null) return false; return true; } // QSC107")]
    public Task A_condition_stores_it(string store) => Verify.Rule($$"""
        private ModuleLease? _lease;

        {{store}}
        """);

    [Theory]
    [InlineData("ModuleLease? Move() => Other = _lease;")]
    [InlineData("Action Move() => () => Other = _lease;")]
    [InlineData("void Move() { if ((Other = _lease) is null) throw new InvalidOperationException(); }")]
    public Task Another_member_gets_it(string move) => Verify.Silent($$"""
        private ModuleLease? _lease;

        public ModuleLease? Other;

        void Open(Module m) => _lease = m.Lease();

        {{move}}
        """);

    [LanguageFact("12.0")]
    public Task Comes_with_a_primary_constructor() => Verify.Rule("""
        sealed class Holder([Owns] Module owner)
        {
            private readonly Module _owner = owner; // QSC107: 'owner' is stored in a field that nothing releases: '_owner'
        }
        sealed class Other([Owns] Module owner)
        {
            private Module Owner { get; } = owner; // QSC107: 'owner' is stored in a field that nothing releases: 'Owner'
        }
        sealed class Third([Owns] Module owner) : IDisposable
        {
            private readonly Module _owner = owner;
            public void Dispose() => _owner.Put();
        }
        """, new VerifyOptions { Twins = false });
}
