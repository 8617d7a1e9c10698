using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What an object takes while it ends, and gives back nowhere, nobody is to take any more.</summary>
public sealed class TakenForGoodTests
{
    private const string Api = """
        class Gate
        {
            [Acquires(Kind = "gate"), NeverThrows] public void Enter() { }
            [Acquires(Kind = "gate"), NeverThrows] public bool TryEnter() => true;
            [Releases(Kind = "gate")] public void Exit() { }
        }

        """;

    [Theory]
    [InlineData("_gate.Enter(); _closed = true;")]
    [InlineData("if (!_gate.TryEnter()) return; _closed = true;")]
    [InlineData("if (_gate.TryEnter()) _closed = true;")]
    public Task N26_in_Dispose(string body) => Verify.Silent(Api + $$"""
        sealed class Door : IDisposable
        {
            private readonly Gate _gate = new();
            private bool _closed;

            public bool IsClosed => _closed;

            public void Dispose()
            {
                {{body}}
            }
        }
        """);

    [Fact]
    public Task Given_back_on_another_path() => Verify.Rule(Api + """
        sealed class Door : IDisposable
        {
            private readonly Gate _gate = new();
            private bool _busy;

            public void Dispose()
            {
                if (!_gate.TryEnter()) // QSC101: '_gate' is not released when '_busy' is true
                    return;
                if (_busy)
                    return;
                _gate.Exit();
            }

            public void Use() => _busy = true;
        }
        """);

    [Fact]
    public Task Elsewhere_than_in_Dispose() => Verify.Rule(Api + """
        sealed class Door
        {
            private readonly Gate _gate = new();

            public void Open()
            {
                if (!_gate.TryEnter()) // QSC101
                    return;
                Console.WriteLine();
            }
        }
        """);
}
