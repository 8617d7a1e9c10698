namespace Quiesce.Oracle.Judging;

/// <summary>What is wrong with a program on some path. Leaks by an explicit throw and by a call's are one defect here.</summary>
[Flags]
enum Defects
{
    None = 0,
    Leak = 1,
    OverRelease = 2,
    UseAfterRelease = 4,
    ResultIgnored = 8,
    UncheckedAcquire = 16,

    /// <summary>The analysis gave up: always a disagreement.</summary>
    GivenUp = 32,
    WaitInsideSection = 64,
    ReclaimedTooEarly = 128,
    DestroyedDirectly = 256,
    PublishedTooEarly = 512,
    AcquiredInsideTry = 1024,
    GuardCopied = 2048,
    SelfReference = 4096,
}
