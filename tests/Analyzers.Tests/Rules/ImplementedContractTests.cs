using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Contracts that a member has from what it implements, and those of constructors.</summary>
public sealed class ImplementedContractTests
{
    private const string Api = """
        interface ICounted
        {
            [Acquires] bool TryAdd();
            [Releases] void Drop();
        }

        class Item : ICounted
        {
            public bool TryAdd() => true;
            public void Drop() { }
        }

        sealed class Hidden : ICounted
        {
            public bool TryAdd() => true;
            void ICounted.Drop() { }
        }

        sealed class Gate
        {
            [Acquires(Kind = "gate"), NeverThrows] public void Enter() { }
            [Releases(Kind = "gate")] public void Exit() { }
        }

        [Guard]
        sealed class Entered : IDisposable
        {
            private readonly Gate _gate;
            [Acquires(Of = "gate", Kind = "gate")] public Entered(Gate gate) { _gate = gate; gate.Enter(); }
            public void Dispose() => _gate.Exit();
        }

        sealed class Handle
        {
            [Acquires] public Handle() { }
            [Releases] public void Close() { }
        }

        """;

    [Fact]
    public Task A_member_does_what_the_interface_says() => Rule("""
        void Leak(Item item, bool busy)
        {
            if (!item.TryAdd()) // QSC101: 'item' is not released when 'busy' is true
                return;
            if (busy)
                return;
            item.Drop();
        }
        """);

    [Fact]
    public Task By_whichever_name_it_is_called() => Silent("""
        void Cast(Item item) { if (!item.TryAdd()) return; ((ICounted)item).Drop(); }
        void Explicit(Hidden hidden) { if (!hidden.TryAdd()) return; ((ICounted)hidden).Drop(); }
        """);

    [Fact]
    public Task A_constructor_takes_for_the_new_object() => Rule("""
        void Leak(bool busy)
        {
            var handle = new Handle(); // QSC101: is not released when 'busy' is true
            if (busy)
                return;
            handle.Close();
        }

        void LeakGuard(Gate gate, bool busy)
        {
            var entered = new Entered(gate); // QSC101: is not released when 'busy' is true
            if (busy)
                return;
            entered.Dispose();
        }
        """);

    [Fact]
    public Task And_what_it_took_is_given_back() => Silent("""
        void Used(Gate gate) { using var entered = new Entered(gate); Console.Beep(); }
        void Closed() { var handle = new Handle(); handle.Close(); }
        """);

    private static Task Rule(string snippet) => Verify.Rule(InClass(snippet));

    private static Task Silent(string snippet) => Verify.Silent(InClass(snippet));

    private static string InClass(string snippet) => Api + "sealed class C\n{\n" + snippet + "\n}\n";
}
