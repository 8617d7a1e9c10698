using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC110: a check throws where it does not hold, and nowhere else.</summary>
public sealed class CheckThatThrowsTests
{
    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(name);")]
    [InlineData("ObjectDisposedException.ThrowIf(isClosed, this);")]
    [InlineData("ArgumentException.ThrowIfNullOrEmpty(name);")]
    public Task Between_acquire_and_release(string check) => Verify.Rule($$"""
        void Open(Module owner, string? name, bool isClosed)
        {
            if (!owner.TryGet()) // QSC110: 'owner' is not released when '{{check.TrimEnd(';')}}' throws
                return;
            {{check}}
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(owner);")]
    [InlineData("ArgumentNullException.ThrowIfNull(known);")]
    [InlineData("if (name is not null) ArgumentNullException.ThrowIfNull(name);")]
    [InlineData("if (!isClosed) ObjectDisposedException.ThrowIf(isClosed, this);")]
    public Task What_is_known_to_hold(string check) => Verify.Silent($$"""
        void Open(Module owner, string known, string? name, bool isClosed)
        {
            ArgumentNullException.ThrowIfNull(known);
            if (!owner.TryGet())
                return;
            {{check}}
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Behind_it_that_is_known() => Verify.Rule("""
        void Open(Module? owner, bool isClosed)
        {
            ArgumentNullException.ThrowIfNull(owner);
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (owner is not null && !owner.TryGet()) // QSC101: 'owner' is not released: leaves at line 9
                return;
            if (owner is null || isClosed)
                owner?.Put();
        }
        """, new VerifyOptions { Twins = false });
}
