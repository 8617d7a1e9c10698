using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Who has a reference, and under which name: other types, items of collections, flags that outlive the body.</summary>
public sealed class OwnershipTests
{
    [Fact]
    public Task A_lease_in_a_variable_of_another_type() => Verify.Silent("""
        void Open(Module owner)
        {
            IDisposable? lease = owner.Lease();
            lease?.Dispose();
        }
        """);

    [Fact]
    public Task A_lease_disposed_through_a_cast() => Verify.Silent("""
        void Open(Module owner)
        {
            var lease = owner.Lease();
            (lease as IDisposable)?.Dispose();
        }
        """);

    [Fact]
    public Task An_item_of_an_array_by_its_index() => Verify.Silent("""
        void Open(Module[] owners, int i)
        {
            if (!owners[i].TryGet())
                return;
            owners[i].Put();
        }
        """);

    [Fact]
    public Task An_item_of_an_array_by_its_index_and_by_a_name() => Verify.Silent("""
        void Open(Module[] owners, int i)
        {
            Module owner = owners[i];
            if (!owner.TryGet())
                return;
            owners[i].Put();
        }
        """);

    [Fact]
    public Task A_flag_by_reference_tells_the_caller() => Verify.Silent("""
        void TryEnter(Module owner, ref bool taken, bool wanted)
        {
            if (wanted)
                taken = owner.TryGet();
        }

        void Leave(Module owner)
        {
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task A_captured_flag_tells_the_function_around() => Verify.Silent("""
        void Open(Module owner)
        {
            bool taken = false;
            Action enter = () => taken = owner.TryGet();
            enter();
            if (taken)
                owner.Put();
        }
        """);

    [Fact]
    public Task A_number_that_tells() => Verify.Silent("""
        void Open(Module owner, bool wanted, Action work)
        {
            int held = 0;
            try
            {
                if (wanted && owner.TryGet())
                    held = 1;
                work();
            }
            finally
            {
                if (held > 0)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_sibling_gives_it_back() => Verify.Silent("""
        private readonly Module _owner = null!;

        void Open(bool brief)
        {
            if (!_owner.TryGet())
                return;
            if (brief)
            {
                Finish();
                return;
            }
            _owner.Put();
        }

        void Finish() => _owner.Put();
        """);

    [Fact]
    public Task A_sibling_that_does_something_else() => Verify.Rule("""
        private readonly Module _owner = null!;

        void Open(bool brief)
        {
            if (!_owner.TryGet()) // QSC101: '_owner' is not released when 'brief' is true
                return;
            if (brief)
            {
                Finish();
                return;
            }
            _owner.Put();
        }

        void Finish() => GC.KeepAlive(this);
        """);

    [Fact]
    public Task Released_in_a_loop_with_a_finally() => Verify.Rule("""
        void Open(Module owner, Func<bool> next)
        {
            if (!owner.TryGet())
                return;
            while (true)
            {
                owner.Put(); // QSC102: more often than it was acquired
                try
                {
                    if (next())
                        continue;
                    return;
                }
                finally
                {
                    GC.KeepAlive(null);
                }
            }
        }
        """);

    [Fact]
    public Task Returns_the_lease_it_just_stored() => Verify.Silent("""
        private readonly Dictionary<string, ModuleLease> _leases = new();

        ModuleLease? Get(Module owner)
        {
            if (_leases.TryGetValue("a", out ModuleLease? lease))
                return lease;
            lease = owner.Lease();
            if (lease is not null)
                _leases["a"] = lease;
            return lease;
        }
        """);

    [Fact]
    public Task Disposes_what_it_could_not_publish() => Verify.Silent("""
        sealed class Plan : IDisposable
        {
            public void Dispose() { }
        }
        class C
        {
            void Add(RcuPointer<Plan> pointer, Plan plan)
            {
                if (pointer.CompareExchange(plan, null) is not null)
                    plan.Dispose();
            }
        }
        """);

    [Fact]
    public Task A_static_property_is_one_object() => Verify.Rule("""
        static Module Plugin { get; } = null!;
        static bool IsOpen { get; set; }
        void Run(Action work)
        {
            if (!Plugin.TryGet())
                return;
            try { work(); } finally { Plugin.Put(); }
        }
        void RunIfOpen(Module owner)
        {
            if (IsOpen && !owner.TryGet())
                return;
            if (IsOpen)
                owner.Put();
        }
        void Wrong()
        {
            if (!Plugin.TryGet() || IsOpen) // QSC101: 'Plugin' is not released when 'IsOpen' is true
                return;
            Plugin.Put();
        }
        """);

    [LanguageFact("12.0")]
    public Task What_a_primary_constructor_was_given_belongs_to_the_object() => Verify.Silent("""
        sealed class Hold(Module module, bool owns) : IDisposable
        {
            private readonly bool _isHeld = module.TryGet();
            private int _disposed;
            public void Dispose()
            {
                if (Interlocked.Exchange(ref _disposed, 1) != 0)
                    return;
                if (owns && _isHeld)
                    module.Put();
            }
        }
        class C
        {
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Whether_it_is_held_is_known_where_it_was_captured() => Verify.Silent("""
        private static readonly Module s_plugin = null!;
        private static bool s_isHeld;
        void Open(Module owner, CancellationToken stop)
        {
            bool isHeld = owner.TryGet();
            stop.Register(() =>
            {
                if (isHeld)
                    owner.Put();
            });
        }
        static void Close()
        {
            if (s_isHeld)
                s_plugin.Put();
        }
        """);

    [Fact]
    public Task A_new_object_of_a_field_is_taken_there() => Verify.Silent("""
        sealed class Gate
        {
            [Acquires, NeverThrows] public void Enter() { }
            [Releases] public void Exit() { }
        }
        private Gate _gate = null!;
        void Open()
        {
            _gate = new Gate();
            _gate.Enter();
        }
        void Close() => _gate.Exit();
        """);

    [Fact]
    public Task A_delegate_that_was_made_is_not_null() => Verify.Silent("""
        void Run(Module owner, Action work)
        {
            Action? close = null;
            try
            {
                if (owner.TryGet())
                    close = () => owner.Put();
                work();
            }
            finally
            {
                close?.Invoke();
            }
        }
        """);
}
