using System.Globalization;
using Quiesce.Analyzers.Simulation;
using Xunit;

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
    public async Task Costs_grow_with_the_size_up_to_10000_statements(string shape)
    {
        double small = await WorkPerStatementAsync(shape, 100);
        Assert.InRange(await WorkPerStatementAsync(shape, 10), 0, 3 * small);
        Assert.InRange(await WorkPerStatementAsync(shape, 1_000), 0, MostGrowth * small);
        Assert.InRange(await WorkPerStatementAsync(shape, 10_000), 0, MostGrowth * small);
    }

    [Theory]
    [InlineData(nameof(GeneratedBodies.ThrowingCalls))]
    [InlineData(nameof(GeneratedBodies.Locals))]
    [InlineData(nameof(GeneratedBodies.Fields))]
    [InlineData(nameof(GeneratedBodies.Sum))]
    [InlineData(nameof(GeneratedBodies.Arguments))]
    [InlineData(nameof(GeneratedBodies.Joins))]
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

    private static async Task<double> WorkPerStatementAsync(string shape, int statements)
    {
        Budget budget = await Simulated.RunAsync(Generate(shape, statements));
        Assert.Null(budget.ExceededAt);
        return (double)budget.Work / statements;
    }

    private static string Generate(string shape, int size) =>
        Convert.ToString(typeof(GeneratedBodies).GetMethod(shape)!.Invoke(null, [size]), CultureInfo.InvariantCulture)!;
}
