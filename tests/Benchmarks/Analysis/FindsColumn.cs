using System.Collections.Concurrent;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Quiesce.Benchmarks.Analysis;

/// <summary>Whether an analysis found what it was after.</summary>
sealed class FindsColumn : IColumn
{
    private static readonly ConcurrentDictionary<string, bool> s_found = [];

    public string Id => nameof(FindsColumn);

    public string ColumnName => "Finds";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => false;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Whether the defect at the end of the body was reported";

    public static void Record(string benchmark, Shape shape, int statements, bool finds) => s_found[$"{benchmark} {shape} {statements}"] = finds;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(c => c.Descriptor.Type == typeof(BodyBenchmarks));

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        string benchmark = string.Join(
            ' ', benchmarkCase.Descriptor.WorkloadMethod.Name, benchmarkCase.Parameters[nameof(BodyBenchmarks.Shape)], benchmarkCase.Parameters[nameof(BodyBenchmarks.Statements)]);
        return s_found.TryGetValue(benchmark, out bool finds) ? finds ? "yes" : "no" : "";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
