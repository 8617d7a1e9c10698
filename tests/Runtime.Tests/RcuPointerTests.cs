namespace Quiesce.Runtime.Tests;

public sealed class RcuPointerTests
{
    [Fact]
    public void Readers_see_what_was_published_last()
    {
        RcuPointer<string> pointer = new("a");
        using (Rcu.Read())
            Assert.Equal("a", pointer.Dereference());
        pointer.Assign("b");
        using (Rcu.Read())
            Assert.Equal("b", pointer.Dereference());
        Assert.Equal("b", pointer.Peek());
        Assert.Equal("b", pointer.DereferenceProtected());
        pointer.Assign(null);
        Assert.Null(pointer.Peek());
    }

    [Fact]
    public void Exchange_returns_what_was_unlinked()
    {
        RcuPointer<string> pointer = new();
        Assert.Null(pointer.Exchange("a"));
        Assert.Equal("a", pointer.Exchange("b"));
    }

    [Fact]
    public void CompareExchange_replaces_only_what_it_was_compared_with()
    {
        RcuPointer<string> pointer = new("a");
        Assert.Equal("a", pointer.CompareExchange("c", "b"));
        Assert.Equal("a", pointer.Peek());
        Assert.Equal("a", pointer.CompareExchange("b", "a"));
        Assert.Equal("b", pointer.Peek());
    }

    [Fact]
    public void Replace_retires_the_one_before_after_a_grace_period()
    {
        MemoryStream first = new();
        RcuPointer<MemoryStream> pointer = new(first);
        using (Rcu.Read())
        {
            pointer.Replace(null);
            Thread.Sleep(50); // makes a disposal that does not wait come first
            Assert.True(first.CanRead);
        }

        Rcu.Barrier();
        Assert.False(first.CanRead);
        pointer.Replace(null);
    }

    [Fact]
    public void Replace_hands_the_one_before_to_the_reclaimer()
    {
        List<string> reclaimed = [];
        RcuPointer<string> pointer = new();
        pointer.Replace("a", reclaimed.Add);
        pointer.Replace("b", reclaimed.Add);
        Rcu.Barrier();
        Assert.Equal(["a"], reclaimed);
    }
}
