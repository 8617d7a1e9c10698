using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>The code of a counted type itself, and of tables of counted objects, as Lucene.Net has them.</summary>
public sealed class CountedTypeTests
{
    [Fact]
    public Task Its_disposal_gives_back_the_first_reference() => Verify.Silent("""
        public sealed class Reader : IDisposable
        {
            private readonly List<string> _listeners = new();
            private bool _isClosed;
            [Acquires(When = When.True)] public bool TryIncRef() => true;
            [Releases] public void DecRef() { }
            public void Dispose()
            {
                lock (_listeners)
                {
                    if (!_isClosed)
                    {
                        DecRef();
                        _isClosed = true;
                    }
                }
                _listeners.Clear();
                Check();
            }
            private void Check() { }
        }
        """);

    [Fact]
    public Task It_takes_what_it_declares_wherever_it_returns() => Verify.Silent("""
        public sealed class Reader
        {
            [Acquires]
            public void IncRef()
            {
                if (!TryIncRef())
                    EnsureOpen();
            }
            [Acquires(When = When.True)] public bool TryIncRef() => true;
            [Releases] public void DecRef() { }
            private void EnsureOpen() => throw new ObjectDisposedException(nameof(Reader));
        }
        """);

    [Fact]
    public Task It_takes_more_than_it_declares() => Verify.Rule("""
        public sealed class Reader
        {
            [Acquires]
            public void IncRef(bool twice)
            {
                if (!TryIncRef()) // QSC101
                    return;
                if (twice && !TryIncRef())
                    EnsureOpen();
            }
            [Acquires(When = When.True)] public bool TryIncRef() => true;
            [Releases] public void DecRef() { }
            private void EnsureOpen() => throw new ObjectDisposedException(nameof(Reader));
        }
        """);

    [Fact]
    public Task A_table_that_has_no_such_object_gives_none() => Verify.Silent("""
        private readonly Dictionary<long, Module> _modules = new();
        private readonly Func<Module> _make = null!;
        string Find(long key)
        {
            if (!_modules.TryGetValue(key, out var module))
            {
                module = _make();
                _modules[key] = module;
            }
            else if (!module.TryGet())
            {
                throw new InvalidOperationException();
            }
            return module.Name;
        }
        void Drop(long key) => _modules[key].Put();
        """);

    [Fact]
    public Task A_table_that_has_one_gives_it_on_every_path() => Verify.Rule("""
        private readonly Dictionary<long, Module> _modules = new();
        string Find(long key, bool isShort)
        {
            if (!_modules.TryGetValue(key, out var module))
                return "";
            if (!module.TryGet()) // QSC101
                return "";
            if (isShort)
                return "";
            module.Put();
            return module.Name;
        }
        """);

    [Fact]
    public Task The_first_of_several_uses_stands_for_all() => Verify.Rule("""
        void Run(Module owner, bool twice)
        {
            if (!owner.TryGet())
                return;
            owner.Put();
            if (twice)
                Use(owner); // QSC103
            Use(owner);
            Use(owner);
        }
        static void Use(Module module) { }
        """);
}
