using System.Diagnostics;
using Xunit.Sdk;

namespace Quiesce.Runtime.Tests.Stress;

/// <summary>One run of a stress test: goes on until the time is up or an invariant is seen broken.</summary>
/// <remarks>
/// The same test is held against the product, where nothing may be found, and against a twin broken by one edit, where
/// it must find that: a twin that survives its long bound fails the test, since then the test proves nothing.
/// </remarks>
internal sealed class StressRun
{
    private static readonly TimeSpan ProductTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TwinBound = TimeSpan.FromSeconds(180);

    private readonly long end;
    private string? violation;
    private long rounds;

    private StressRun(TimeSpan time) => end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Whether to go on.</summary>
    internal bool Goes => Volatile.Read(ref violation) is null && Stopwatch.GetTimestamp() < end;

    /// <summary>The test must find nothing, and must have done something.</summary>
    internal static void Holds(Action<StressRun> test)
    {
        StressRun run = new(ProductTime);
        test(run);
        Assert.Null(run.violation);
        Assert.True(Interlocked.Read(ref run.rounds) > 0, "The run did not finish one round.");
    }

    /// <summary>The test must find the twin's defect.</summary>
    internal static void Catches(Action<StressRun> test)
    {
        StressRun run = new(TwinBound);
        test(run);
        if (run.violation is null)
            throw new XunitException($"Inconclusive: the broken twin survived {run.rounds} rounds.");
    }

    /// <summary>Notes that something was tried out.</summary>
    internal void Round() => Interlocked.Increment(ref rounds);

    /// <summary>Notes a broken invariant, which ends the run.</summary>
    internal void Broken(string invariant) => Interlocked.CompareExchange(ref violation, invariant, null);

    /// <summary>Runs each action over and over on a thread of its own, until the run is over.</summary>
    internal void InParallel(params Action[] actions)
    {
        Thread[] threads = [.. actions.Select(action => new Thread(() => Repeat(action)))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
    }

    private void Repeat(Action action)
    {
        try
        {
            while (Goes)
                action();
        }
        catch (Exception unexpected)
        {
            Broken(unexpected.ToString());
        }
    }
}
