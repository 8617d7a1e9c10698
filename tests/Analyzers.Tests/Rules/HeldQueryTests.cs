using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>An object that tells whether its caller holds it: after this body took it, failed to, or gave it back, the answer is known.</summary>
public sealed class HeldQueryTests
{
    private const string Api = """
        class Gate
        {
            [Acquires(Kind = "gate")] public void Enter() { }
            [Acquires(Kind = "gate")] public bool TryEnter() => true;
            [Releases(Kind = "gate")] public void Exit() { }
            [Observes(HeldQuery = true)] public bool IsHeld => true;
        }
        class Modes
        {
            [Acquires(Kind = "gate:read")] public void EnterRead() { }
            [Releases(Kind = "gate:read")] public void ExitRead() { }
            [Acquires(Kind = "gate:write")] public bool TryEnterWrite() => true;
            [Releases(Kind = "gate:write")] public void ExitWrite() { }
            [Observes(HeldQuery = true)] public bool IsReadHeld => true;
            [Observes(HeldQuery = true)] public bool IsWriteHeld => true;
        }

        """;

    [Theory]
    [InlineData("gate.Enter(); try { work(); } finally { if (gate.IsHeld) gate.Exit(); }")]
    [InlineData("gate.Enter(); if (gate is { IsHeld: true }) gate.Exit();")]
    [InlineData("try { gate.Enter(); work(); } finally { if (gate.IsHeld) gate.Exit(); }")]
    [InlineData("gate.TryEnter(); if (gate.IsHeld) gate.Exit();", "QSC104")]
    [InlineData("bool taken = gate.TryEnter(); try { work(); } finally { if (gate.IsHeld) gate.Exit(); }")]
    [InlineData("gate.Enter(); try { work(); gate.Exit(); work(); } finally { if (gate.IsHeld) gate.Exit(); }")]
    [InlineData("bool was = gate.IsHeld; if (!was) gate.Enter(); try { work(); } finally { if (!was) gate.Exit(); }")]
    [InlineData("if (gate.IsHeld) { gate.Exit(); try { work(); } finally { gate.Enter(); } }")]
    public Task N7_releases_if_it_is_held(string body, string? finding = null)
    {
        string snippet = Api + $$"""
            void Open(Gate gate, Action work)
            {
                {{body}}{{(finding is null ? "" : " // " + finding)}}
            }
            """;
        return finding is null ? Verify.Silent(snippet) : Verify.Rule(snippet);
    }

    [Fact]
    public Task A_guard_that_says_so_itself() => Verify.Silent("""
        void Open(Module module)
        {
            ModuleLease? lease = module.Lease();
            if (lease is null)
                return;
            if (lease.IsHeld)
                lease.Dispose();
        }
        """);

    [Fact]
    public Task Leaves_before_it_asks() => Verify.Rule(Api + """
        void Open(Gate gate, Action work, bool busy)
        {
            gate.Enter(); // QSC101: 'gate' is not released when 'busy' is true
            if (busy)
                return;
            if (gate.IsHeld)
                gate.Exit();
        }
        """);

    [Fact]
    public Task What_it_said_before_the_acquire_says_nothing_of_later() => Verify.Rule(Api + """
        void Open(Gate gate, bool busy)
        {
            if (gate.IsHeld)
                return;
            gate.Enter(); // QSC101: 'gate' is not released when 'busy' is true
            if (busy)
                return;
            gate.Exit();
        }
        """);

    [Fact]
    public Task Releases_once_more_after_the_answer() => Verify.Rule(Api + """
        void Open(Gate gate)
        {
            gate.Enter();
            if (gate.IsHeld)
                gate.Exit();
            gate.Exit(); // QSC102
        }
        """);

    [Theory]
    [InlineData("modes.EnterRead(); try { work(); } finally { if (modes.IsReadHeld) modes.ExitRead(); }")]
    [InlineData("bool taken = modes.TryEnterWrite(); try { work(); } finally { if (modes.IsWriteHeld) modes.ExitWrite(); }")]
    [InlineData("modes.EnterRead(); try { work(); modes.ExitRead(); } finally { if (modes.IsWriteHeld) modes.ExitWrite(); if (modes.IsReadHeld) modes.ExitRead(); }")]
    public Task N7_which_mode_the_question_is_about_is_not_known(string body) => Verify.Silent(Api + $$"""
        void Open(Modes modes, Action work)
        {
            {{body}}
        }
        """);

    [Fact]
    public Task A_question_about_a_mode_before_the_acquire() => Verify.Rule(Api + """
        void Open(Modes modes, bool busy)
        {
            if (modes.IsWriteHeld)
                return;
            modes.EnterRead(); // QSC101: 'modes' is not released when 'busy' is true
            if (busy)
                return;
            modes.ExitRead();
        }
        """);
}
