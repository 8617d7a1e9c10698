using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Idioms of real code that are right: the N shapes of docs/rules.md.</summary>
public sealed class MustStaySilentTests
{
    [Fact]
    public Task N1_a_flag_set_at_the_acquire_and_tested_in_the_finally() => Verify.Silent("""
        void Open(Module owner, Action work, bool wanted)
        {
            bool taken = false;
            try
            {
                if (wanted)
                {
                    taken = owner.TryGet();
                    if (!taken)
                        return;
                }
                work();
            }
            finally
            {
                if (taken)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task N2_returned_to_the_caller() => Verify.Silent("""
        Module? Open(Module owner)
        {
            if (!owner.TryGet())
                return null;
            return owner;
        }
        """);

    [Fact]
    public Task N2_stored_in_a_field() => Verify.Silent("""
        private Module? _owner;

        bool Open(Module owner)
        {
            if (!owner.TryGet())
                return false;
            _owner = owner;
            return true;
        }

        void Dispose()
        {
            _owner?.Put();
        }
        """);

    [Fact]
    public Task N2_moved_out() => Verify.Silent("""
        bool Open(ModuleTable table, out ModuleLease? lease)
        {
            return table.TryFind("a", out lease);
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task N3_given_to_a_collection() => Verify.Silent("""
        private readonly List<Module> _owners = new();

        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            _owners.Add(owner);
        }
        """);

    [Fact]
    public Task N4_released_in_a_continuation() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            Task.Run(() =>
            {
                try
                {
                    work();
                }
                finally
                {
                    owner.Put();
                }
            });
        }
        """);

    [Fact]
    public Task N5_both_branches_use_it_and_one_release_follows() => Verify.Silent("""
        void Open(Module owner, bool first)
        {
            if (!owner.TryGet())
                return;
            int count;
            if (first)
                count = 1;
            else
                count = 2;
            owner.Put();
            GC.KeepAlive(count);
        }
        """);

    [Fact]
    public Task N8_a_try_that_gives_up() => Verify.Silent("""
        bool Poke(Module owner)
        {
            if (!owner.TryGet())
                return false;
            owner.Put();
            return true;
        }
        """);

    [Fact]
    public Task N11_acquired_in_one_member_released_in_another() => Verify.Silent("""
        private readonly Module _owner = null!;

        bool Enter()
        {
            return _owner.TryGet();
        }

        void Leave()
        {
            _owner.Put();
        }
        """);

    [Fact]
    public Task N11_acquired_in_a_constructor_and_a_setter_released_in_dispose() => Verify.Silent("""
        sealed class Holder : IDisposable
        {
            private Module? owner;

            public Holder(Module owner)
            {
                this.owner = owner;
                if (!owner.TryGet())
                    throw new InvalidOperationException();
            }

            public Module? Owner
            {
                get => owner;
                set
                {
                    if (value?.TryGet() == false)
                        return;
                    owner?.Put();
                    owner = value;
                }
            }

            public void Dispose()
            {
                owner?.Put();
                owner = null;
            }
        }
        """);

    [Fact]
    public Task N12_the_two_halves_of_a_wrapper() => Verify.Silent("""
        private readonly Module _owner = null!;

        void Enter()
        {
            if (!_owner.TryGet())
                throw new InvalidOperationException();
        }

        void Leave()
        {
            _owner.Put();
        }
        """);

    [Fact]
    public Task N13_a_callee_that_consumes_its_parameter() => Verify.Silent("""
        void Close(Module owner)
        {
            owner.Put();
        }
        """);

    [Fact]
    public Task N14_released_only_where_it_was_not_handed_over() => Verify.Silent("""
        private readonly List<Module> _owners = new();

        void Open(Module owner, Action work)
        {
            Module? pending = null;
            try
            {
                if (!owner.TryGet())
                    return;
                pending = owner;
                work();
                _owners.Add(pending);
                pending = null;
            }
            finally
            {
                pending?.Put();
            }
        }
        """);

    [Fact]
    public Task N16_growth_takes_the_new_swaps_and_gives_the_old_back() => Verify.Silent("""
        private Module? _current;

        bool Replace(Module next, Action<Module?, Module> copy)
        {
            if (!next.TryGet())
                return false;
            copy(_current, next);
            Module? old = _current;
            _current = next;
            old?.Put();
            return true;
        }
        """);

    [Fact]
    public Task N17_an_inverted_region() => Verify.Silent("""
        void Suspend(Module owner, Action work)
        {
            owner.Put();
            try
            {
                work();
            }
            finally
            {
                if (!owner.TryGet())
                    throw new InvalidOperationException();
            }
        }
        """);

    [Fact]
    public Task N18_one_acquire_and_a_release_per_exit() => Verify.Silent("""
        void Open(Module owner, int mode)
        {
            if (!owner.TryGet())
                return;
            if (mode == 1)
            {
                owner.Put();
                return;
            }
            if (mode == 2)
            {
                owner.Put();
                return;
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task N22_acquire_all_or_roll_back() => Verify.Silent("""
        bool Open(Module[] owners)
        {
            int count = 0;
            foreach (Module owner in owners)
            {
                if (!owner.TryGet())
                {
                    for (int i = 0; i < count; i++)
                        owners[i].Put();
                    return false;
                }
                count++;
            }
            return true;
        }
        """);

    [Fact]
    public Task N23_a_retry_loop() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            while (!owner.TryGet())
                Thread.Yield();
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
    public Task N25_nested_tries_with_roll_back_both_kept() => Verify.Silent("""
        bool Open(Module first, Module second)
        {
            if (!first.TryGet())
                return false;
            if (!second.TryGet())
            {
                first.Put();
                return false;
            }
            return true;
        }
        """);

    [Fact]
    public Task N26_a_terminal_acquire_in_dispose() => Verify.Silent("""
        sealed class Entry : IDisposable
        {
            private readonly Module owner;

            public Entry(Module owner) => this.owner = owner;

            public void Dispose()
            {
                if (!owner.TryGet())
                    throw new InvalidOperationException();
            }
        }
        """);

    [Fact]
    public Task N27_a_guard_with_using() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            using ModuleScope scope = owner.Acquire();
            if (!scope.IsHeld)
                return;
            work();
        }
        """);

    [Fact]
    public Task N29_a_name_that_only_looks_like_a_pair() => Verify.Silent("""
        sealed class Tracer
        {
            public bool TryGet() => true;
            public void Put() { }
        }
        class C
        {
            void Open(Tracer tracer, bool busy)
            {
                if (!tracer.TryGet())
                    return;
                if (busy)
                    return;
                tracer.Put();
            }
        }
        """);

    [Fact]
    public Task The_same_condition_tested_twice() => Verify.Silent("""
        void Open(Module owner, Action work, bool wanted)
        {
            if (wanted && !owner.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                if (wanted)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task The_same_constant_tested_twice() => Verify.Silent("""
        void Open(Module owner, Action work, int mode)
        {
            if (mode == 3)
            {
                if (!owner.TryGet())
                    return;
            }
            try
            {
                work();
            }
            finally
            {
                if (mode == 3)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task The_same_null_test_twice() => Verify.Silent("""
        void Open(Module? owner, Action work)
        {
            if (owner != null && !owner.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                owner?.Put();
            }
        }
        """);

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

    [Fact]
    public Task A_conditional_call_and_a_lifted_comparison() => Verify.Silent("""
        void Open(Module? owner)
        {
            if (owner?.TryGet() == true)
                owner.Put();
        }
        """);

    [Fact]
    public Task Nested_finally_blocks() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                try
                {
                    work();
                }
                finally
                {
                    work();
                }
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task An_async_body_releases_in_its_finally() => Verify.Silent("""
        async Task<bool> Open(Module owner, Task work)
        {
            if (!owner.TryGet())
                return false;
            try
            {
                await work;
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task An_iterator_releases_in_its_finally() => Verify.Silent("""
        IEnumerable<int> Open(Module owner)
        {
            if (!owner.TryGet())
                yield break;
            try
            {
                yield return 1;
            }
            finally
            {
                owner.Put();
            }
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Several_references_and_the_flags_that_tell() => Verify.Silent("""
        void Open(Module owner, bool first, bool second)
        {
            bool a = false, b = false;
            if (first)
                a = owner.TryGet();
            if (second)
                b = owner.TryGet();
            if (a)
                owner.Put();
            if (b)
                owner.Put();
        }
        """);
}
