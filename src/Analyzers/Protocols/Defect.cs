namespace Quiesce.Analyzers.Protocols;

/// <summary>What can be wrong. Each defect is one rule (see <c>Rules.cs</c>).</summary>
enum Defect
{
    /// <summary>No defect.</summary>
    None,

    /// <summary>A reference is not released on some path.</summary>
    Leak,

    /// <summary>A reference or section is left open when a call throws out of the method.</summary>
    LeakWhenCallThrows,

    /// <summary>Released more often than acquired.</summary>
    OverRelease,

    /// <summary>Acquired inside the try that gives it back, also where the acquire itself throws.</summary>
    AcquiredInsideTry,

    /// <summary>Used after the last reference was given back.</summary>
    UseAfterRelease,

    /// <summary>The result of a conditional acquire is ignored.</summary>
    ResultIgnored,

    /// <summary>An unconditional acquire where nothing is provably held.</summary>
    UncheckedAcquire,

    /// <summary>A module takes a reference on itself from its own code.</summary>
    SelfReference,

    /// <summary>A reference is stored in a field that nothing releases.</summary>
    NeverReleased,

    /// <summary>Put where others can reach it before a reference of one's own was taken.</summary>
    PublishedTooEarly,

    /// <summary>Destroyed by something else than the last release, though it is counted.</summary>
    DestroyedDirectly,

    /// <summary>A guard that is a struct is copied, and both give the reference back.</summary>
    GuardCopied,

    /// <summary>A snapshot of a state or count decides an act on the same object.</summary>
    CheckThenAct,

    /// <summary>A reference count of one's own is decided by something else than the value its atomic update returned.</summary>
    CountNotAtomic,

    /// <summary>Waits for a grace period inside a read-side critical section of the same domain.</summary>
    WaitInsideSection,

    /// <summary>Reclaimed while readers may still see it.</summary>
    ReclaimWithoutGracePeriod,

    /// <summary>A contract that says nothing, or something impossible.</summary>
    MalformedContract,

    /// <summary>The analysis gave up here.</summary>
    AnalysisLimit,
}
