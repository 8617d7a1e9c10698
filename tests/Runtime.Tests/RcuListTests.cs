namespace Quiesce.Runtime.Tests;

public sealed class RcuListTests
{
    private readonly RcuList<int> list = new();

    [Fact]
    public void Values_stand_where_they_were_added()
    {
        RcuList<int>.Node middle = list.AddFirst(3);
        list.AddFirst(1);
        list.AddLast(5);
        list.AddBefore(middle, 2);
        list.AddAfter(middle, 4);
        Assert.Equal([1, 2, 3, 4, 5], Walk());
        Assert.Equal(3, middle.Value);
    }

    [Fact]
    public void A_removed_node_is_gone_and_the_others_stay()
    {
        RcuList<int>.Node first = list.AddLast(1);
        RcuList<int>.Node second = list.AddLast(2);
        RcuList<int>.Node third = list.AddLast(3);
        list.Remove(second);
        Assert.Equal([1, 3], Walk());
        list.Remove(first);
        list.Remove(third);
        Assert.Equal([], Walk());
        list.AddLast(4);
        Assert.Equal([4], Walk());
    }

    [Fact]
    public void A_replaced_node_gives_its_place_to_the_new_one()
    {
        list.AddLast(1);
        RcuList<int>.Node old = list.AddLast(2);
        list.AddLast(3);
        RcuList<int>.Node node = list.Replace(old, 20);
        Assert.Equal([1, 20, 3], Walk());
        list.Remove(node);
        Assert.Equal([1, 3], Walk());
    }

    [Fact]
    public void A_walk_that_stands_on_a_removed_node_finds_its_way_out()
    {
        list.AddLast(1);
        RcuList<int>.Node removed = list.AddLast(2);
        list.AddLast(3);
        using (Rcu.Read())
        {
            RcuList<int>.Enumerator walk = list.GetEnumerator();
            Assert.True(walk.MoveNext() && walk.MoveNext());
            list.Remove(removed);
            Assert.Equal(2, walk.Current);
            Assert.True(walk.MoveNext());
            Assert.Equal(3, walk.Current);
            Assert.False(walk.MoveNext());
        }
    }

    [Fact]
    public void A_node_that_is_not_linked_here_is_refused()
    {
        RcuList<int>.Node foreign = new RcuList<int>().AddLast(1);
        RcuList<int>.Node removed = list.AddLast(1);
        list.Remove(removed);
        RcuList<int>.Node replaced = list.AddLast(2);
        list.Replace(replaced, 3);
        foreach (RcuList<int>.Node node in new[] { foreign, removed, replaced })
        {
            Assert.Throws<InvalidOperationException>(() => list.Remove(node));
            Assert.Throws<InvalidOperationException>(() => list.Replace(node, 1));
            Assert.Throws<InvalidOperationException>(() => list.AddAfter(node, 1));
            Assert.Throws<InvalidOperationException>(() => list.AddBefore(node, 1));
        }

        Assert.Throws<ArgumentNullException>("node", () => list.Remove(null!));
        Assert.Equal([3], Walk());
    }

    [Fact]
    public void A_view_shows_the_list_and_the_default_view_is_empty()
    {
        RcuListView<int> view = list.AsReadOnly();
        list.AddLast(1);
        Assert.Equal([1], Walk(view));
        Assert.Equal([], Walk(default));
    }

    [Fact]
    public void A_walk_allocates_nothing()
    {
        list.AddLast(1);
        int sum = Sum();
        long before = GC.GetAllocatedBytesForCurrentThread();
        sum += Sum();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2, sum);
    }

    private int Sum()
    {
        int sum = 0;
        using (Rcu.Read())
        {
            foreach (int value in list)
                sum += value;
        }

        return sum;
    }

    private List<int> Walk() => Walk(list.AsReadOnly());

    private static List<int> Walk(RcuListView<int> view)
    {
        List<int> values = [];
        using (Rcu.Read())
        {
            foreach (int value in view)
                values.Add(value);
        }

        return values;
    }
}
