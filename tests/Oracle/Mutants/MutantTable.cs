using System.Collections.Immutable;
using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Generation;
using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Mutants;

/// <summary>
/// What the oracle would notice: each case of the transfer functions, of the unwinding and of the protocols is left out once. A
/// mutant is killed where a program on which the analyzers agree with the judge becomes a disagreement.
/// </summary>
sealed class MutantTable(Arguments arguments, TextWriter output)
{
    private const int BatchSize = 100;

    /// <summary>True where every survivor has a reason.</summary>
    public bool Run()
    {
        var compiler = new MutantCompiler();
        ImmutableArray<Known> programs = Programs(compiler.Unchanged);
        var lines = new List<Line>();
        foreach (Line line in compiler.Mutations.AsParallel().AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(mutation => Try(compiler, mutation, programs)))
        {
            output.WriteLine($"{line.Text}: {line.Mutation.Name}");
            lines.Add(line);
        }

        output.WriteLine(string.Join(", ", lines.GroupBy(line => line.Fate).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}")));
        return !lines.Any(line => line.Fate == Fate.Survived);
    }

    private enum Fate
    {
        Killed,
        Excused,
        Survived,
        DoesNotCompile,
    }

    private sealed record Line(Mutation Mutation, Fate Fate, string Text);

    /// <summary>A batch, and for each program the verdict that both agree on; null where they do not.</summary>
    private sealed record Known(Batch Batch, ImmutableArray<Defects?> Verdicts);

    private ImmutableArray<Known> Programs(Analyzer unchanged) =>
        [.. Enumerable.Range(0, arguments.Programs).Chunk(BatchSize).AsParallel().AsOrdered().Select(indices =>
        {
            Batch batch = new([.. indices.Select(index => Generator.Make(arguments.Seed, index, new GeneratorOptions(arguments.LocalFunctions)))]);
            var observed = batch.Run();
            var verdicts = batch.Analyse(unchanged);
            return new Known(batch, [.. batch.Sketches.Select(Defects? (sketch, i) =>
                Judge.Verdict(sketch, observed[i]) == verdicts[i] ? verdicts[i] : null)]);
        })];

    private static Line Try(MutantCompiler compiler, Mutation mutation, ImmutableArray<Known> programs)
    {
        if (compiler.Compile(mutation) is not { } analyzer)
            return new Line(mutation, Fate.DoesNotCompile, "does not compile");
        foreach (Known known in programs)
        {
            var verdicts = known.Batch.Analyse(analyzer);
            for (int i = 0; i < verdicts.Length; i++)
            {
                if (known.Verdicts[i] is { } right && verdicts[i] != right)
                    return new Line(mutation, Fate.Killed, $"killed by {known.Batch.Sketches[i].Name}");
            }
        }

        return Excuses.For(mutation.Name) is { } reason
            ? new Line(mutation, Fate.Excused, $"survived, {reason}")
            : new Line(mutation, Fate.Survived, "SURVIVED");
    }
}
