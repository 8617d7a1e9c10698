using Xunit;

namespace Quiesce.Analyzers.Tests.Engine;

/// <summary>An operator, a conversion and a deconstruction that somebody wrote are calls, and their contracts apply.</summary>
public sealed class OperatorTests
{
    private const string Plugin = """
        class Plugin
        {
            private readonly Module _module = null!;
            [return: Acquired(Kind = "module")] public static ModuleLease? operator +(Plugin plugin, int tries) => plugin._module.Lease();
            [return: Acquired(Kind = "module")] public static ModuleLease? operator ~(Plugin plugin) => plugin._module.Lease();
            [return: Acquired(Kind = "module")] public static implicit operator ModuleLease?(Plugin plugin) => plugin._module.Lease();
            public void Deconstruct([Acquired(Kind = "module")] out ModuleLease? lease, out int tries)
            {
                lease = _module.Lease();
                tries = 1;
            }
        }

        """;

    [Fact]
    public Task Gives_a_reference() => Verify.Rule(Plugin + """
        class C
        {
            void Add(Plugin plugin, bool busy)
            {
                ModuleLease? lease = plugin + 1; // QSC101: 'plugin + 1' is not released when 'busy' is true
                if (busy)
                    return;
                lease?.Dispose();
            }
            void Complement(Plugin plugin, bool busy)
            {
                ModuleLease? lease = ~plugin; // QSC101: '~plugin' is not released when 'busy' is true
                if (busy)
                    return;
                lease?.Dispose();
            }
            void Convert(Plugin plugin, bool busy)
            {
                ModuleLease? lease = plugin; // QSC101: 'plugin' is not released when 'busy' is true
                if (busy)
                    return;
                lease?.Dispose();
            }
            void TakeApart(Plugin plugin, bool busy)
            {
                var (lease, _) = plugin; // QSC101: 'lease' is not released when 'busy' is true
                if (busy)
                    return;
                lease?.Dispose();
            }
            void Each(Plugin[] plugins, bool busy)
            {
                foreach (var (lease, tries) in plugins) // QSC101: 'lease' is not released when 'busy' is true
                {
                    if (busy)
                        return;
                    lease?.Dispose();
                }
            }
        }
        """);

    [Fact]
    public Task Gives_a_reference_that_is_given_back() => Verify.Silent(Plugin + """
        class C
        {
            void Add(Plugin plugin)
            {
                using ModuleLease? lease = plugin + 1;
            }
            ModuleLease? Convert(Plugin plugin) => plugin;
            void TakeApart(Plugin plugin, bool busy)
            {
                (ModuleLease? lease, int tries) = plugin;
                if (busy && tries > 0)
                {
                    lease?.Dispose();
                    return;
                }
                lease?.Dispose();
            }
        }
        """);

    [LanguageFact("14.0")]
    public Task Changes_its_object() => Verify.Rule("""
        class Gate
        {
            private int _entered;
            [Acquires(Kind = "gate")] public void operator +=(int count) => _entered += count;
            [Releases(Kind = "gate")] public void operator -=(int count) => _entered -= count;
            [Acquires(Kind = "gate")] public void operator ++() => _entered++;
            [Releases(Kind = "gate")] public void operator --() => _entered--;
        }
        class C
        {
            void Add(Gate gate, bool busy)
            {
                gate += 1; // QSC101: 'gate' is not released when 'busy' is true
                if (busy)
                    return;
                gate -= 1;
            }
            void Count(Gate gate, bool busy)
            {
                gate++; // QSC101: 'gate' is not released when 'busy' is true
                if (busy)
                    return;
                gate--;
            }
        }
        """);

    [Fact]
    public Task A_deconstruction_uses_what_it_takes_apart() => Verify.Rule("""
        class Gate
        {
            [Acquires(Kind = "gate")] public void Enter() { }
            [Releases(Kind = "gate")] public void Leave() { }
            public void Deconstruct(out int first, out int second) => first = second = 0;
        }
        class C
        {
            int Late(Gate gate)
            {
                gate.Enter();
                gate.Leave();
                var (first, second) = gate; // QSC103: 'gate' is used after it was given up
                return first + second;
            }
            int Early(Gate gate)
            {
                gate.Enter();
                (int first, int second) = gate;
                gate.Leave();
                return first + second;
            }
        }
        """);

    [Fact]
    public Task Has_a_contract_without_effect() => Verify.Rule("""
        class Gate
        {
            [Acquires(Kind = "gate", Of = "nobody")] // QSC901: 'nobody' names no operand of 'op_Addition'
            public static Gate operator +(Gate gate, int count) => gate;
        }
        """);

    [Fact]
    public Task Asks_the_same_of_the_same_when_it_is_declared_to_do_nothing() => Verify.Silent("""
        class Rank
        {
            [NeverThrows] public static bool operator >(Rank left, Rank right) => left.GetHashCode() > right.GetHashCode();
            [NeverThrows] public static bool operator <(Rank left, Rank right) => right > left;
        }
        class C
        {
            void Open(Module owner, Rank level, Rank limit)
            {
                if (level > limit && !owner.TryGet())
                    return;
                if (level > limit)
                    owner.Put();
            }
        }
        """);
}
