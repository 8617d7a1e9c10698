namespace Quiesce.Samples.Tour;

/// <summary>
/// Publishes the host's configuration. The mistake: after the exchange no *new* reader finds the old snapshot, but those that
/// already found it still read.
/// </summary>
sealed class ConfigurationStore(HostConfiguration initial)
{
    private readonly RcuPointer<HostConfiguration> current = new(initial);

    /// <summary>The configuration; valid within the caller's read-side critical section.</summary>
    public HostConfiguration Current => current.Dereference()!;

    public void Reload(int maximumBody)
    {
        HostConfiguration next = new(maximumBody);
        HostConfiguration? old = current.Exchange(next);
        old?.Dispose(); // QSC302: 'old' is reclaimed while readers may still see it: no grace period has passed since it was unlinked at line 17
    }
}
