namespace Quiesce.Runtime.Tests;

public sealed class ModuleTests
{
    private readonly ModuleTable table = new();

    [Fact]
    public void A_get_counts_and_a_put_discounts_one_reference()
    {
        Module module = table.Load("m", new TestModule());
        Assert.Equal(0, module.RefCount);
        Assert.True(module.TryGet());
        module.Get();
        Assert.Equal(2, module.RefCount);
        module.Put();
        module.Put();
        Assert.Equal(0, module.RefCount);
    }

    [Fact]
    public void A_put_too_many_throws_and_changes_nothing()
    {
        Module module = table.Load("m", new TestModule());
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(module.Put);
        Assert.Contains("'m'", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(0, module.RefCount);
        Assert.True(module.TryGet());
        Assert.Equal(1, module.RefCount);
        module.Put();
    }

    [Fact]
    public void A_removed_module_gives_out_no_reference_in_any_way()
    {
        Module module = table.Load("m", new TestModule());
        Assert.Equal(ModuleError.None, table.TryDelete("m"));
        using ModuleScope scope = module.Acquire();
        Assert.False(scope.IsHeld);
        Assert.False(module.TryGet());
        Assert.Null(module.Lease());
        Assert.Throws<InvalidOperationException>(module.Get);
        Assert.Throws<InvalidOperationException>(module.Put);
        Assert.Equal(0, module.RefCount);
        Assert.Equal(ModuleState.Unformed, module.State);
    }

    [Fact]
    public void The_count_refuses_to_wrap()
    {
        Module module = new("m", new TestModule(), ReferenceCount.Maximum) { State = ModuleState.Live };
        Assert.False(module.TryGet());
        Assert.Throws<InvalidOperationException>(module.Get);
        Assert.Equal(ReferenceCount.Maximum, module.RefCount);
#pragma warning disable QSC101, QSC102 // The module starts with its references taken.
        module.Put();
        Assert.True(module.TryGet());
#pragma warning restore QSC101, QSC102
        Assert.Equal(ReferenceCount.Maximum, module.RefCount);
    }

    [Fact]
    public void A_scope_puts_at_the_end_of_its_block()
    {
        Module module = table.Load("m", new TestModule());
        using (ModuleScope scope = module.Acquire())
        {
            Assert.True(scope.IsHeld);
            Assert.Equal(1, module.RefCount);
        }

        Assert.Equal(0, module.RefCount);
    }

    [Fact]
    public void A_scope_disposed_by_hand_inside_its_using_puts_once()
    {
        Module module = table.Load("m", new TestModule());
        Assert.True(module.TryGet());
        using (ModuleScope scope = module.Acquire())
            scope.Dispose();
        Assert.Equal(1, module.RefCount);
        module.Put();
    }

    [Fact]
    public void A_default_scope_holds_nothing_and_its_disposal_does_nothing()
    {
        ModuleScope scope = default;
        Assert.False(scope.IsHeld);
        scope.Dispose();
        scope.Dispose();
        Assert.False(scope.IsHeld);
    }

    [Fact]
    public async Task A_lease_keeps_the_module_across_an_await_and_puts_once()
    {
        Module module = table.Load("m", new TestModule());
        ModuleLease lease = module.Lease()!;
        await Task.Yield();
        Assert.Same(module, lease.Module);
        Assert.Equal(ModuleError.WouldBlock, table.TryDelete("m"));
        Parallel.For(0, 4, _ => lease.Dispose());
        Assert.False(lease.IsHeld);
        Assert.Equal(0, module.RefCount);
        Assert.Throws<ObjectDisposedException>(() => lease.Module);
    }

    [Fact]
    public void Gets_and_puts_allocate_nothing()
    {
        Module module = table.Load("m", new TestModule());
        GetAndPut(module);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            GetAndPut(module);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void GetAndPut(Module module)
    {
        using ModuleScope scope = module.Acquire();
        if (module.TryGet())
            module.Put();
    }
}
