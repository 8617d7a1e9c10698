namespace Quiesce.Runtime.Tests;

public sealed class ModuleTableTests
{
    private readonly ModuleTable table = new();

    [Fact]
    public void Init_runs_once_while_coming_with_one_reference_held()
    {
        (ModuleState State, long References, bool IsListed) seen = default;
        TestModule code = new() { OnInit = self => seen = (self.State, self.RefCount, Names() == "m") };
        Module module = table.Load("m", code);
        Assert.Equal((ModuleState.Coming, 1L, true), seen);
        Assert.Equal(1, code.Inits);
        Assert.Equal((ModuleState.Live, 0L), (module.State, module.RefCount));
        Assert.Equal("m", module.Name);
    }

    [Fact]
    public void A_failed_init_leaves_nothing_linked_and_no_reference_and_names_the_module()
    {
        Module? self = null;
        InvalidOperationException cause = new("no device");
        TestModule code = new()
        {
            OnInit = module =>
            {
                self = module;
                throw cause;
            },
        };
        ModuleException thrown = Assert.Throws<ModuleException>(() => table.Load("eth0", code));
        Assert.Same(cause, thrown.InnerException);
        Assert.Equal(("eth0", ModuleError.InitFailed), (thrown.ModuleName, thrown.Error));
        Assert.Contains("'eth0'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("no device", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("", Names());
        Assert.Equal(0, self!.RefCount);
        Assert.False(self.TryGet());
        Assert.Throws<InvalidOperationException>(self.Get);
        Assert.Equal(0, code.Exits);
    }

    [Fact]
    public void A_name_is_free_again_after_a_failed_init_and_after_a_deletion()
    {
        TestModule failing = new() { OnInit = static _ => throw new InvalidOperationException() };
        Assert.Throws<ModuleException>(() => table.Load("m", failing));
        table.Load("m", new TestModule());
        Assert.Equal(ModuleError.None, table.TryDelete("m"));
        table.Load("m", new TestModule());
        Assert.Equal("m", Names());
    }

    [Fact]
    public void A_reference_taken_by_a_failing_init_can_still_be_put()
    {
        Module? self = null;
        TestModule code = new()
        {
#pragma warning disable QSC101 // The leak of a failing Init is what is tested.
            OnInit = module =>
            {
                self = module;
                Assert.True(module.TryGet());
                throw new InvalidOperationException();
#pragma warning restore QSC101
            },
        };
        Assert.Throws<ModuleException>(() => table.Load("m", code));
        Assert.False(self!.TryGet());
        Assert.Equal(1, self.RefCount);
#pragma warning disable QSC102 // The reference was taken by Init.
        self.Put();
#pragma warning restore QSC102
        Assert.Equal(0, self.RefCount);
        Assert.Throws<InvalidOperationException>(self.Get);
    }

    [Fact]
    public void An_init_that_puts_what_it_does_not_own_fails_the_load()
    {
        ModuleException thrown = Assert.Throws<ModuleException>(
            () => table.Load("m", new TestModule { OnInit = static self => self.Put() }));
        Assert.Equal(ModuleError.InitFailed, thrown.Error);
        Assert.Equal("", Names());
    }

    [Fact]
    public void An_init_may_load_another_module()
    {
        TestModule inner = new();
        table.Load("outer", new TestModule { OnInit = _ => table.Load("inner", inner) });
        Assert.Equal("outer inner", Names());
    }

    [Fact]
    public void A_taken_name_is_refused_also_while_its_module_is_coming_or_going()
    {
        List<ModuleError> errors = [];
        void LoadAgain() =>
            errors.Add(Assert.Throws<ModuleException>(() => table.Load("m", new TestModule())).Error);
        table.Load("m", new TestModule { OnInit = _ => LoadAgain(), OnExit = LoadAgain });
        LoadAgain();
        Assert.Equal(ModuleError.None, table.TryDelete("m"));
        Assert.Equal([ModuleError.Exists, ModuleError.Exists, ModuleError.Exists], errors);
    }

    [Theory]
    [InlineData(null, "null")]
    [InlineData("", "empty")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", "63")]
    public void A_bad_name_is_refused_with_the_reason(string? name, string reason)
    {
        ArgumentException thrown = Assert.ThrowsAny<ArgumentException>(() => table.Load(name!, new TestModule()));
        Assert.Equal("name", thrown.ParamName);
        Assert.Contains(reason, thrown.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", Names());
    }

    [Fact]
    public void A_name_of_63_characters_is_accepted() =>
        Assert.Equal(63, table.Load(new string('m', 63), new TestModule()).Name.Length);

    [Fact]
    public void Code_is_required() => Assert.Throws<ArgumentNullException>("code", () => table.Load("m", null!));

    [Fact]
    public void Flags_other_than_non_block_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("flags", () => table.TryDelete("m", (DeleteFlags)2));

    [Fact]
    public void A_module_in_use_stays_live_and_can_be_deleted_once_put()
    {
        TestModule code = new();
        Module module = table.Load("m", code);
        Assert.True(module.TryGet());
        Assert.Equal(ModuleError.WouldBlock, table.TryDelete("m"));
        Assert.Equal(ModuleState.Live, module.State);
        Assert.True(module.TryGet());
        module.Put();
        module.Put();
        Assert.Equal(0, code.Exits);
        Assert.Equal(ModuleError.None, table.TryDelete("m"));
        Assert.Equal(1, code.Exits);
        Assert.Equal(ModuleError.NoEntry, table.TryDelete("m"));
    }

    [Fact]
    public void A_module_that_comes_or_goes_is_busy()
    {
        List<ModuleError> errors = [];
        void Delete() => errors.Add(table.TryDelete("m"));
        table.Load("m", new TestModule { OnInit = _ => Delete(), OnExit = Delete });
        Assert.Equal(ModuleError.None, table.TryDelete("m"));
        Assert.Equal([ModuleError.Busy, ModuleError.Busy], errors);
    }

    [Fact]
    public void An_exit_that_throws_removes_the_module_all_the_same()
    {
        InvalidOperationException cause = new("stuck");
        table.Load("m", new TestModule { OnExit = () => throw cause });
        ModuleException thrown = Assert.Throws<ModuleException>(() => table.TryDelete("m"));
        Assert.Same(cause, thrown.InnerException);
        Assert.Equal(("m", ModuleError.ExitFailed), (thrown.ModuleName, thrown.Error));
        Assert.Equal("", Names());
        Assert.Equal(ModuleError.NoEntry, table.TryDelete("m"));
    }

    [Fact]
    public void Exit_runs_while_the_module_is_going_and_still_listed()
    {
        Module? module = null;
        (ModuleState State, bool CanGet, string Names) seen = default;
#pragma warning disable QSC101 // That nothing can be taken is what is tested.
        TestModule code = new() { OnExit = () => seen = (module!.State, module.TryGet(), Names()) };
#pragma warning restore QSC101
        module = table.Load("m", code);
        Assert.Equal(ModuleError.None, table.TryDelete("m"));
        Assert.Equal((ModuleState.Going, false, "m"), seen);
    }

    [Fact]
    public void TryFind_leases_a_live_module_only()
    {
        List<bool> found = [];
#pragma warning disable QSC101 // That nothing is found is what is tested.
        void Find() => found.Add(table.TryFind("m", out _));
#pragma warning restore QSC101
        table.Load("m", new TestModule { OnInit = _ => Find(), OnExit = Find });
        Assert.True(table.TryFind("m", out ModuleLease? lease));
        Assert.Equal(1, lease!.Module.RefCount);
        lease.Dispose();
        Assert.Equal(ModuleError.None, table.TryDelete("m"));
        Assert.False(table.TryFind("m", out lease));
        Assert.Null(lease);
        Assert.Equal([false, false], found);
    }

    [Fact]
    public void Find_finds_by_the_whole_name()
    {
        Module module = table.Load("m1", new TestModule());
        table.Load("m11", new TestModule());
        using (Rcu.Read())
        {
            Assert.Same(module, table.Find("m1"));
            Assert.Null(table.Find("m"));
        }
    }

    [Fact]
    public void Loading_and_deleting_inside_a_section_throw_before_anything_happens()
    {
        TestModule code = new();
        table.Load("m", code);
        using (Rcu.Read())
        {
            Assert.Throws<InvalidOperationException>(() => table.Load("n", new TestModule()));
            Assert.Throws<InvalidOperationException>(() => table.TryDelete("m"));
        }

        Assert.Equal("m", Names());
        Assert.Equal(0, code.Exits);
    }

    [Fact]
    public void The_code_of_a_deleted_module_is_not_kept_alive_by_the_module()
    {
        (Module module, WeakReference code) = LoadAndDelete();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(code.IsAlive);
        GC.KeepAlive(module);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private (Module Module, WeakReference Code) LoadAndDelete()
    {
        TestModule code = new();
        Module module = table.Load("m", code);
        Assert.Equal(ModuleError.None, table.TryDelete("m"));
        return (module, new WeakReference(code));
    }

    private string Names()
    {
        List<string> names = [];
        using (Rcu.Read())
        {
            foreach (Module module in table.Modules)
                names.Add(module.Name);
        }

        return string.Join(' ', names);
    }
}
