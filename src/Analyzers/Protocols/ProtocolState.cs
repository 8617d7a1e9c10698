namespace Quiesce.Analyzers.Protocols;

/// <summary>Where one tracked object stands in its protocol.</summary>
enum Phase : byte
{
    /// <summary>Nothing happened to it on this path.</summary>
    Untouched,

    /// <summary>Reference: this path took it. Read side: inside a section.</summary>
    Held,

    /// <summary>Reference: the last conditional acquire failed.</summary>
    Unheld,

    /// <summary>Reference: the last acquire threw, so nothing was taken.</summary>
    Threw,

    /// <summary>Reference: given back although its acquire threw.</summary>
    Overdrawn,

    /// <summary>Reference: taken on this path and given back.</summary>
    Released,

    /// <summary>Reference: given back more often than taken here: the caller's was consumed.</summary>
    Consumed,

    /// <summary>Reference: its acquire was reported; whether it is held nobody knows, so nothing more is said about it.</summary>
    Assumed,

    /// <summary>Reference: somebody else owns it now, or the analysis lost it. Nothing more is said about it.</summary>
    Escaped,

    /// <summary>Reference: taken on this path, and taken over by somebody who owns it now.</summary>
    Given,

    /// <summary>Reference: the only one on what this body made is on its way to the caller.</summary>
    Returned,

    /// <summary>Reference: a field has it that nothing ever releases.</summary>
    Stored,

    /// <summary>Reference: a collection has it that nobody looks into and that ends with this body.</summary>
    Dropped,

    /// <summary>Guard: nothing names it any more. The reference that it owns is never given back and keeps its object alive.</summary>
    Lost,

    /// <summary>Reference: others can reach it, and this path took none.</summary>
    Shared,

    /// <summary>Copy: two variables of the body hold the guard.</summary>
    Doubled,

    /// <summary>Copy: another one lives elsewhere.</summary>
    Copied,

    /// <summary>Reclaim: readers can find it.</summary>
    Published,

    /// <summary>Reclaim: new readers cannot find it, old ones may still hold it.</summary>
    Unlinked,

    /// <summary>Reclaim: a grace period has passed since it was unlinked.</summary>
    Quiescent,

    /// <summary>Reclaim: it will be reclaimed after a grace period, by somebody else.</summary>
    Deferred,

    /// <summary>Reclaim: it is gone.</summary>
    Reclaimed,
}

/// <summary>
/// The state of one tracked object: a phase, the net number of references this body took (saturating at
/// <see cref="Many"/>, negative where it gave back its caller's), and whether the caller lends one of its own.
/// </summary>
readonly record struct ProtocolState(Phase Phase, sbyte Count, bool Lent)
{
    /// <summary>"Three or more": counts saturate so that loops have finitely many states.</summary>
    public const sbyte Many = 3;

    public bool Owes => Phase == Phase.Held && Count > 0;

    /// <summary>A reference is there, whoever has to give it back.</summary>
    public bool IsThere => Count > 0 && Phase is Phase.Held or Phase.Stored or Phase.Dropped or Phase.Returned;

    /// <summary>Adds <paramref name="delta"/>; what has become many stays many, since how many is no longer known.</summary>
    public sbyte CountAfter(int delta)
    {
        if (Count == Many && delta < 0)
            return Many;
        int sum = Count + delta;
        return (sbyte)(sum > Many ? Many : sum < -Many ? -Many : sum);
    }
}
