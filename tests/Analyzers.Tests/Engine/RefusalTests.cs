using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Eight flags, each of which has a condition of its own, are followed between acquire and release.</summary>
public sealed class RefusalTests
{
    // Twins of bodies with so many states take minutes.
    private static readonly VerifyOptions s_alone = new() { Twins = false };

    private const int Flags = 8;

    [Theory]
    [InlineData("bool t{0} = b{0} && m{0}.TryGet();")]
    [InlineData("bool t{0} = b{0} ? m{0}.TryGet() : false;")]
    [InlineData("bool t{0} = false; if (b{0}) t{0} = m{0}.TryGet();")]
    [InlineData("bool n{0} = !b{0} || !m{0}.TryGet(); bool t{0} = !n{0};")]
    public Task All_are_given_back(string take) => Verify.Silent(Program(take, leaks: -1), s_alone);

    [Theory]
    [InlineData("bool t{0} = b{0} && m{0}.TryGet();", 7)]
    [InlineData("bool t{0} = false; if (b{0}) t{0} = m{0}.TryGet();", 3)]
    public Task One_is_not(string take, int leaks) => Verify.Rule(Program(take, leaks), s_alone);

    private static string Program(string take, int leaks)
    {
        IEnumerable<int> all = Enumerable.Range(0, Flags);
        IEnumerable<string> takes = all.Select(i => string.Format(null, take, i) + (i == leaks ? $" // QSC101: 'm{i}' is not released" : ""));
        IEnumerable<string> gives = all.Where(i => i != leaks).Select(i => $"if (t{i}) m{i}.Put();");
        return $"void Run({string.Join(", ", all.Select(i => $"Module m{i}, bool b{i}"))})\n{{\n{string.Join("\n", takes.Concat(gives))}\n}}";
    }
}
