namespace Quiesce.Runtime.Tests.Stress;

/// <summary>A walk sees every value that stays, in order, while others come and go in front of them.</summary>
[Collection(StressCollection.Name)]
public sealed class RcuListStress
{
    private static readonly int[] Staying = [1, 2, 3];

    [Fact]
    public void A_walk_misses_nothing_while_nodes_come_and_go() => StressRun.Holds(WalkMissesNothing<ProductList>);

    [Fact]
    public void A_walk_misses_nothing_fails_if_a_removal_cuts_the_link_forward() =>
        StressRun.Catches(WalkMissesNothing<RemoveCutsTheLinkForward>);

    [Fact]
    public void A_walk_misses_nothing_fails_if_a_node_is_published_too_early() =>
        StressRun.Catches(WalkMissesNothing<AddPublishesTooEarly>);

    private static void WalkMissesNothing<T>(StressRun run)
        where T : IRcuNumbers, new()
    {
        T list = new();
        foreach (int value in Staying)
            list.AddLast(value);
        run.InParallel(
            () =>
            {
                if (!list.Walk().Where(static value => value > 0).SequenceEqual(Staying))
                    run.Broken("A walk missed values that were in the list all the time.");
                run.Round();
            },
            () =>
            {
                for (int i = 0; i < 100; i++)
                {
                    Action first = list.AddFirst(-1);
                    Action second = list.AddFirst(-2);
                    first();
                    second();
                }
            });
    }
}
