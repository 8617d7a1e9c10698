using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Atomic calls on variables of the body: who comes first gives the reference back.</summary>
public sealed class AtomicVariableTests
{
    [Fact]
    public Task Exchanged_once() => Verify.Silent("""
        void Run(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            int done = 0;
            void Release()
            {
                if (Interlocked.Exchange(ref done, 1) == 0)
                    owner.Put();
            }
            try
            {
                work();
                Release();
            }
            finally
            {
                Release();
            }
        }
        """);

    [Fact]
    public Task Exchanged_if_it_is_what_it_was() => Verify.Silent("""
        void Run(Module owner, Action work)
        {
            int held = owner.TryGet() ? 1 : 0;
            try
            {
                work();
            }
            finally
            {
                if (Interlocked.CompareExchange(ref held, 7, 1) == 1)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task Counted_down() => Verify.Silent("""
        void Run(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            int left = 1;
            try
            {
                work();
                if (Interlocked.Decrement(ref left) == 0)
                    owner.Put();
            }
            finally
            {
                if (Interlocked.Decrement(ref left) == 0)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task Counted_up() => Verify.Silent("""
        void Run(Module owner, bool wanted)
        {
            int held = 0;
            if (wanted && owner.TryGet())
                Interlocked.Increment(ref held);
            if (Interlocked.Add(ref held, 2) == 3)
                owner.Put();
        }
        """);

    [Fact]
    public Task Twice() => Verify.Rule("""
        void Run(Module owner)
        {
            if (!owner.TryGet())
                return;
            int held = 1;
            if (Interlocked.Exchange(ref held, 0) == 1)
                owner.Put();
            if (Interlocked.Exchange(ref held, 1) == 0)
                owner.Put(); // QSC102
        }
        """);

    [Fact]
    public Task Never_on_one_path() => Verify.Rule("""
        void Run(Module owner, bool wanted)
        {
            if (!owner.TryGet()) // QSC101
                return;
            int held = 0;
            if (wanted)
                held = 1;
            if (Interlocked.CompareExchange(ref held, 2, 1) == 1)
                owner.Put();
        }
        """);

    [Fact]
    public Task Counted_too_far() => Verify.Rule("""
        void Run(Module owner)
        {
            if (!owner.TryGet()) // QSC101
                return;
            int left = 2;
            if (Interlocked.Decrement(ref left) == 0)
                owner.Put();
        }
        """);

    [Fact]
    public Task Counted_from_one_to_two() => Verify.Rule("""
        void Run(Module owner)
        {
            if (!owner.TryGet()) // QSC101
                return;
            int held = 1;
            if (Interlocked.Increment(ref held) == 1)
                owner.Put();
        }
        """);
}
