using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Quiesce.Benchmarks.Analysis;

// In this process: a generated project would inherit the strict settings of this repository. Run with -c Release.
// Few, short iterations: on a busy machine more of them only take longer; compare the medians of one run.
Job job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithIterationTime(TimeInterval.FromMilliseconds(100))
    .WithWarmupCount(5)
    .WithIterationCount(15);
IConfig config = DefaultConfig.Instance.AddJob(job).AddColumn(StatisticColumn.Median, new FindsColumn());
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
