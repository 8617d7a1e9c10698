using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Nothing is offered where the remedied code would do something else than the code did.</summary>
public class SameBehaviourTests
{
    [Theory]
    [InlineData("int M(Module m, Func<int> work) { int n = 0; _all.Add(m); n = work(); if (!m.TryGet()) return n; m.Put(); return n; }")]
    [InlineData("void M(Module m, Module other) { _slot = m = other; if (!m.TryGet()) return; m.Put(); }")]
    [InlineData("void M(Module m, Module a) { if (!a.TryGet()) return; _all.Add(m); a.Put(); if (!m.TryGet()) return; m.Put(); }")]
    [InlineData("int M(Module m) { _all.Add(m); _count++; if (!m.TryGet()) return _count; m.Put(); return 0; }")]
    [InlineData("void M(Module m) { _all.Add(m); if (!m.TryGet()) { _all.Remove(m); return; } m.Put(); }")]
    public Task What_stands_between_publish_and_acquire_is_not_moved(string method) => OnFindings.IsNeverOffered<TakeBeforePublish>(
        $$"""
        private readonly List<Module> _all = new();
        private Module? _slot;
        private int _count;
        int Count => _all.Count + _count;
        Module? Slot => _slot;
        {{method}}
        """);

    [Theory]
    [InlineData("using (scope) { Console.WriteLine(scope.IsHeld); }")]
    [InlineData("ModuleScope copy = scope; copy.Dispose();")]
    public Task A_second_release_is_not_hidden_behind_an_in(string use) => OnFindings.IsNeverOffered<PassByIn>(
        $$"""
        void M(Module module)
        {
            using ModuleScope scope = module.Acquire();
            if (scope.IsHeld)
                Use(scope);
        }
        static void Use(ModuleScope scope) { {{use}} }
        """);

    [Fact]
    public Task What_the_acquire_is_told_is_not_lost_to_a_scope() => OnFindings.IsNeverOffered<ScopeGuard>(
        """
        sealed class Resource
        {
            [Acquires(Kind = "res"), NeverThrows, MustCheck] public bool TryGet(int timeout) => timeout > 0;
            [Releases(Kind = "res"), NeverThrows] public void Put() { }
            [return: Acquired(Kind = "res")] public Hold Acquire() => new(this);
        }
        [Guard(HeldProperty = nameof(IsHeld))]
        readonly ref struct Hold
        {
            private readonly Resource? _resource;
            public Hold(Resource resource) => _resource = resource;
            public bool IsHeld => _resource is not null;
            public void Dispose() => _resource?.Put();
        }
        class C
        {
            void M(Resource resource, Action work)
            {
                if (!resource.TryGet(500))
                    return;
                work();
                resource.Put();
            }
        }
        """);

    [Fact]
    public async Task A_property_that_is_computed_may_be_another_object_the_next_time()
    {
        const string members = """
            private int _next;
            private readonly Module[] _all = new Module[9];
            Module Next => _all[_next++];
            void M(bool isBusy, Action work)
            {
                if (!Next.TryGet())
                    return;
                if (isBusy)
                    return;
                work();
            }
            """;
        await OnFindings.IsNeverOffered<ScopeGuard>(members);
        await OnFindings.IsNeverOffered<ReleaseInFinally>(members);
        await OnFindings.IsNeverOffered<ReleaseBeforeExit>(members);
    }

    [Fact]
    public Task What_was_taken_last_is_released_first() => OnFindings.Becomes<ReleaseBeforeExit>(
        """
        sealed class Lock
        {
            [Acquires(Kind = "l:read"), NeverThrows] public void EnterRead() { }
            [Releases(Kind = "l:read"), NeverThrows] public void ExitRead() { }
            [Acquires(Kind = "l:write"), NeverThrows] public void EnterWrite() { }
            [Releases(Kind = "l:write"), NeverThrows] public void ExitWrite() { }
        }
        class C
        {
            private int _n;
            void M(Lock l, bool isBusy)
            {
                l.EnterRead();
                l.EnterWrite();
                if (isBusy)
                    return;
                _n++;
                l.ExitWrite();
                l.ExitRead();
            }
        }
        """,
        """
        sealed class Lock
        {
            [Acquires(Kind = "l:read"), NeverThrows] public void EnterRead() { }
            [Releases(Kind = "l:read"), NeverThrows] public void ExitRead() { }
            [Acquires(Kind = "l:write"), NeverThrows] public void EnterWrite() { }
            [Releases(Kind = "l:write"), NeverThrows] public void ExitWrite() { }
        }
        class C
        {
            private int _n;
            void M(Lock l, bool isBusy)
            {
                l.EnterRead();
                l.EnterWrite();
                if (isBusy)
                {
                    l.ExitWrite();
                    l.ExitRead();
                    return;
                }
                _n++;
                l.ExitWrite();
                l.ExitRead();
            }
        }
        """);

    [Fact]
    public Task A_release_whose_result_must_be_looked_at_is_not_written() => OnFindings.IsNeverOffered<ReleaseInstead>(
        """
        class Image
        {
            [Acquires, NeverThrows] public bool TryRetain() => true;
            [Releases, MustCheck, NeverThrows] public bool Release() => true;
            [Reclaims] public void Free() { }
        }
        class C
        {
            public void M(Image image) { image.Free(); }
        }
        """);

    [Fact]
    public Task What_throws_before_is_no_release_before() => OnFindings.Becomes<ReleaseInstead>(
        """
        abstract class Image : IDisposable
        {
            [Acquires, NeverThrows] public abstract bool TryRetain();
            [Releases, NeverThrows] public abstract void Release();
            [Reclaims] public abstract void Dispose();
        }
        class C
        {
            void M(Image image, Action work)
            {
                if (!image.TryRetain())
                    return;
                try { work(); } finally { image.Dispose(); }
            }
        }
        """,
        """
        abstract class Image : IDisposable
        {
            [Acquires, NeverThrows] public abstract bool TryRetain();
            [Releases, NeverThrows] public abstract void Release();
            [Reclaims] public abstract void Dispose();
        }
        class C
        {
            void M(Image image, Action work)
            {
                if (!image.TryRetain())
                    return;
                try { work(); } finally { image.Release(); }
            }
        }
        """);
}
