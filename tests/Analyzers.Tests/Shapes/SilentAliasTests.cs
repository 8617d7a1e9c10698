using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Idioms of real code that are right since two names are of one reference.</summary>
public sealed class SilentAliasTests
{
    [Fact]
    public Task An_alias_is_the_same_reference() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            Module same = owner;
            if (!same.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_pattern_variable_is_the_same_reference() => Verify.Silent("""
        void Open(Module? owner, Action work)
        {
            if (owner is not { } found || !found.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                found.Put();
            }
        }
        """);

    [Fact]
    public Task A_conditional_expression_picks_one() => Verify.Silent("""
        void Open(Module first, Module second, Action work, bool which)
        {
            Module owner = which ? first : second;
            if (!owner.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                owner.Put();
            }
        }
        """);
}
