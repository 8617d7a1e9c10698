using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>A Dispose gives back what was taken, once, and where it is sure to come.</summary>
public class DisposalTests
{
    [Theory]
    // Stored although the acquire may have been passed by.
    [InlineData("private Module? _m; public S(Module m, bool own) { if (own && !m.TryGet()) throw new InvalidOperationException(); _m = m; } public string? Name => _m?.Name;")]
    // Borrowed elsewhere.
    [InlineData("private Module? _m; public void Open(Module m) { if (!m.TryGet()) return; _m = m; } public void Borrow(Module m) => _m = m; public string? Name => _m?.Name;")]
    public Task What_may_not_have_been_taken_is_not_given_back(string members) => OnFindings.IsNeverOffered<ReleaseInDispose>(
        $$"""sealed class S { {{members}} }""");

    [Theory]
    [InlineData("sealed class S : IDisposable { private ModuleLease? _m; private System.IO.Stream? _s; public void Open(Module m) => _m = m.Lease(); public void Set(System.IO.Stream? s) => _s = s; public void Dispose() { if (_s is null) return; _s.Dispose(); } }")]
    [InlineData("class B { public void Dispose() { } } sealed class S : B { private ModuleLease? _m; public void Open(Module m) => _m = m.Lease(); }")]
    public Task What_may_not_run_releases_nothing(string types) => OnFindings.IsNeverOffered<ReleaseInDispose>(types);

    [Fact]
    public Task What_runs_once_may_leave_when_it_runs_again() => OnFindings.Becomes<ReleaseInDispose>(
        """
        sealed class S : IDisposable
        {
            private readonly Module _module;
            private bool _isDisposed;
            public S(Module module)
            {
                if (!module.TryGet())
                    throw new InvalidOperationException();
                _module = module;
            }
            public void Dispose()
            {
                if (_isDisposed)
                    return;
                _isDisposed = true;
            }
        }
        """,
        """
        sealed class S : IDisposable
        {
            private readonly Module _module;
            private bool _isDisposed;
            public S(Module module)
            {
                if (!module.TryGet())
                    throw new InvalidOperationException();
                _module = module;
            }
            public void Dispose()
            {
                if (_isDisposed)
                    return;
                _isDisposed = true;
                _module.Put();
            }
        }
        """);

    [Fact]
    public Task An_expression_bodied_pattern_releases_only_when_disposing() => OnFindings.Becomes<ReleaseInDispose>(
        """
        class B : IDisposable
        {
            protected virtual void Dispose(bool disposing) => Console.WriteLine(disposing);
            public void Dispose() => Dispose(true);
        }
        class S : B
        {
            private ModuleLease? _lease;
            public void Open(Module module) => _lease = module.Lease();
            protected override void Dispose(bool disposing) => base.Dispose(disposing);
        }
        """,
        """
        class B : IDisposable
        {
            protected virtual void Dispose(bool disposing) => Console.WriteLine(disposing);
            public void Dispose() => Dispose(true);
        }
        class S : B
        {
            private ModuleLease? _lease;
            public void Open(Module module) => _lease = module.Lease();
            protected override void Dispose(bool disposing)
            {
                base.Dispose(disposing);
                if (disposing)
                    _lease?.Dispose();
            }
        }
        """);
}
