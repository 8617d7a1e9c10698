namespace Quiesce.Runtime.Tests.Stress;

/// <summary>The five invariants of the exact count, each on the product and on a twin that breaks it.</summary>
[Collection(StressCollection.Name)]
public sealed class ReferenceCountStress
{
    [Fact]
    public void Nothing_is_held_after_a_removal() => StressRun.Holds(NothingHeldAfterRemoval<ProductCount>);

    [Fact]
    public void Nothing_is_held_after_a_removal_fails_if_a_get_checks_and_then_adds() =>
        StressRun.Catches(NothingHeldAfterRemoval<GetChecksThenAdds>);

    [Fact]
    public void No_removal_succeeds_while_a_reference_is_held() => StressRun.Holds(NoRemovalWhileHeld<ProductCount>);

    [Fact]
    public void No_removal_succeeds_while_a_reference_is_held_fails_if_a_stop_checks_and_then_writes() =>
        StressRun.Catches(NoRemovalWhileHeld<StopChecksThenWrites>);

    [Fact]
    public void A_failed_removal_refuses_no_get() => StressRun.Holds(FailedRemovalRefusesNoGet<ProductCount>);

    [Fact]
    public void A_failed_removal_refuses_no_get_fails_if_a_stop_revives_the_dead() =>
        StressRun.Catches(FailedRemovalRefusesNoGet<StopRevivesTheDead>);

    [Fact]
    public void Exactly_one_of_racing_removals_succeeds() => StressRun.Holds(OneRemovalSucceeds<ProductCount>);

    [Fact]
    public void Exactly_one_of_racing_removals_succeeds_fails_if_a_stop_ignores_other_attempts() =>
        StressRun.Catches(OneRemovalSucceeds<StopIgnoresOtherAttempts>);

    [Fact]
    public void The_count_is_never_negative_and_never_loses_a_reference() => StressRun.Holds(CountIsExact<ProductCount>);

    [Fact]
    public void The_count_is_never_negative_fails_if_a_put_checks_and_then_subtracts() =>
        StressRun.Catches(CountIsExact<PutChecksThenSubtracts>);

    /// <summary>Invariant 1. No get returns true after the removal, not even one that began before.</summary>
    private static void NothingHeldAfterRemoval<T>(StressRun run)
        where T : ICount, new()
    {
        Removable current = new(new T());
        run.InParallel(
            () =>
            {
                Removable seen = Volatile.Read(ref current);
                if (!seen.Count.TryGet())
                    return;
                if (seen.IsRemoved)
                    run.Broken("A get returned true after the removal.");
                seen.Count.TryPut();
            },
            () =>
            {
                Removable removed = TryRemove<T>(ref current, run);
                if (removed.IsRemoved && (removed.Count.References != 0 || removed.Count.TryGet()))
                    run.Broken("A reference was held after the removal.");
            });
    }

    /// <summary>Invariant 2. Who holds a reference never sees the removal succeed.</summary>
    private static void NoRemovalWhileHeld<T>(StressRun run)
        where T : ICount, new()
    {
        Removable current = new(new T());
        run.InParallel(
            () =>
            {
                Removable seen = Volatile.Read(ref current);
                if (!seen.Count.TryGet())
                    return;
                Thread.SpinWait(20);
                if (seen.IsRemoved)
                    run.Broken("The removal succeeded although a reference was held.");
                seen.Count.TryPut();
            },
            () => TryRemove<T>(ref current, run));
    }

    /// <summary>Tries to stop the current count, and goes on to a new one; to a broken count after many attempts, too.</summary>
    private static Removable TryRemove<T>(ref Removable current, StressRun run)
        where T : ICount, new()
    {
        const int ManyAttempts = 1000;
        Removable removable = current;
        for (int i = 0; i < ManyAttempts && !removable.IsRemoved; i++)
            removable.IsRemoved = removable.Count.TryStop();
        Thread.SpinWait(20);
        run.Round();
        Volatile.Write(ref current, new Removable(new T()));
        return removable;
    }

    /// <summary>Invariant 3. A get may be refused only on account of a removal that succeeds.</summary>
    private static void FailedRemovalRefusesNoGet<T>(StressRun run)
        where T : ICount, new()
    {
        Removable current = new(new T());
        run.InParallel(
            () =>
            {
                Removable seen = Volatile.Read(ref current);
                if (seen.Count.TryGet())
                    seen.Count.TryPut();
                else
                    seen.HasRefused = true;
            },
            () =>
            {
                run.Round();
                if (current.Count.TryStop())
                    Volatile.Write(ref current, new Removable(new T()));
                else if (current.HasRefused)
                    run.Broken("A get was refused although the removal failed.");
            });
    }

    /// <summary>Invariant 4. All threads walk the same counts and try to stop each.</summary>
    private static void OneRemovalSucceeds<T>(StressRun run)
        where T : ICount, new()
    {
        while (run.Goes)
        {
            ICount[] counts = [.. Enumerable.Range(0, 2000).Select(_ => (ICount)new T())];
            int[] removals = new int[counts.Length];
            Parallel.For(0, 3, new ParallelOptions { MaxDegreeOfParallelism = 3 }, _ =>
            {
                for (int i = 0; i < counts.Length; i++)
                {
                    if (counts[i].TryStop())
                        Interlocked.Increment(ref removals[i]);
                }
            });
            run.Round();
            if (removals.Any(successes => successes != 1))
                run.Broken("Not exactly one of the racing removals succeeded.");
        }
    }

    /// <summary>Invariant 5. Threads also put what they do not hold: some puts succeed, but never more than gets.</summary>
    private static void CountIsExact<T>(StressRun run)
        where T : ICount, new()
    {
        ICount count = new T();
        long balance = 0;
        void GetAndPutTwice()
        {
            long change = count.TryGet() ? 1 : 0;
            change -= count.TryPut() ? 1 : 0;
            change -= count.TryPut() ? 1 : 0;
            Interlocked.Add(ref balance, change);
            run.Round();
            if (count.References < 0)
                run.Broken("The count was negative.");
        }

        run.InParallel(GetAndPutTwice, GetAndPutTwice, GetAndPutTwice);
        if (count.References != balance)
            run.Broken("The count differs from gets minus puts.");
    }

    private sealed class Removable(ICount count)
    {
        private bool isRemoved;
        private bool hasRefused;

        internal ICount Count => count;

        internal bool IsRemoved
        {
            get => Volatile.Read(ref isRemoved);
            set => Volatile.Write(ref isRemoved, value);
        }

        internal bool HasRefused
        {
            get => Volatile.Read(ref hasRefused);
            set => Volatile.Write(ref hasRefused, value);
        }
    }
}
