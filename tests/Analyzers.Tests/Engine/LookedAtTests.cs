using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Bodies that do not name the type they work on: the declaration around them does, or nothing needs to.</summary>
public sealed class LookedAtTests
{
    [Fact]
    public Task An_accessor() => Verify.Rule("""
        Module? G
        {
            set
            {
                if (!value!.TryGet()) // QSC101: 'value' is not released when 'value.RefCount > 5' is true
                    return;
                if (value.RefCount > 5)
                    return;
                value.Put();
            }
        }
        """, new() { Twins = false }); // an accessor's value has no twin

    [Fact]
    public Task An_accessor_that_runs_once() => Verify.Rule("""
        bool Busy;
        Module? G
        {
            get => null;
            init
            {
                if (!value!.TryGet()) // QSC101
                    return;
                if (Busy)
                    return;
                value.Put();
            }
        }
        """, new() { Twins = false }); // an accessor's value has no twin

    [Fact]
    public Task Functions_in_initialisers() => Verify.Rule("""
        class D
        {
            static bool Busy;
            Action<Module> _field = m =>
            {
                if (!m.TryGet()) // QSC101
                    return;
                if (Busy)
                    return;
                m.Put();
            };
            Action<Module> Property { get; } = m =>
            {
                if (!m.TryGet()) // QSC101
                    return;
                if (Busy)
                    return;
                m.Put();
            };
            Dictionary<string, Action<Module>> _table = new()
            {
                ["a"] = m =>
                {
                    if (!m.TryGet()) // QSC101
                        return;
                    if (Busy)
                        return;
                    m.Put();
                },
            };
            event Action<Module> Done = m =>
            {
                if (!m.TryGet()) // QSC101
                    return;
                if (Busy)
                    return;
                m.Put();
            };
            void Raise(Module m) => Done(m);
        }
        """);

    [Fact]
    public Task Functions_for_another_constructor() => Verify.Rule("""
        class Worker { public Worker(Action<Module> work) { } }
        class Busy : Worker
        {
            static bool s_busy;
            public Busy() : base(m =>
            {
                if (!m.TryGet()) // QSC101
                    return;
                if (s_busy)
                    return;
                m.Put();
            })
            {
            }
        }
        """);

    [Fact]
    public Task What_using_disposes() => Verify.Rule("""
        abstract class Image : IDisposable
        {
            [Acquires] public abstract bool TryRetain();
            [Releases] public abstract void Release();
            [Reclaims] public abstract void Dispose();
        }

        class User
        {
            void Block(Image image)
            {
                using (image) // QSC114
                {
                    Console.Beep();
                }
            }
        }
        """);

    [Fact]
    public Task What_an_indexer_gives() => Verify.Rule("""
        abstract class Item { [Releases] public abstract void Release(); }
        abstract class Shelf { public abstract Item this[int index] { [return: Acquired] get; } }
        class User
        {
            Shelf _shelf = null!;
            bool _busy;
            void Leak()
            {
                var item = _shelf[0]; // QSC101
                if (_busy)
                    return;
                item.Release();
            }
        }
        """);
}
