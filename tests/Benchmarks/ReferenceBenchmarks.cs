using BenchmarkDotNet.Attributes;

namespace Quiesce.Benchmarks;

/// <summary>What it costs to be inside, uncontended: a lock, a module reference, a read-side critical section.</summary>
[MemoryDiagnoser]
public class ReferenceBenchmarks
{
    private readonly object gate = new();
    private readonly Lock modernGate = new();
    private readonly Module module = new ModuleTable().Load("benchmark", new EmptyModule());
    private long inside;

    [Benchmark(Baseline = true, Description = "lock (object)")]
    public long MonitorLock()
    {
        lock (gate)
            return ++inside;
    }

    [Benchmark(Description = "lock (Lock)")]
    public long ModernLock()
    {
        lock (modernGate)
            return ++inside;
    }

    [Benchmark(Description = "TryGet + Put")]
    public long GetAndPut()
    {
        if (!module.TryGet())
            return 0;
        long seen = ++inside;
        module.Put();
        return seen;
    }

    [Benchmark(Description = "using Acquire")]
    public long Scope()
    {
        using ModuleScope scope = module.Acquire();
        return scope.IsHeld ? ++inside : 0;
    }

    [Benchmark(Description = "ReadLock + ReadUnlock")]
    public long ReadSection()
    {
        Rcu.ReadLock();
        long seen = ++inside;
        Rcu.ReadUnlock();
        return seen;
    }

    [Benchmark(Description = "using Read")]
    public long ReadScope()
    {
        using (Rcu.Read())
            return ++inside;
    }

    [Benchmark(Description = "no protection")]
    public long Nothing() => ++inside;

    private sealed class EmptyModule : IModule
    {
        public void Init(Module self)
        {
        }

        public void Exit()
        {
        }
    }
}
