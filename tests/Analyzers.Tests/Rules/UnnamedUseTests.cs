using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Uses without the name of a member, and mentions that are no use.</summary>
public sealed class UnnamedUseTests
{
    private const string Api = """
        abstract class Pool
        {
            [return: Acquired(Kind = "buffer")] public abstract int[] Rent();
            [NeverThrows] public abstract void Return([Releases(Kind = "buffer")] int[] buffer);
        }

        class Counted
        {
            [Acquires, NeverThrows] public bool TryAdd() => true;
            [Releases] public void Drop() { }
            public int Size;
            public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default;
            public static int operator +(Counted left, int right) => right;
        }

        sealed class Total { public static Total operator +(Total total, Counted item) => total; }

        """;

    [Fact]
    public Task Items_of_an_array() => Rule("""
        void Write(Pool pool) { var b = pool.Rent(); pool.Return(b);
            b[0] = 1; // QSC103
        }
        int Read(Pool pool) { var b = pool.Rent(); pool.Return(b);
            return b[0]; // QSC103
        }
        void Reference(Pool pool) { var b = pool.Rent(); pool.Return(b);
            ref int first = ref b[0]; // QSC103
            first = 1;
        }
        bool Match(Pool pool) { var b = pool.Rent(); pool.Return(b);
            return b is [1, ..]; // QSC103
        }
        """);

    [Fact]
    public Task Members_in_a_pattern() => Rule("""
        bool Match(Counted c) { if (!c.TryAdd()) return false; c.Drop();
            return c is { Size: > 0 }; // QSC103
        }
        """);

    [Fact]
    public Task Awaiting_it() => Rule("""
        async Task Wait(Counted c) { if (!c.TryAdd()) return; c.Drop();
            await c; // QSC103
        }
        """);

    [Fact]
    public Task An_operator_of_its_type() => Rule("""
        int Add(Counted c) { if (!c.TryAdd()) return 0; c.Drop();
            return c + 1; // QSC103
        }
        """);

    [Fact]
    public Task An_operator_may_keep_what_it_is_given() => Silent("""
        Total Sum(Counted c, Total t) { if (!c.TryAdd()) return t; t += c; return t; }
        int Add(Counted c) { if (!c.TryAdd()) return 0; return c + 1; }
        """);

    [Fact]
    public Task Which_object_it_is_may_be_asked() => Silent("""
        void Alive(Counted c) { if (!c.TryAdd()) return; c.Drop(); GC.KeepAlive(c); }
        bool Same(Counted c, object o) { if (!c.TryAdd()) return false; c.Drop(); return ReferenceEquals(c, o); }
        void Checked(Counted c) { if (!c.TryAdd()) return; c.Drop(); ArgumentNullException.ThrowIfNull(c); }
        bool Null(Counted c) { if (!c.TryAdd()) return false; c.Drop(); return c is { }; }
        """);

    private static Task Rule(string snippet) => Verify.Rule(InClass(snippet));

    private static Task Silent(string snippet) => Verify.Silent(InClass(snippet));

    private static string InClass(string snippet) => Api + "sealed class C\n{\n" + snippet + "\n}\n";
}
