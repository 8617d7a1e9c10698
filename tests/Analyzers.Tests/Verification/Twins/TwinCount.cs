namespace Quiesce.Analyzers.Tests.Twins;

/// <summary>How many members were compared with a twin, and of how many the compiler rejected it. Thread-safe.</summary>
sealed class TwinCount
{
    private long _compared;
    private long _skipped;

    /// <summary>Of all rule tests of this run.</summary>
    public static TwinCount OfThisRun { get; } = new();

    public long Compared => Interlocked.Read(ref _compared);

    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>The part that was skipped, from 0 to 1.</summary>
    public double SkippedShare => Compared + Skipped == 0 ? 0 : (double)Skipped / (Compared + Skipped);

    public void Add(int compared, int skipped)
    {
        Interlocked.Add(ref _compared, compared);
        Interlocked.Add(ref _skipped, skipped);
    }

    public override string ToString() => $"{Compared} twins of members compared, {Skipped} rejected by the compiler ({SkippedShare:P1})";
}
