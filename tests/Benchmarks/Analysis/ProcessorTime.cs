using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Quiesce.Benchmarks.Analysis;

/// <summary>
/// Analyses are measured in processor time, all threads of this process together: what else the machine does then matters little,
/// and a garbage collection in the background is not for free. Run them with DOTNET_TieredCompilation=0: else most of it is the
/// just-in-time compiler, which works on in the background for many seconds.
/// </summary>
sealed class ProcessorTime : ManualConfig
{
    public ProcessorTime() => AddJob(Job.Default.WithClock(new Clock()).WithWarmupCount(2).WithIterationCount(5).AsMutator());

    private sealed class Clock : IClock
    {
        public string Title => "processor time";

        public bool IsAvailable => true;

        public Frequency Frequency => new(TimeSpan.TicksPerSecond);

        public long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
    }
}
