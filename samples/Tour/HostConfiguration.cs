namespace Quiesce.Samples.Tour;

/// <summary>One snapshot of the host's settings. Readers share it; it is disposed when it has been replaced.</summary>
sealed class HostConfiguration(int maximumBody) : IDisposable
{
    private bool disposed;

    /// <summary>The largest request body, in characters.</summary>
    /// <exception cref="ObjectDisposedException">The snapshot is gone: its reader should have kept it alive.</exception>
    public int MaximumBody
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed), this);
            return maximumBody;
        }
    }

    public void Dispose() => Volatile.Write(ref disposed, true);
}
