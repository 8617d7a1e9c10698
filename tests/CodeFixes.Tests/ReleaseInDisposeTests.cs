using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseInDisposeTests
{
    [Fact]
    public Task A_type_becomes_disposable() => Fix.Becomes<ReleaseInDispose>(
        """
        class Session
        {
            private Module? _owner;

            void Open(Module owner)
            {
                if ({|QSC107:owner.TryGet()|}) // mine
                    _owner = owner;
            }
        }
        """,
        """
        class Session : IDisposable
        {
            private Module? _owner;

            void Open(Module owner)
            {
                if (owner.TryGet()) // mine
                    _owner = owner;
            }

            public void Dispose()
            {
                _owner?.Put();
                _owner = null;
            }
        }
        """);

    [Fact]
    public Task Bases_and_parameters_stay() => Fix.Becomes<ReleaseInDispose>(
        """
        interface IMarker { }
        class Session<T> : IMarker // generic
            where T : class
        {
            private readonly Module _owner;

            Session(Module owner)
            {
                {|QSC107:owner.Get()|};
                _owner = owner;
            }
        }
        """,
        """
        interface IMarker { }
        class Session<T> : IMarker, IDisposable // generic
            where T : class
        {
            private bool _isReleased;
            private readonly Module _owner;

            Session(Module owner)
            {
                owner.Get();
                _owner = owner;
            }

            public void Dispose()
            {
                if (!_isReleased)
                    _owner.Put();
                _isReleased = true;
            }
        }
        """);

    [Fact]
    public Task A_dispose_that_is_there_is_extended() => Fix.Becomes<ReleaseInDispose>(
        """
        class Session : IDisposable
        {
            private Module _owner = null!;
            private bool _isDisposed;

            void Open(Module owner)
            {
                {|QSC107:owner.Get()|};
                _owner = owner;
            }

            public void Dispose()
            {
                if (_isDisposed)
                    return;
                _isDisposed = true; // once
            }
        }
        """,
        """
        class Session : IDisposable
        {
            private Module _owner = null!;
            private bool _isDisposed;

            void Open(Module owner)
            {
                owner.Get();
                _owner = owner;
            }

            public void Dispose()
            {
                if (_isDisposed)
                    return;
                _isDisposed = true; // once
                _owner?.Put();
                _owner = null!;
            }
        }
        """);

    [Fact]
    public Task A_dispose_of_one_expression_gets_a_block() => Fix.Becomes<ReleaseInDispose>(
        """
        class Session : IDisposable
        {
            private Module? _owner;

            void Open(Module owner)
            {
                {|QSC107:owner.Get()|};
                _owner = owner;
            }

            public void Dispose() => Console.WriteLine();
        }
        """,
        """
        class Session : IDisposable
        {
            private Module? _owner;

            void Open(Module owner)
            {
                owner.Get();
                _owner = owner;
            }

            public void Dispose()
            {
                Console.WriteLine();
                _owner?.Put();
                _owner = null;
            }
        }
        """);

    [Fact]
    public Task The_pattern_of_a_base_is_overridden() => Fix.Becomes<ReleaseInDispose>(
        """
        class Session : System.IO.MemoryStream
        {
            private Module? _owner;

            void Open(Module owner)
            {
                {|QSC107:owner.Get()|};
                _owner = owner;
            }
        }
        """,
        """
        class Session : System.IO.MemoryStream
        {
            private Module? _owner;

            void Open(Module owner)
            {
                owner.Get();
                _owner = owner;
            }

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                {
                    _owner?.Put();
                    _owner = null;
                }
                base.Dispose(disposing);
            }
        }
        """);

    [Fact]
    public Task The_patterns_method_releases_only_when_disposing() => Fix.Becomes<ReleaseInDispose>(
        """
        class Session : IDisposable
        {
            private readonly Module _owner;

            Session(Module owner)
            {
                {|QSC107:owner.Get()|};
                _owner = owner;
            }

            public void Dispose() => Dispose(true);

            protected virtual void Dispose(bool disposing)
            {
            }
        }
        """,
        """
        class Session : IDisposable
        {
            private bool _isReleased;
            private readonly Module _owner;

            Session(Module owner)
            {
                owner.Get();
                _owner = owner;
            }

            public void Dispose() => Dispose(true);

            protected virtual void Dispose(bool disposing)
            {
                if (disposing)
                {
                    if (!_isReleased)
                        _owner.Put();
                    _isReleased = true;
                }
            }
        }
        """);

    [Theory]
    [InlineData("class S : IAsyncDisposable { Module? _owner; void M(Module m) { {|QSC107:m.Get()|}; _owner = m; } public ValueTask DisposeAsync() => default; }")]
    [InlineData("class B : IDisposable { public void Dispose() { } } class S : B { Module? _owner; void M(Module m) { {|QSC107:m.Get()|}; _owner = m; } }")]
    [InlineData("class S { int Dispose => 1; Module? _owner; void M(Module m) { {|QSC107:m.Get()|}; _owner = m; } }")]
    [InlineData("class S { Module? _other; void M(Module m) { {|QSC107:m.Get()|}; _other = m; } }")]
    public Task Is_not_offered_where_dispose_cannot_be_written(string members) => Fix.IsNotOffered<ReleaseInDispose>(members);
}
