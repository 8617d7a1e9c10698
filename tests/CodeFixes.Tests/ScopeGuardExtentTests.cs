using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>How far a scope reaches, and so whether it is a declaration or a statement.</summary>
public class ScopeGuardExtentTests
{
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
}
