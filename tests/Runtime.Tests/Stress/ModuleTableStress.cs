namespace Quiesce.Runtime.Tests.Stress;

/// <summary>A module found inside a section is not released before that section ends, however it leaves the table.</summary>
[Collection(StressCollection.Name)]
public sealed class ModuleTableStress
{
    [Fact]
    public void A_deleted_module_is_released_after_its_readers() => StressRun.Holds(DeletedAfterReaders<ProductTable>);

    [Fact]
    public void A_deleted_module_is_released_after_its_readers_fails_without_a_grace_period() =>
        StressRun.Catches(DeletedAfterReaders<ReleaseWithoutGracePeriod>);

    [Fact]
    public void A_module_whose_init_failed_is_released_after_its_readers() =>
        StressRun.Holds(FailedAfterReaders<ProductTable>);

    [Fact]
    public void A_module_whose_init_failed_is_released_after_its_readers_fails_without_a_grace_period() =>
        StressRun.Catches(FailedAfterReaders<ReleaseWithoutGracePeriod>);

    [Fact]
    public void A_module_stays_live_while_a_lease_is_held() => StressRun.Holds(StaysLiveWhileHeld<ProductTable>);

    [Fact]
    public void A_module_stays_live_while_a_lease_is_held_fails_if_a_deletion_ignores_references() =>
        StressRun.Catches(StaysLiveWhileHeld<DeleteIgnoresReferences>);

    private static void StaysLiveWhileHeld<T>(StressRun run)
        where T : IModules, new()
    {
        T table = new();
        run.InParallel(
            () =>
            {
                if (!table.TryFind("m", out ModuleLease? lease))
                    return;
                Thread.SpinWait(20);
                if (lease!.Module.State != ModuleState.Live)
                    run.Broken("A module was removed although a reference was held.");
                lease.Dispose();
            },
            () => LoadIfAbsent(table),
            () => LoadIfAbsent(table),
            () =>
            {
                if (table.TryDelete("m") == ModuleError.None)
                    run.Round();
            });
    }

    private static void LoadIfAbsent<T>(T table)
        where T : IModules
    {
        try
        {
            table.Load("m", new TestModule());
        }
        catch (ModuleException taken) when (taken.Error == ModuleError.Exists)
        {
            Thread.Yield(); // the other loader was first
        }
    }

    private static void DeletedAfterReaders<T>(StressRun run)
        where T : IModules, new()
    {
        T table = new();
        run.InParallel(
            () => FindAndLook(table, run),
            () =>
            {
                table.Load("m", new TestModule());
                Thread.SpinWait(50);
                table.TryDelete("m");
                run.Round();
            });
    }

    private static void FailedAfterReaders<T>(StressRun run)
        where T : IModules, new()
    {
        T table = new();
        TestModule failing = new()
        {
            OnInit = static _ =>
            {
                Thread.SpinWait(50);
                throw new InvalidOperationException("no");
            },
        };
        run.InParallel(
            () => FindAndLook(table, run),
            () =>
            {
                Assert.Throws<ModuleException>(() => table.Load("m", failing));
                run.Round();
            });
    }

    private static void FindAndLook<T>(T table, StressRun run)
        where T : IModules
    {
        using (Rcu.Read())
        {
            if (table.Find("m") is not { } module)
                return;
            Thread.SpinWait(100);
            if (module.State == ModuleState.Unformed)
                run.Broken("A module was released while a reader that had found it was inside.");
        }
    }
}
