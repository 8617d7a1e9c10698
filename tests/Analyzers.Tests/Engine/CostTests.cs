using System.Globalization;
using Quiesce.Analyzers.Simulation;
using Xunit;
using Xunit.Sdk;

namespace Quiesce.Analyzers.Tests;

/// <summary>
/// What a body costs grows with its size, and no faster. Counted, never timed: operations evaluated, rows of tables copied and
/// compared, states compared, steps of evidence.
/// </summary>
public sealed class CostTests
{
    /// <summary>Of the work per statement.</summary>
    private const double MostGrowth = 1.3;

    /// <summary>
    /// Where tables grow with the body: they become deeper (a logarithm), and their leaves are sometimes fuller. What is compared
    /// with everything else would cost eight times as much.
    /// </summary>
    private const double MostGrowthOfTables = 2;

    [Theory]
    [InlineData(nameof(GeneratedBodies.Calls))]
    [InlineData(nameof(GeneratedBodies.Conditions))]
    [InlineData(nameof(GeneratedBodies.Loops))]
    [InlineData(nameof(GeneratedBodies.Tries))]
    public Task Costs_grow_with_the_size_up_to_10000_statements(string shape) =>
        AssertGrowsWithSizeAsync(size => WorkPerStatementAsync(shape, size));

    /// <summary>Else the tests above would not say much: one unit of work for one pair of statements in a hundred is enough.</summary>
    [Fact]
    public async Task A_cost_that_grows_faster_is_noticed()
    {
        await AssertGrowsWithSizeAsync(size => Task.FromResult(100.0 + (500.0 / size)));
        await Assert.ThrowsAsync<InRangeException>(() => AssertGrowsWithSizeAsync(size => Task.FromResult(100 + (0.01 * size))));
        await Assert.ThrowsAsync<InRangeException>(() => AssertGrowsWithSizeAsync(size => Task.FromResult(100.0 + Math.Min(size, 60))));
    }

    [Theory]
    [InlineData(nameof(GeneratedBodies.ThrowingCalls))]
    [InlineData(nameof(GeneratedBodies.Locals))]
    [InlineData(nameof(GeneratedBodies.Fields))]
    [InlineData(nameof(GeneratedBodies.Sum))]
    [InlineData(nameof(GeneratedBodies.Arguments))]
    [InlineData(nameof(GeneratedBodies.Joins))]
    [InlineData(nameof(GeneratedBodies.WideJoin))]
    [InlineData(nameof(GeneratedBodies.Exits))]
    [InlineData(nameof(GeneratedBodies.SwitchSections))]
    [InlineData(nameof(GeneratedBodies.SwitchArms))]
    [InlineData(nameof(GeneratedBodies.LargeLoop))]
    [InlineData(nameof(GeneratedBodies.CallsInOneTry))]
    [InlineData(nameof(GeneratedBodies.Finallys))]
    [InlineData(nameof(GeneratedBodies.References))]
    [InlineData(nameof(GeneratedBodies.Flags))]
    [InlineData(nameof(GeneratedBodies.Finally))]
    [InlineData(nameof(GeneratedBodies.Leases))]
    [InlineData(nameof(GeneratedBodies.HandedOn))]
    public async Task Nothing_is_compared_with_everything_else(string shape)
    {
        double small = await WorkPerStatementAsync(shape, 200);
        Assert.InRange(await WorkPerStatementAsync(shape, 1_600), 0, MostGrowthOfTables * small);
    }

    private static async Task AssertGrowsWithSizeAsync(Func<int, Task<double>> workPerStatement)
    {
        double least = await workPerStatement(10);
        foreach (int size in new[] { 100, 1_000, 10_000 })
        {
            double work = await workPerStatement(size);
            Assert.InRange(work, 0, MostGrowth * least);
            least = Math.Min(least, work);
        }
    }

    private static async Task<double> WorkPerStatementAsync(string shape, int statements)
    {
        Budget budget = await Simulated.RunAsync(Generate(shape, statements));
        Assert.Null(budget.ExceededAt);
        return (double)budget.Work / statements;
    }

    private static string Generate(string shape, int size) =>
        Convert.ToString(typeof(GeneratedBodies).GetMethod(shape)!.Invoke(null, [size]), CultureInfo.InvariantCulture)!;
}
