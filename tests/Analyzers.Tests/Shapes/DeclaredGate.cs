namespace Quiesce.Analyzers.Tests;

/// <summary>A gate as a user may declare one, and who takes it over: as source, behind the members of a test.</summary>
static class DeclaredGate
{
    private const string Source = """
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

    public static Task Silent(string members, bool twins = true) =>
        Verify.Silent(members + "\n\n" + Source, new VerifyOptions { Twins = twins });
}
