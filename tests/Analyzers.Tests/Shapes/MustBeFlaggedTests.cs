using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Mistakes from real threads: the F shapes of docs/shapes.md that these rules cover.</summary>
public sealed class MustBeFlaggedTests
{
    [Fact]
    public Task F1_published_before_the_callers_reference_is_taken() => Verify.Rule("""
        private Module? _current;

        void Swap(ModuleTable table, Module next, Action<Module> copy)
        {
            Interlocked.Exchange(ref _current, next)?.Put();
            if (!next.TryGet()) // QSC112: 'next' is acquired after others could reach it: published at line 5
                return;
            try
            {
                copy(next);
            }
            finally
            {
                next.Put();
            }
        }
        """);

    [Fact]
    public Task F2_released_although_the_cancellable_acquire_was_caught() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            bool held = false;
            try
            {
                held = owner.TryGet();
                work();
            }
            finally
            {
                owner.Put(); // QSC102: 'owner' is released although it was not acquired
            }
        }
        """);

    [Fact]
    public Task F3_released_on_the_normal_path_only() => Verify.Rule("""
        void Open(Module owner, Func<int> read)
        {
            if (!owner.TryGet()) // QSC110: 'owner' is not released when 'read()' throws
                return;
            int value = read();
            owner.Put();
            GC.KeepAlive(value);
        }
        """);

    [Fact]
    public Task F4_released_in_the_catch_and_again_in_the_finally() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                work();
            }
            catch (Exception)
            {
                owner.Put();
                throw;
            }
            finally
            {
                owner.Put(); // QSC102: 'owner' is released more often than it was acquired when 'work()' throws
            }
        }
        """);

    [Fact]
    public Task F5_used_after_put() => Verify.Rule("""
        void Open(Module owner, Action<Module> log)
        {
            if (!owner.TryGet())
                return;
            owner.Put();
            log(owner); // QSC103
        }
        """);

    [Fact]
    public Task F8_the_superseded_object_is_destroyed_directly_after_the_swap() => Verify.Rule("""
        private readonly RcuPointer<IDisposable> _current = new();

        void Rotate(IDisposable next)
        {
            IDisposable? old = _current.Exchange(next);
            if (old is not null)
                old.Dispose(); // QSC302: 'old' is reclaimed while readers may still see it
        }
        """);

    [Fact]
    public Task F8_the_superseded_counted_object_is_destroyed_directly_after_the_swap() => Verify.Rule("""
        abstract class Image : IDisposable
        {
            [Acquires] public abstract bool TryRetain();
            [Releases] public abstract void Release();
            [Reclaims] public abstract void Dispose();
        }
        class C
        {
            private Image? _current;

            void Rotate(Image next)
            {
                Image? old = Interlocked.Exchange(ref _current, next);
                if (old is not null)
                    old.Dispose(); // QSC114: 'old' is destroyed although it is counted and others may hold it
            }
        }
        """);

    [Fact]
    public Task F10_acquired_then_an_exception_before_ownership_is_stored() => Verify.Rule("""
        private readonly List<Module> _owners = new();

        void Open(Module owner, Action check)
        {
            if (!owner.TryGet()) // QSC110: 'owner' is not released when 'check()' throws
                return;
            check();
            _owners.Add(owner);
        }
        """);
}
