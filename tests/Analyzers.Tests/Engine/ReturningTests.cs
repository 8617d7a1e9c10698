using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Calls that return only under a condition, or never.</summary>
public sealed class ReturningTests
{
    [Fact]
    public Task An_asserted_acquire_is_held() => Verify.Silent("""
        void Open(Module owner)
        {
            System.Diagnostics.Debug.Assert(owner.TryGet());
            owner.Put();
        }
        """);

    [Fact]
    public Task What_is_behind_a_call_that_never_returns_is_not_a_path() => Verify.Silent("""
        void Open(Module owner, bool busy)
        {
            if (!owner.TryGet())
                return;
            if (busy)
            {
                owner.Put();
                Environment.FailFast("busy");
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task A_conditional_release_of_what_a_field_holds() => Verify.Silent("""
        private readonly Module _owner = null!;
        private int _held;

        void Close()
        {
            if (Interlocked.Exchange(ref _held, 0) != 0)
                _owner.Put();
        }
        """);
}
