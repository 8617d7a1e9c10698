using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Judging;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Mutants;

/// <summary>A program on which analyzers and judge agree, and the cases of the analyzers that it takes.</summary>
sealed record Subject(Sketch Sketch, SyntaxTree Tree, Defects Verdict, ImmutableArray<int> Taken)
{
    public static ImmutableArray<Subject> Of(Batch batch, Specimen whole)
    {
        var observed = batch.Run();
        whole.Taken();
        var verdicts = batch.Analyse(whole.Analyzer);
        var taken = whole.Taken();
        return [.. batch.Sketches.Select((sketch, i) => Judge.Verdict(sketch, observed[i]) == verdicts[i] && taken.ContainsKey(batch.Trees[i].FilePath)
            ? new Subject(sketch, batch.Trees[i], verdicts[i], taken[batch.Trees[i].FilePath])
            : null).OfType<Subject>()];
    }
}
