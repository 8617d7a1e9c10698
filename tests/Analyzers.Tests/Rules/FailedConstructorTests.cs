using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC101: nobody gives back what is in an object whose constructor throws.</summary>
public sealed class FailedConstructorTests
{
    [Theory]
    [InlineData("_lease = m.Lease() ?? throw new InvalidOperationException(); // QSC101: throws at line", "if (n < 0) throw new ArgumentException();")]
    [InlineData("_lease = m.Lease()!; // QSC101: overwritten at line", "if (n == 0) _lease = m.Lease()!;")]
    [InlineData("_lease = m.Lease()!; // QSC101: overwritten at line", "for (int i = 0; i < 2; i++) _lease = m.Lease()!; // QSC101")]
    [InlineData("_lease = m.Lease()!; // QSC101: throws at line", "while (n-- > 0) Quiet(); if (n == -7) throw new ArgumentException();")]
    [InlineData("_lease = m.Lease()!; // QSC101: overwritten at line", "System.Threading.Interlocked.Exchange(ref _lease, null!);")]
    [InlineData("_lease = m.Lease()!; // QSC110: 'Check(n < 0)' throws", "Check(n < 0);")]
    [InlineData("Lease = m.Lease()!; // QSC101: throws at line", "if (n < 0) throw new ArgumentException();")]
    [InlineData("_lease = m.Lease()!; // QSC101", "n = n switch { 0 => 1, 1 => 2, _ => throw new ArgumentException() };")]
    [InlineData("if (!m.TryGet()) return; // QSC101", "_m = m; if (n < 0) throw new ArgumentException();")]
    [InlineData("_m = m; if (!_m.TryGet()) return; // QSC101", "if (n < 0) throw new ArgumentException();")]
    [InlineData("_lease = m.Lease()!; // QSC110: 'm' is not released when 'Work()' throws", "Work();")]
    [InlineData("_lease = m.Lease()!; // QSC101", "try { Work(); } catch (FormatException) { throw; }")]
    public Task Keeps_it(string take, string then) => Verify.Rule(Type(take, then), new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("if (n < 0) { _lease.Dispose(); throw new ArgumentException(); }")]
    [InlineData("try { if (n < 0) throw new ArgumentException(); } catch { Dispose(); throw; }")]
    [InlineData("try { if (n < 0) throw new ArgumentException(); } catch { Close(); throw; }")]
    [InlineData("all.Add(this); if (n < 0) throw new ArgumentException();")]
    [InlineData("all.Add(_lease); if (n < 0) throw new ArgumentException();")]
    [InlineData("Ended += Dispose; if (n < 0) throw new ArgumentException();")]
    [InlineData("Ended += () => Close(); if (n < 0) throw new ArgumentException();")]
    [InlineData("Ended += () => _lease.Dispose(); if (n < 0) throw new ArgumentException();")]
    [InlineData("if (n < 0) return; Quiet();")]
    [InlineData("while (n-- > 0) Quiet();")]
    [InlineData("foreach (object one in all) { _lease?.Dispose(); _lease = m.Lease()!; }")]
    [InlineData("System.Threading.Interlocked.Exchange(ref _lease, null!)?.Dispose(); Quiet();")]
    [InlineData("if (n < 0) { System.Threading.Interlocked.Exchange(ref _lease, null!)?.Dispose(); throw new ArgumentException(); }")]
    [InlineData("foreach (object one in all) _lease ??= m.Lease()!;")]
    [InlineData("s_all[this] = n; if (n < 0) throw new ArgumentException();")]
    [InlineData("Quiet();")]
    public Task Gives_it_back_or_lives_on(string then) => Verify.Silent(Type("_lease = m.Lease()!;", then), new VerifyOptions { Twins = false });

    [Fact]
    public Task Waits_until_it_has_it() => Verify.Silent("""
        sealed class Holder : IDisposable
        {
            private readonly ModuleLease? _lease;
            public Holder(Module[] all)
            {
                while (_lease is null)
                    _lease = all[0].Lease();
                bool got = false;
                for (int i = 0; i < all.Length && !got; i++)
                    got = all[i].Name.Length > 0;
            }
            public void Dispose() => _lease?.Dispose();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Who_has_a_finalizer_is_looked_at_again() => Verify.Silent("""
        class Base { ~Base() => Close(); protected virtual void Close() { } }
        sealed class Holder : Base
        {
            private readonly ModuleLease? _lease;
            public Holder(Module m, int n)
            {
                _lease = m.Lease();
                if (n < 0)
                    throw new ArgumentException();
            }
            protected override void Close() => _lease?.Dispose();
        }
        """);

    private static string Type(string take, string then) => $$"""
        sealed class Holder : IDisposable
        {
            private ModuleLease _lease = null!;
            private Module? _m;
            private ModuleLease Lease { get; set; } = null!;
            private static event Action? Ended;
            private static readonly Dictionary<Holder, int> s_all = new();

            public Holder(Module m, int n, List<object> all)
            {
                {{take}}
                {{then}}
            }

            [NeverThrows] private static void Quiet() { }
            private static void Check([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(true)] bool isWrong)
            {
                if (isWrong)
                    throw new ArgumentException();
            }
            private static void Work() => Ended?.Invoke();
            private void Close() => _lease.Dispose();

            public void Dispose()
            {
                _lease.Dispose();
                Lease.Dispose();
                _m?.Put();
            }
        }
        """;
}
