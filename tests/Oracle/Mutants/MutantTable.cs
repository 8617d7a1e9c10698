using System.Collections.Concurrent;
using System.Collections.Immutable;
using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Generation;

namespace Quiesce.Oracle.Mutants;

/// <summary>
/// What the oracle would notice: each case of the transfer functions, of the unwinding and of the protocols is left out once. A
/// mutant is killed where a program on which the analyzers agree with the judge becomes a disagreement. Only programs that
/// take the case can tell, so only those are analysed again.
/// </summary>
sealed class MutantTable(Arguments arguments, TextWriter output)
{
    private const int BatchSize = 50;

    /// <summary>Programs that are tried on one mutant: what so many do not notice is as good as unnoticed.</summary>
    private const int MostTried = 600;

    /// <summary>Far more than a batch takes.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(40);

    private readonly MutantAnalyzers _analyzers = MutantAnalyzers.Compile();
    private readonly ConcurrentBag<Specimen> _idle = [];

    /// <summary>True where every case that no program misses has a reason.</summary>
    public bool Run() => Run(_analyzers.Cases);

    public bool Run(ImmutableArray<Case> cases)
    {
        ILookup<int, Subject> subjects = Takers(Subjects(), subject => subject.Taken);
        ILookup<int, Example> examples = Takers(Examples(), example => example.Taken);
        Line[] lines = [.. Partitioner.Create(cases, loadBalance: true).AsParallel()
            .Select(one => Lend(specimen => Try(specimen, one, [.. subjects[one.Number]], [.. examples[one.Number]])))
            .OrderBy(line => line.Case.Number)];
        foreach (Line line in lines)
            output.WriteLine($"{line.Fate,-10} {line.Case.Name}: {line.Text}");
        output.WriteLine(string.Join(", ", lines.GroupBy(line => line.Fate).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}")));
        return !lines.Any(line => line.Fate == Fate.Survived);
    }

    private enum Fate
    {
        /// <summary>A program notices.</summary>
        Killed,

        /// <summary>No program notices, with a reason, and a test of the analyzers does.</summary>
        Tested,

        /// <summary>Nothing notices, with a reason.</summary>
        Excused,
        Survived,
    }

    private sealed record Line(Case Case, Fate Fate, string Text);

    private static ILookup<int, T> Takers<T>(IEnumerable<T> all, Func<T, ImmutableArray<int>> taken) =>
        all.SelectMany(one => taken(one).Select(number => (number, one))).ToLookup(pair => pair.number, pair => pair.one);

    private ImmutableArray<Subject> Subjects() =>
        [.. Partitioner.Create(Enumerable.Range(0, arguments.Programs).Chunk(BatchSize).ToArray(), loadBalance: true).AsParallel()
            .SelectMany(indices => Lend(specimen => Subject.Of(
                new Batch([.. indices.Select(index => Generator.Make(arguments.Seed, index, new GeneratorOptions(arguments.LocalFunctions)))]), specimen)))
            .OrderBy(subject => subject.Sketch.Index)];

    private ImmutableArray<Example> Examples() =>
        [.. Example.Texts().AsParallel().AsOrdered().Select(text => Lend(specimen => Example.Of(text.Name, text.Text, specimen))).OfType<Example>()];

    private Line Try(Specimen specimen, Case one, ImmutableArray<Subject> subjects, ImmutableArray<Example> examples)
    {
        specimen.Missing = one.Number;
        Subject? killer = KillerOf(specimen, [.. subjects.Take(MostTried)]);
        Example? example = killer is null ? examples.FirstOrDefault(example => example.Differs(specimen.Analyzer)) : null;
        specimen.Missing = Specimen.None;
        string? reason = Excuses.For(one.Name);
        return (killer, reason, example) switch
        {
            ({ } program, _, _) => new Line(one, Fate.Killed, program.Sketch.Name),
            (_, { } why, { } test) => new Line(one, Fate.Tested, $"{why}; {test.Name} fails"),
            (_, { } why, null) => new Line(one, Fate.Excused, why),
            _ => new Line(one, Fate.Survived, $"{subjects.Length} programs, {examples.Length} examples take it; {example?.Name ?? "nothing"} fails"),
        };
    }

    /// <summary>Most mutants are killed by the first few programs, and some make each take long: the batches grow.</summary>
    private static Subject? KillerOf(Specimen specimen, ImmutableArray<Subject> subjects)
    {
        for (int i = 0, count = 1; i < subjects.Length; i += count, count = Math.Min(2 * count, BatchSize))
        {
            Subject[] some = [.. subjects.Skip(i).Take(count)];
            if (KillerAmong(some, specimen.Analyzer) is { } killer)
                return killer;
        }

        return null;
    }

    /// <summary>A mutant whose analysis never ends is killed like one that gives up.</summary>
    private static Subject? KillerAmong(Subject[] some, Analyzer mutant)
    {
        using var deadline = new CancellationTokenSource(s_longest);
        try
        {
            var verdicts = mutant.Verdicts(Batch.CompilationOf(some.Select(subject => subject.Tree)), deadline.Token);
            return Array.Find(some, subject => verdicts.GetValueOrDefault(subject.Tree) != subject.Verdict);
        }
        catch (OperationCanceledException)
        {
            return some[0];
        }
    }

    /// <summary>A copy of the analyzers that nobody else uses meanwhile.</summary>
    private T Lend<T>(Func<Specimen, T> use)
    {
        if (!_idle.TryTake(out Specimen? specimen))
            specimen = _analyzers.Load();
        T result = use(specimen);
        _idle.Add(specimen);
        return result;
    }
}
