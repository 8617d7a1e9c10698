using System.Collections.Immutable;
using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Generation;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

/// <summary>One run: makes the programs, compares them in batches, and writes what came out.</summary>
sealed class Session(Arguments arguments, TextWriter output)
{
    private const int BatchSize = 100;

    /// <summary>True where both verdicts agree on every program.</summary>
    public bool Run()
    {
        var statistics = new Statistics();
        var disagreements = new List<Result>();
        foreach (Result result in Results())
        {
            statistics.Add(result);
            if (!result.Agrees)
                disagreements.Add(result);
        }

        new Report(output).Write(disagreements, arguments.Shown);
        statistics.Write(output);
        output.WriteLine($"agreement {statistics.Agreed}/{statistics.Programs}");
        return statistics.Agreed == statistics.Programs;
    }

    private IEnumerable<Result> Results()
    {
        GeneratorOptions options = new(arguments.LocalFunctions);
        return Enumerable.Range(0, arguments.Programs).Chunk(BatchSize)
            .AsParallel().AsOrdered()
            .Select(indices => Compare(indices, options))
            .AsSequential()
            .SelectMany(results => results);
    }

    private ImmutableArray<Result> Compare(int[] indices, GeneratorOptions options)
    {
        IEnumerable<Sketch> sketches = indices.Select(index => Generator.Make(arguments.Seed, index, options));
        return [.. Comparison.Of(sketches, Analyzer.Shipped)];
    }
}
