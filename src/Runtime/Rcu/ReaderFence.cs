namespace Quiesce;

/// <summary>Who pays for the order between a reader's announcement and its protected loads.</summary>
/// <remarks>
/// Normally the writer, by one process-wide barrier per grace period, and readers run without any fence. Where the
/// platform has no such barrier, each outermost <c>ReadLock</c> fences itself; the switch
/// <c>Quiesce.FencedReaders</c> (<see cref="AppContext" />, set before the first use) asks for that too.
/// </remarks>
internal static class ReaderFence
{
    /// <summary>Whether readers fence themselves. Fixed for the process: compiled away where false.</summary>
    internal static readonly bool IsOnReaders = IsAskedFor() || !TryProcessWide();

    /// <summary>
    /// The writer's side: after it, every running reader has either announced itself visibly or will see all that the
    /// writer stored before it.
    /// </summary>
    internal static void Writer()
    {
        if (IsOnReaders)
            Interlocked.MemoryBarrier(); // pairs with the fence after the reader's announcement
        else
            Interlocked.MemoryBarrierProcessWide(); // a full fence on every thread: readers need none of their own
    }

    private static bool IsAskedFor() => AppContext.TryGetSwitch("Quiesce.FencedReaders", out bool asked) && asked;

    private static bool TryProcessWide()
    {
        try
        {
            Interlocked.MemoryBarrierProcessWide();
            return true;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }
}
