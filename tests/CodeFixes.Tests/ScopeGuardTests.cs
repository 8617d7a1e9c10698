using Xunit;

namespace Quiesce.CodeFixes.Tests;

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
    public Task A_reference_given_back_before_other_work_is_not_held_over_that_work() => Fix.Becomes<ScopeGuard>(
        """
        void Open(Module owner, Thread worker, bool busy)
        {
            if (!{|QSC101:owner.TryGet()|})
                return;
            if (busy)
                return;
            owner.Run();
            owner.Put();
            worker.Join();
        }
        """,
        """
        void Open(Module owner, Thread worker, bool busy)
        {
            using (ModuleScope scope = owner.Acquire())
            {
                if (!scope.IsHeld)
                    return;
                if (busy)
                    return;
                owner.Run();
            }
            worker.Join();
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
    public Task Positive_branch_before_other_work_is_scoped_alone() => Fix.Becomes<ScopeGuard>(
        """
        void Open(Module owner, Thread worker, bool busy)
        {
            // first
            if ({|QSC101:owner.TryGet()|} && !busy)
            {
                owner.Run();
                owner.Put();
            }
            worker.Join();
        }
        """,
        """
        void Open(Module owner, Thread worker, bool busy)
        {
            // first
            using (ModuleScope scope = owner.Acquire())
            {
                if (scope.IsHeld && !busy)
                {
                    owner.Run();
                }
            }
            worker.Join();
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
    public Task A_local_used_after_the_scope_is_declared_before_it() => Fix.Becomes<ScopeGuard>(
        """
        void Open(Module owner)
        {
            if (!{|QSC110:owner.TryGet()|})
                return;
            string? name = owner.Name;
            owner.Put();
            Console.WriteLine(name);
        }
        """,
        """
        void Open(Module owner)
        {
            string? name;
            using (ModuleScope scope = owner.Acquire())
            {
                if (!scope.IsHeld)
                    return;
                name = owner.Name;
            }
            Console.WriteLine(name);
        }
        """);

    [Fact]
    public Task A_switch_section_gets_a_using_statement() => Fix.Becomes<ScopeGuard>(
        """
        void Open(Module owner, int n)
        {
            switch (n)
            {
                case 1:
                    if (!{|QSC110:owner.TryGet()|})
                        break;
                    owner.Run();
                    owner.Put();
                    break;
            }
        }
        """,
        """
        void Open(Module owner, int n)
        {
            switch (n)
            {
                case 1:
                    using (ModuleScope scope = owner.Acquire())
                    {
                        if (!scope.IsHeld)
                            break;
                        owner.Run();
                    }
                    break;
            }
        }
        """);

    [Fact]
    public Task Top_level_statements_are_a_block_too() => Fix.Becomes<ScopeGuard>(
        """
        using Quiesce;

        Module owner = new();
        if (!{|QSC101:owner.TryGet()|})
            return;
        if (args.Length > 1)
            return;
        owner.Put();
        """,
        """
        using Quiesce;

        Module owner = new();
        using ModuleScope scope = owner.Acquire();
        if (!scope.IsHeld)
            return;
        if (args.Length > 1)
            return;
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

    [Theory]
    [InlineData("bool TryGet() => true; void Put() { } void M() { if (!{|QSC101:TryGet()|}) return; Action a = Put; a(); }")]
    [InlineData("using Quiesce;\nclass B { public void PutLater() { } } class D : B { bool TryGet() => true; void Put() { } ModuleScope Acquire() => default; void M(bool b) { if (!{|QSC101:TryGet()|}) return; if (b) return; base.PutLater(); } }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) return;\n#if DEBUG\nm.Run();\n#endif\nm.Put(); }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; Module n = m; if (b) return; n.Put(); }")]
    [InlineData("void M(Module m, bool b) { m.Get(); while (b) { m.Put(); if (!{|QSC101:m.TryGet()|}) return; } }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; m.Put(); if (b) return; m.Put(); }")]
    [InlineData("Module Next() => new(); void M(bool b) { if (!{|QSC101:Next().TryGet()|}) return; Next().Put(); }")]
    [InlineData("Module? M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return null; if (b) return null; return m; }")]
    [InlineData("Module? _m; void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) return; _m = m; }")]
    [InlineData("bool M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return false; if (b) return false; return true; }")]
    [InlineData("void M(Module m) { if (!{|QSC101:m.TryGet()|}) return; Action a = () => m.Put(); a(); }")]
    [InlineData("void M(Module m) { try { if (!{|QSC101:m.TryGet()|}) return; m.Run(); } finally { m.Put(); } }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; m.Get(); if (b) return; m.Put(); m.Put(); }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) m.PutLater(); else m.Put(); }")]
    public Task Is_not_offered_where_it_would_not_compile_or_change_the_meaning(string members) =>
        Fix.IsNotOffered<ScopeGuard>(members);

    [Fact]
    public Task A_branch_need_not_be_a_block() => Fix.Becomes<ScopeGuard>(
        """
        void M(Module m, Module n, bool b)
        {
            // work
            if ({|QSC101:m.TryGet()|}) // held
                m.Run(); // run
            Console.WriteLine(b);
            if ({|QSC101:n.TryGet()|})
                if (b)
                    n.Run();
        }
        """,
        """
        void M(Module m, Module n, bool b)
        {
            // work
            using (ModuleScope scope = m.Acquire())
            {
                if (scope.IsHeld) // held
                    m.Run(); // run
            }
            Console.WriteLine(b);
            using ModuleScope scope2 = n.Acquire();
            if (scope2.IsHeld)
                if (b)
                    n.Run();
        }
        """);

    [Theory]
    [InlineData("async Task M(Module m) { if (!{|QSC101:m.TryGet()|}) return; await Task.Yield(); m.Put(); }")]
    [InlineData("IEnumerable<int> M(Module m) { if (!{|QSC101:m.TryGet()|}) yield break; yield return 1; m.Put(); }")]
    [InlineData("void M(Module m) { {|QSC101:m.Get()|}; m.Run(); m.Put(); }")]
    [InlineData("void M(Module m, bool b) { if (b || !{|QSC101:m.TryGet()|}) return; m.Run(); m.Put(); }")]
    public Task Fix_all_releases_in_finally_where_a_scope_is_not_possible(string members) =>
        Fix.IsNotOffered<ScopeGuard>(members, fallback: "finally");

    [Fact]
    public Task Is_not_offered_where_the_diagnostic_names_no_guard() => Fix.IsNotOffered<ScopeGuard>(
        "void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) return; m.Put(); }",
        fallback: "finally",
        without: "guard");
}
