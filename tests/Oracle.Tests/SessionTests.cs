using System.Globalization;
using System.Reflection;
using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Generation;
using Quiesce.Oracle.Judging;
using Quiesce.Oracle.Trees;
using Xunit;

namespace Quiesce.Oracle.Tests;

/// <summary>The oracle as a whole: what it generates, how it minimises, how it is started.</summary>
public sealed class SessionTests
{
    private const int Programs = 2000;

    [Fact]
    public void Every_construct_is_common_and_every_second_program_defective()
    {
        var statistics = new Statistics();
        foreach (int[] indices in Enumerable.Range(0, Programs).Chunk(100))
        {
            Batch batch = new([.. indices.Select(index => Generator.Make(7, index, new GeneratorOptions()))]);
            var observed = batch.Run();
            for (int i = 0; i < indices.Length; i++)
                statistics.Add(new Result(batch.Sketches[i], observed[i], Judge.Verdict(batch.Sketches[i], observed[i]), Defects.None));
        }

        Assert.DoesNotContain(statistics.Shares, share => share.Percent < 3);
        Assert.InRange(100 * statistics.Defective / Programs, 30, 70);
        Assert.InRange(100 * statistics.Branching / Programs, 50, 100);
    }

    [Fact]
    public void The_same_seed_makes_the_same_programs_and_another_makes_others()
    {
        static string Texts(long seed) => string.Concat(Enumerable.Range(0, 50).Select(index => Rendering.Class(Generator.Make(seed, index, new GeneratorOptions()))));
        Assert.Equal(Texts(3), Texts(3));
        Assert.NotEqual(Texts(3), Texts(4));
    }

    [Fact]
    public void Small_programs_are_all_enumerated()
    {
        HashSet<string> texts = [.. Enumerable.Range(0, Enumeration.Small)
            .Select(number => Rendering.Class(Enumeration.Program(1, 0, number)))];
        Assert.True(texts.Count > Enumeration.Small * 9 / 10, $"{texts.Count} of {Enumeration.Small} differ");
    }

    [Fact]
    public void What_the_analyzers_miss_is_minimised_and_printed_as_a_test()
    {
        Node spoiled = Node.Block(
            Node.If(Node.Of(Kind.Parameter), Node.Block(Node.Of(Kind.Work)), Node.Block(Node.Of(Kind.Use))),
            Node.If(Node.Not(Node.Of(Kind.TryGet)), Node.Block(Node.Of(Kind.Return))),
            Node.Of(Kind.Try, 0, Node.Block(Node.Of(Kind.Work)), Node.Of(Kind.Catch, Exceptions.Any, Node.Block(Node.Of(Kind.Return)))),
            Node.Of(Kind.Put));
        Result found = Comparison.Of([new Sketch(5, 17, Returns.Nothing, spoiled, [])], Blind).Single();
        Assert.Equal(new Difference(Defects.Leak, Defects.None), found.Difference);
        Assert.Equal("""
                [Fact]
                public Task Seed_5_P17() => Verify.Rule("\""
                    void Run(Module m0)
                    {
                        if (m0.TryGet()) // QSC101
                        {
                        }
                    }
                    "\"");

            """.Replace("\\", "", StringComparison.Ordinal), Snippet.Of(Minimiser.Smallest(found, Blind)));
    }

    [Fact]
    public void Every_choice_by_design_is_documented_under_its_name()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Analyzers.sln")))
            folder = folder.Parent!;
        string document = File.ReadAllText(Path.Combine(folder.FullName, "docs", "oracle.md"));
        string[] names = [.. typeof(ByDesign).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => method.Name)];
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"| `{name}` |", document, StringComparison.Ordinal));
    }

    [Fact]
    public void A_fixed_seed_agrees()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        Assert.True(new Session(Arguments.Parse("--seed 11 --programs 200".Split(' ')), output).Run(), output.ToString());
    }

    [Theory]
    [InlineData("--seed", "--seed needs a value")]
    [InlineData("--seed x", "--seed needs a whole number")]
    [InlineData("--programs 0", "--programs needs a whole number from 1")]
    [InlineData("--programs 1.5", "--programs needs a whole number")]
    [InlineData("--without loops", "'loops' is no feature that can be left out")]
    [InlineData("programs", "'programs' is no option")]
    public void Says_what_is_wrong_with_its_arguments(string line, string message)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => Arguments.Parse(line.Split(' ')));
        Assert.StartsWith(message, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(2, Program.Main(line.Split(' ')));
    }

    [Fact]
    public void Reads_its_arguments() => Assert.Equal(
        new Arguments(Seed: -7, Programs: 12, LocalFunctions: false, Mutants: true, Shown: 3),
        Arguments.Parse("--seed -7 --programs 12 --without local-functions --mutants --show 3".Split(' ')));

    [Fact]
    public void Ends_with_the_agreement()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        new Session(Arguments.Parse("--programs 100 --show 0".Split(' ')), output).Run();
        Assert.Matches(@"\nagreement \d+/100\n$", output.ToString());
    }

    /// <summary>An analyzer that finds nothing: an assembly without analyzers.</summary>
    private static Analyzer Blind { get; } = new(typeof(SessionTests).Assembly);
}
