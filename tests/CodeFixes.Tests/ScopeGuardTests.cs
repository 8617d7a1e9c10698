using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>How a guard takes the place of an acquire, of what asks whether it succeeded, and of the releases.</summary>
public class ScopeGuardTests
{
    [Fact]
    public Task Guard_clause_becomes_a_using_declaration_and_the_releases_go() => Fix.Becomes<ScopeGuard>(
        """
        bool Open(Module owner, bool busy)
        {
            // take it
            if (!{|QSC101:owner.TryGet()|}) return false;   // gone
            if (busy)
                return false;
            owner.Run();

            owner.Put(); // give back
            return true;
        }
        """,
        """
        bool Open(Module owner, bool busy)
        {
            // take it
            using ModuleScope scope = owner.Acquire(); // give back
            if (!scope.IsHeld) return false;   // gone
            if (busy)
                return false;
            owner.Run();

            return true;
        }
        """);

    [Fact]
    public Task Every_release_of_the_reference_goes_and_what_becomes_empty_with_it() => Fix.Becomes<ScopeGuard>(
        """
        int Open(Module owner, bool busy)
        {
            if (!{|QSC110:owner.TryGet()|})
                return 0;
            try
            {
                if (busy)
                {
                    owner.Put();
                    return 1;
                }
                owner.Run();
            }
            catch (InvalidOperationException)
            {
                owner.Put();
                throw;
            }
            owner.Put();
            return 2;
        }
        """,
        """
        int Open(Module owner, bool busy)
        {
            using ModuleScope scope = owner.Acquire();
            if (!scope.IsHeld)
                return 0;
            if (busy)
            {
                return 1;
            }
            owner.Run();
            return 2;
        }
        """);

    [Fact]
    public Task A_finally_that_only_releases_disappears() => Fix.Becomes<ScopeGuard>(
        """
        void Open(Module owner)
        {
            if (!{|QSC101:owner.TryGet()|})
                return;
            Console.WriteLine();
            try
            {
                owner.Run();
            }
            finally
            {
                // in any case
                owner.Put();
            }
        }
        """,
        """
        void Open(Module owner)
        {
            using ModuleScope scope = owner.Acquire();
            if (!scope.IsHeld)
                return;
            Console.WriteLine();
            // in any case
            owner.Run();
        }
        """);

    [Fact]
    public Task Positive_branch_asks_the_guard() => Fix.Becomes<ScopeGuard>(
        """
        void Open(Module owner, bool busy)
        {
            if ({|QSC101:owner.TryGet()|})
            {
                if (busy)
                    return;
                owner.Run();
                owner.Put();
            }
        }
        """,
        """
        void Open(Module owner, bool busy)
        {
            using ModuleScope scope = owner.Acquire();
            if (scope.IsHeld)
            {
                if (busy)
                    return;
                owner.Run();
            }
        }
        """);

    [Fact]
    public Task A_flag_is_kept() => Fix.Becomes<ScopeGuard>(
        """
        void Open(Module owner, int scope)
        {
            bool ok = {|QSC101:owner.TryGet()|};
            if (!ok || scope > 1)
                return;
            owner.Run();
            if (ok)
                owner.Put();
        }
        """,
        """
        void Open(Module owner, int scope)
        {
            using ModuleScope scope2 = owner.Acquire();
            bool ok = scope2.IsHeld;
            if (!ok || scope > 1)
                return;
            owner.Run();
        }
        """);

    [Fact]
    public Task Fix_all_guards_two_references_in_one_block() => Fix.Becomes<ScopeGuard>(
        """
        private readonly Module _a = new();

        void Open(Module b, bool busy)
        {
            if (!{|QSC101:this._a.TryGet()|})
                return;
            if (!{|QSC101:b.TryGet()|})
            {
                _a.Put();
                return;
            }
            if (busy)
                return;
            b.Run();
            b.Put();
            _a.Put();
        }
        """,
        """
        private readonly Module _a = new();

        void Open(Module b, bool busy)
        {
            using ModuleScope scope = this._a.Acquire();
            if (!scope.IsHeld)
                return;
            using ModuleScope scope2 = b.Acquire();
            if (!scope2.IsHeld)
            {
                return;
            }
            if (busy)
                return;
            b.Run();
        }
        """);

    [Fact]
    public Task Qualifies_the_guard_where_its_namespace_is_not_imported() => Fix.Becomes<ScopeGuard>(
        """
        using System;

        class D
        {
            void Open(Quiesce.Module owner)
            {
                if (!{|QSC101:owner.TryGet()|})
                    return;
                owner.Run();
            }
        }
        """,
        """
        using System;

        class D
        {
            void Open(Quiesce.Module owner)
            {
                using Quiesce.ModuleScope scope = owner.Acquire();
                if (!scope.IsHeld)
                    return;
                owner.Run();
            }
        }
        """);

    [Fact]
    public Task A_type_that_holds_itself_calls_its_own_guard() => Fix.Becomes<ScopeGuard>(
        """
        bool TryGet() => true;
        void Put() { }
        ModuleScope Acquire() => default;

        void Open(C other, bool busy)
        {
            if (!{|QSC101:TryGet()|})
                return;
            if (busy)
            {
                base.ToString();
                this.Put();
                return;
            }
            other?.Put();
            Put();
        }
        """,
        """
        bool TryGet() => true;
        void Put() { }
        ModuleScope Acquire() => default;

        void Open(C other, bool busy)
        {
            using ModuleScope scope = Acquire();
            if (!scope.IsHeld)
                return;
            if (busy)
            {
                base.ToString();
                return;
            }
            other?.Put();
        }
        """);
}
