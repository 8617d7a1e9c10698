using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>A guard whose variable is declared before it gets it, and then gets it in one place.</summary>
public class AssignedGuardTests
{
    [Fact]
    public Task It_is_declared_where_it_gets_its_value_and_disposed_at_the_end_of_its_scope() => OnFindings.Becomes<HoldResult>(
        """
        void Declared(Module module, bool isBusy, Action work)
        {
            // the lease
            ModuleLease? held;
            // take it
            held = module.Lease(); // now
            if (held is null)
                return;
            if (isBusy)
                return; // leaks
            work();
            held.Dispose();
        }

        void Empty(Module module, bool isBusy, Action work)
        {
            ModuleScope held = default;
            if (isBusy)
                return;

            held = module.Acquire();
            if (!held.IsHeld)
                return;
            work();
            held.Dispose(); // give back
        }

        void EachTurn(Module[] modules, bool isBusy, Action work)
        {
            ModuleLease? held = null;
            foreach (Module module in modules)
            {
                held = module.Lease();
                if (held is null)
                    continue;
                if (isBusy)
                    continue;
                work();
                held.Dispose();
            }
        }
        """,
        """
        void Declared(Module module, bool isBusy, Action work)
        {
            // the lease
            // take it
            using ModuleLease? held = module.Lease(); // now
            if (held is null)
                return;
            if (isBusy)
                return; // leaks
            work();
        }

        void Empty(Module module, bool isBusy, Action work)
        {
            if (isBusy)
                return;

            using ModuleScope held = module.Acquire(); // give back
            if (!held.IsHeld)
                return;
            work();
        }

        void EachTurn(Module[] modules, bool isBusy, Action work)
        {
            foreach (Module module in modules)
            {
                using ModuleLease? held = module.Lease();
                if (held is null)
                    continue;
                if (isBusy)
                    continue;
                work();
            }
        }
        """);

    [Theory]
    [InlineData("ModuleLease? held = null; work(); GC.KeepAlive(held); held = module.Lease(); work(); held?.Dispose();")]
    [InlineData("ModuleLease? held = null; while (isBusy) { GC.KeepAlive(held); held = module.Lease(); work(); }")]
    public Task A_variable_that_is_used_before_stays_declared_there(string body) => OnFindings.IsNeverOffered<HoldResult>(
        $"void M(Module module, bool isBusy, Action work) {{ {body} }}");

    [Fact]
    public Task Where_it_ends_before_its_scope_a_finally_gives_it_back() => OnFindings.Becomes<ReleaseInFinally>(
        """
        void M(Module module, bool isBusy, Action work)
        {
            ModuleLease? held = null;
            held = module.Lease();
            if (isBusy)
                return;
            work();
            held?.Dispose();
            work();
        }

        void Asked(Module module, bool isBusy, Action work)
        {
            ModuleScope held;
            if (!(held = module.Acquire()).IsHeld)
                return;
            if (isBusy)
                return;
            work();
            held.Dispose();
        }

        void Else(Module module, bool isBusy, Action work)
        {
            ModuleLease? held;
            if ((held = module.Lease()) != null)
            {
                work();
                held.Dispose();
            }
        }
        """,
        """
        void M(Module module, bool isBusy, Action work)
        {
            ModuleLease? held = null;
            held = module.Lease();
            try
            {
                if (isBusy)
                    return;
                work();
            }
            finally
            {
                held?.Dispose();
            }
            work();
        }

        void Asked(Module module, bool isBusy, Action work)
        {
            ModuleScope held;
            if (!(held = module.Acquire()).IsHeld)
                return;
            try
            {
                if (isBusy)
                    return;
                work();
            }
            finally
            {
                held.Dispose();
            }
        }

        void Else(Module module, bool isBusy, Action work)
        {
            ModuleLease? held;
            if ((held = module.Lease()) != null)
            {
                try
                {
                    work();
                }
                finally
                {
                    held.Dispose();
                }
            }
        }
        """);
}
