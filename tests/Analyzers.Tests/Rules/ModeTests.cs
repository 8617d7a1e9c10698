using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Modes of one lock are kinds of their own: what one takes the other does not give back.</summary>
public sealed class ModeTests
{
    private const string Api = """
        class Gate
        {
            [Acquires(Kind = "gate:read")] public void EnterRead() { }
            [Releases(Kind = "gate:read")] public void ExitRead() { }
            [Acquires(Kind = "gate:write"), NeverThrows] public void EnterWrite() { }
            [Acquires(Kind = "gate:write"), MustCheck, NeverThrows] public bool TryEnterWrite(int milliseconds) => milliseconds > 0;
            [Releases(Kind = "gate:write")] public void ExitWrite() { }
            [Acquires(Kind = "gate:upgradeable")] public void EnterUpgradeable() { }
            [Releases(Kind = "gate:upgradeable")] public void ExitUpgradeable() { }
        }

        """;

    [Theory]
    [InlineData("Read")]
    [InlineData("Write")]
    [InlineData("Upgradeable")]
    public Task Left_in_the_mode_that_was_entered(string mode) => Verify.Silent(Api + $$"""
        private int _n;

        int Read(Gate gate)
        {
            gate.Enter{{mode}}();
            try
            {
                return _n;
            }
            finally
            {
                gate.Exit{{mode}}();
            }
        }
        """);

    [Theory]
    [InlineData("Read", "Write")]
    [InlineData("Read", "Upgradeable")]
    [InlineData("Write", "Read")]
    [InlineData("Write", "Upgradeable")]
    [InlineData("Upgradeable", "Read")]
    [InlineData("Upgradeable", "Write")]
    public Task Left_in_another_mode(string entered, string left) => Verify.Rule(Api + $$"""
        private int _n;

        int Read(Gate gate)
        {
            gate.Enter{{entered}}(); // QSC101: nothing here gives it back
            try
            {
                return _n;
            }
            finally
            {
                gate.Exit{{left}}();
            }
        }
        """);

    [Fact]
    public Task The_other_half_is_of_another_mode() => Verify.Rule(Api + """
        private readonly Gate _gate = new();

        void Open() => _gate.EnterRead(); // QSC101: nothing here gives it back

        void Close() => _gate.ExitWrite();
        """);

    [Fact]
    public Task The_other_half_is_of_this_mode_among_others() => Verify.Silent(Api + """
        private readonly Gate _gate = new();

        void Open()
        {
            _gate.EnterUpgradeable();
            _gate.EnterWrite();
        }

        void Close()
        {
            _gate.ExitWrite();
            _gate.ExitUpgradeable();
        }
        """);

    [Theory]
    [InlineData("const string Kind = \"shared\";", "Kind = Share.Kind", "Kind = Share.Kind")]
    [InlineData("", "Kind = \"shared\"", "Of = \"this\"")]
    [InlineData("", "", "")]
    public Task The_text_of_a_release_need_not_say_its_kind(string kind, string acquires, string releases) => Verify.Silent($$"""
        class Share
        {
            internal {{(kind == "" ? "const int None = 0;" : kind)}}
            [Acquires({{acquires}})] public void Enter() { }
            [Releases({{releases}})] public void Leave() { }
        }
        class Half
        {
            private readonly Share _share = new();
            void Open() => _share.Enter();
            void Close() => _share.Leave();
        }
        """);

    [Theory]
    [InlineData("gate.EnterUpgradeable(); try { work(); gate.EnterWrite(); try { work(); } finally { gate.ExitWrite(); } } finally { gate.ExitUpgradeable(); }")]
    [InlineData("gate.EnterUpgradeable(); try { if (gate.TryEnterWrite(1)) { try { work(); } finally { gate.ExitWrite(); } } } finally { gate.ExitUpgradeable(); }")]
    [InlineData("gate.EnterWrite(); try { gate.EnterRead(); } finally { gate.ExitWrite(); } try { work(); } finally { gate.ExitRead(); }")]
    public Task One_mode_inside_another(string body) => Verify.Silent(Api + $$"""
        void Change(Gate gate, Action work)
        {
            {{body}}
        }
        """);

    [Fact]
    public Task The_upgrade_is_not_taken_back_on_one_way() => Verify.Rule(Api + """
        void Change(Gate gate, bool busy)
        {
            gate.EnterUpgradeable();
            gate.EnterWrite(); // QSC101: 'gate' is not released when 'busy' is true
            if (busy)
            {
                gate.ExitUpgradeable();
                return;
            }
            gate.ExitWrite();
            gate.ExitUpgradeable();
        }
        """);

    [Fact]
    public Task An_object_of_its_own() => Verify.Rule(Api + """
        void Open()
        {
            var gate = new Gate();
            gate.EnterRead(); // QSC101
            gate.ExitWrite(); // QSC102
        }
        """);

    [Fact]
    public Task An_object_of_its_own_that_nobody_entered() => Verify.Rule(Api + """
        void Open()
        {
            var gate = new Gate();
            gate.ExitRead(); // QSC102
        }
        """);

    [Theory]
    [InlineData("var counted = new Counted(); counted.Put();")]
    [InlineData("var signal = new Signal(0); signal.Set();")]
    [InlineData("var signal = new Signal(); _signal = signal; signal.Set();")]
    [InlineData("var signal = new Signal(); Task.Run(() => signal.Wait()); signal.Set();")]
    [InlineData("var signal = new Signal(); signal.Set(); signal.Wait();")]
    public Task An_object_of_its_own_that_may_be_held(string body) => Verify.Silent($$"""
        class Counted : IDisposable
        {
            [Acquires(Kind = "counted")] public void Get() { }
            [Releases(Kind = "counted")] public void Put() => Dispose();
            public void Dispose() { }
        }
        class Signal
        {
            public Signal(int initial = 1) { }
            [Acquires(Kind = "signal"), NeverThrows] public void Wait() { }
            [Releases(Kind = "signal")] public void Set() { }
        }
        class Opener
        {
            private Signal? _signal;

            void Open()
            {
                {{body}}
            }

            bool IsOpen => _signal is not null;
        }
        """);
}
