using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC111: a method updates a reference count and returns what others may have made of it since.</summary>
public sealed class ReturnedCountTests
{
    [Theory]
    [InlineData("Increment", "return _count;")]
    [InlineData("Decrement", "return _count;")]
    [InlineData("Increment", "int count = _count; return count;")]
    public Task Read_again(string update, string end) => Verify.Rule($$"""
        class Shared : IDisposable
        {
            private int _count = 1;

            public int Change()
            {
                Interlocked.{{update}}(ref _count); // QSC111: it is read again at line
                {{end}}
            }

            public void Keep() => Interlocked.Increment(ref _count);

            public void Release()
            {
                if (Interlocked.Decrement(ref _count) == 0)
                    Dispose();
            }

            public void Dispose() { }
        }
        """);

    [Theory]
    [InlineData("return Interlocked.Increment(ref _count);")]
    [InlineData("int count = Interlocked.Increment(ref _count); return count;")]
    [InlineData("lock (this) { Interlocked.Increment(ref _count); return _count; }")]
    [InlineData("Interlocked.Increment(ref _count); return 1;")]
    [InlineData("Interlocked.Increment(ref _statistic); return _statistic;")]
    public Task Its_own_result_or_of_no_matter(string body) => Verify.Silent($$"""
        class Shared : IDisposable
        {
            private int _count = 1;
            private int _statistic;

            public int Change()
            {
                {{body}}
            }

            public int Seen => _count;

            public void Release()
            {
                if (Interlocked.Decrement(ref _count) == 0)
                    Dispose();
            }

            public void Dispose() { }
        }
        """);
}
