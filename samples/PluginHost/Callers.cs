namespace Quiesce.Samples.PluginHost;

/// <summary>Threads that ask all plugins over and over until they are stopped.</summary>
internal sealed class Callers
{
    private readonly Host host;
    private readonly string[] names;
    private readonly Thread[] threads;
    private Exception? failure;
    private long answered;
    private long absent;
    private volatile bool isStopping;

    /// <summary>Starts the threads.</summary>
    internal Callers(Host host, string[] names, int count)
    {
        this.host = host;
        this.names = names;
        threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Run) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
    }

    /// <summary>Calls that a plugin has answered.</summary>
    internal long Answered => Interlocked.Read(ref answered);

    /// <summary>Calls that found no plugin.</summary>
    internal long Absent => Interlocked.Read(ref absent);

    /// <summary>Stops the threads, and throws what has ended one of them early.</summary>
    internal void Stop()
    {
        isStopping = true;
        foreach (Thread thread in threads)
            thread.Join();
        if (failure is not null)
            throw new InvalidOperationException($"A call has failed: {failure.Message}", failure);
    }

    private void Run()
    {
        try
        {
            for (int i = 0; !isStopping; i++)
            {
                Count(host.Ask(names[i % names.Length], $"caller {Environment.CurrentManagedThreadId}"));
                Thread.Sleep(1); // the caller's own work
            }
        }
        catch (Exception cause)
        {
            Interlocked.CompareExchange(ref failure, cause, null);
        }
    }

    private void Count(string? answer)
    {
        if (answer is not null)
            Interlocked.Increment(ref answered);
        else
            Interlocked.Increment(ref absent);
    }
}
