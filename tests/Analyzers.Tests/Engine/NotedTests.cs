using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What an object notes of a reference that it took, in whatever members: the other half asks for it there.</summary>
public sealed class NotedTests
{
    [Theory]
    [InlineData("int _noted;", "_noted = 1;", "_noted == 1", "_noted = 0;")]
    [InlineData("int _noted;", "_noted++;", "_noted > 0", "_noted--;")]
    [InlineData("int _noted;", "_noted |= 2;", "(_noted & 2) != 0", "_noted &= ~2;")]
    [InlineData("object? _noted;", "_noted = new object();", "_noted != null", "_noted = null;")]
    [InlineData("DayOfWeek _noted;", "_noted = DayOfWeek.Monday;", "_noted == DayOfWeek.Monday", "_noted = DayOfWeek.Sunday;")]
    [InlineData("DateTime? _noted;", "_noted = DateTime.UtcNow;", "_noted is not null", "_noted = null;")]
    [InlineData("bool _noted;", "Volatile.Write(ref _noted, true);", "Volatile.Read(ref _noted)", "Volatile.Write(ref _noted, false);")]
    [InlineData("int _noted;", "Interlocked.Exchange(ref _noted, 1);", "Interlocked.Exchange(ref _noted, 0) == 1", "")]
    [InlineData("readonly bool[] _noted = new bool[1];", "_noted[0] = true;", "_noted[0]", "_noted[0] = false;")]
    [InlineData("readonly Dictionary<string, bool> _noted = new();", "_noted[m.Name] = true;", "_noted.TryGetValue(m.Name, out bool b) && b", "_noted.Remove(m.Name);")]
    public Task By_the_other_half_too(string member, string note, string isNoted, string clear) => Verify.Silent($$"""
        private {{member}}

        void Enter(Module m)
        {
            if (m.TryGet())
            {
                {{note}}
            }
        }

        void Leave(Module m)
        {
            if ({{isNoted}})
            {
                {{clear}}
                m.Put();
            }
        }
        """, new() { Twins = false }); // what a twin adds to one body is not in the other

    [Fact]
    public Task In_a_set() => Verify.Silent("""
        private readonly HashSet<Module> _entered = new();

        void Leave(Module m)
        {
            if (_entered.Remove(m))
                m.Put();
        }

        bool IsIn(Module m) => _entered.Contains(m);
        """);

    [Fact]
    public Task By_one_method_that_does_both() => Verify.Silent("""
        private bool _on;

        void Toggle(Module m)
        {
            if (_on)
            {
                m.Put();
                _on = false;
            }
            else
            {
                _on = m.TryGet();
            }
        }
        """);

    [Fact]
    public Task Where_no_other_half_asks() => Verify.Rule("""
        private int _errors;

        int Errors => _errors;

        void Open(Module m, bool isBroken)
        {
            if (!m.TryGet()) // QSC101: 'm' is not released when 'isBroken' is true
                return;
            if (isBroken)
            {
                _errors++;
                return;
            }
            m.Put();
        }
        """);

    [Fact]
    public Task That_there_is_none() => Verify.Rule("""
        private Module? _kept;

        void Open(Module m, bool isKept)
        {
            if (!m.TryGet()) // QSC101: 'm' is not released when 'isKept' is false
                return;
            _kept = isKept ? m : null;
        }

        void Close() => _kept?.Put();
        """);

    [Fact]
    public Task An_object_of_another_field() => Verify.Silent("""
        private readonly Module _module = new ModuleTable().Find("m")!;
        private Module? _entered;

        void Enter()
        {
            if (_module.TryGet())
                _entered = _module;
        }

        void Leave()
        {
            if (_entered != null)
            {
                _entered = null;
                _module.Put();
            }
        }
        """, new() { Twins = false });
}
