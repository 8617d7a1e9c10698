using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Judging;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Comparing;

/// <summary>One program, what really happens, and what was said of it.</summary>
sealed record Result(Sketch Sketch, Observed Observed, Defects Dynamic, Defects Static)
{
    public bool Agrees => Dynamic == Static;

    /// <summary>What is missing and what is too much: disagreements of one kind have the same.</summary>
    public Difference Difference => new(Dynamic & ~Static, Static & ~Dynamic);
}

/// <summary>How two verdicts differ.</summary>
readonly record struct Difference(Defects Missing, Defects Unfounded)
{
    public bool IsEmpty => Missing == Defects.None && Unfounded == Defects.None;

    /// <inheritdoc />
    public override string ToString() => string.Join(
        "; ", new[] { Text("missing", Missing), Text("unfounded", Unfounded) }.Where(text => text.Length > 0));

    private static string Text(string what, Defects defects) => defects == Defects.None ? "" : $"{what}: {defects}";
}

/// <summary>Runs and analyses batches.</summary>
static class Comparison
{
    public static IEnumerable<Result> Of(IEnumerable<Sketch> sketches, Analyzer analyzer)
    {
        Batch batch = new([.. sketches]);
        var observed = batch.Run();
        var verdicts = batch.Analyse(analyzer);
        return batch.Sketches.Select((sketch, i) =>
            new Result(sketch, observed[i], Judge.Verdict(sketch, observed[i]), verdicts[i]));
    }
}
