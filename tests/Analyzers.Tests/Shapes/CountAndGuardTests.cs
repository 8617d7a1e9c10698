using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>The shapes of docs/shapes.md about counts, looks, guards and acquires that throw.</summary>
public sealed class CountAndGuardTests
{
    private const string Gate = """
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public Task EnterAsync(CancellationToken c) => Task.CompletedTask;
            [Releases(Kind = "gate")] public void Exit() { }
            [Observes(HeldQuery = true)] public bool IsEntered => true;
        }

        """;

    private const string Pool = """
        sealed class Pool
        {
            [return: Acquired(Kind = "pool")] public int[] Rent(int size) => new int[size];
            public void Return([Releases(Kind = "pool")] int[] items) { }
        }

        """;

    [Fact]
    public Task F2_released_although_the_cancelled_acquire_was_caught() => Verify.Rule(Gate + """
        async Task Open(Gate gate, Action work, CancellationToken c)
        {
            try
            {
                await gate.EnterAsync(c);
                work();
            }
            catch (OperationCanceledException)
            {
            }
            finally
            {
                gate.Exit(); // QSC102: 'gate' is released more often than it was acquired
            }
        }
        """);

    [Fact]
    public Task F2_released_although_only_the_acquire_itself_can_have_failed() => Verify.Rule(Gate + """
        async Task Open(Gate gate, Action work, CancellationToken c)
        {
            try
            {
                await gate.EnterAsync(c); // QSC113: 'gate'
                work();
            }
            finally
            {
                gate.Exit();
            }
        }
        """);

    [Fact]
    public Task F6_decides_on_the_state_then_acts() => Verify.Rule("""
        void Open(Module shell, Action<Module> run)
        {
            if (shell.State == ModuleState.Live)
            {
                shell.Get(); // QSC109: 'shell' is acquired because of
                try
                {
                    run(shell);
                }
                finally
                {
                    shell.Put();
                }
            }
        }
        """);

    [Fact]
    public Task F11_a_count_written_by_hand() => Verify.Rule("""
        sealed class Handle : IDisposable
        {
            private long _count;

            public void AddRef() => Interlocked.Increment(ref _count);

            public void Release()
            {
                Interlocked.Decrement(ref _count); // QSC111: '_count'
                if (Interlocked.Read(ref _count) == 0)
                    Dispose();
            }

            public void Dispose() => GC.SuppressFinalize(this);
        }
        """);

    [Fact]
    public Task F12_a_guard_copied() => Verify.Rule("""
        void Open(Module owner)
        {
            using ModuleScope scope = owner.Acquire();
            ModuleScope same = scope; // QSC108: 'scope'
            same.Dispose();
        }
        """);

    [Fact]
    public Task N7_released_if_it_is_held() => Verify.Silent(Gate + """
        void Close(Gate gate)
        {
            if (gate.IsEntered)
                gate.Exit();
        }
        """);

    [Fact]
    public Task N15_on_the_stack_or_rented_and_returned_if_rented() => Verify.Silent(Pool + """
        void Sum(Pool pool, int size)
        {
            int[]? rented = null;
            Span<int> items = size <= 16 ? stackalloc int[16] : (rented = pool.Rent(size));
            items[0] = size;
            if (rented is not null)
                pool.Return(rented);
        }
        """);

    [Fact]
    public Task N16_rents_a_larger_one_and_returns_the_old() => Verify.Silent(Pool + """
        private int[] _items = new int[0];

        void Grow(Pool pool)
        {
            int[] next = pool.Rent(_items.Length * 2);
            Array.Copy(_items, next, _items.Length);
            int[] old = _items;
            _items = next;
            pool.Return(old);
        }
        """);

    [Fact]
    public Task N27_a_guard_passed_by_reference_to_who_only_asks() => Verify.Silent("""
        void Open(Module owner)
        {
            using ModuleScope scope = owner.Acquire();
            Show(scope);
        }

        static void Show(in ModuleScope scope) => Console.WriteLine(scope.IsHeld);
        """);
}
