using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>A guard, or what else carries a reference, whose variable is declared before it gets it.</summary>
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

    [Fact]
    public Task What_gets_it_on_some_ways_is_given_back_in_a_finally_behind_all() => OnFindings.Becomes<ReleaseVariableInFinally>(
        """
        void Branch(Module module, bool isBusy, Action work)
        {
            ModuleScope held = default;
            if (isBusy)
            {
                // now
                held = module.Acquire();
            }
            work();
            held.Dispose(); // done
        }

        int Either(Module module, Module other, int kind, Action work)
        {
            ModuleLease? held;
            switch (kind)
            {
                case 1: held = module.Lease(); break;
                case 2: held = other.Lease(); break;
                default: return 0;
            }
            work();
            int next = kind + 1;
            held?.Dispose();
            return next;
        }

        void Handled(Module module, Action work)
        {
            ModuleLease? held = null;
            try
            {
                held = module.Lease();
                work();
            }
            catch (InvalidOperationException)
            {
                return;
            }
            held?.Dispose();
        }
        """,
        """
        void Branch(Module module, bool isBusy, Action work)
        {
            ModuleScope held = default;
            try
            {
                if (isBusy)
                {
                    // now
                    held = module.Acquire();
                }
                work();
            }
            finally
            {
                held.Dispose(); // done
            }
        }

        int Either(Module module, Module other, int kind, Action work)
        {
            ModuleLease? held = null;
            int next;
            try
            {
                switch (kind)
                {
                    case 1: held = module.Lease(); break;
                    case 2: held = other.Lease(); break;
                    default: return 0;
                }
                work();
                next = kind + 1;
            }
            finally
            {
                held?.Dispose();
            }
            return next;
        }

        void Handled(Module module, Action work)
        {
            ModuleLease? held = null;
            try
            {
                held = module.Lease();
                work();
            }
            catch (InvalidOperationException)
            {
                return;
            }
            finally
            {
                held?.Dispose();
            }
        }
        """);

    [Fact]
    public Task What_is_taken_back_with_the_variable_is_asked_for() => OnFindings.Becomes<ReleaseVariableInFinally>(
        CarrierTests.Types + """
        class Reader
        {
            void M(Table table, bool isLong, Action work)
            {
                Buffer? buffer = null;
                if (isLong)
                    buffer = table.Rent();
                work();
                if (buffer != null)
                    table.Return(buffer);
            }
        }
        """,
        CarrierTests.Types + """
        class Reader
        {
            void M(Table table, bool isLong, Action work)
            {
                Buffer? buffer = null;
                try
                {
                    if (isLong)
                        buffer = table.Rent();
                    work();
                }
                finally
                {
                    if (buffer is not null)
                        table.Return(buffer);
                }
            }
        }
        """);

    [Theory]
    [InlineData("ModuleLease? held = null; if (isBusy) held = module.Lease(); if (work is null) held = module.Lease(); if (isBusy) return; held?.Dispose();")]
    [InlineData("ModuleLease? held = null; while (isBusy) { held = module.Lease(); work(); } if (work is null) return; held?.Dispose();")]
    [InlineData("ModuleLease? held = null; if (isBusy) held = module.Lease(); else held = Find(); work(); held?.Dispose();")]
    [InlineData("ModuleLease? held = null; if (isBusy) held = module.Lease(); work(); held?.Dispose(); work(); GC.KeepAlive(held);")]
    [InlineData("ModuleLease? held = Find(); if (isBusy) held = module.Lease(); work(); held?.Dispose();")]
    [InlineData("ModuleLease? held = null; if (isBusy) held = module.Lease(); work(); _kept = held;")]
    public Task A_variable_with_another_value_or_another_owner_is_left_alone(string body) => OnFindings.IsNeverOffered<ReleaseVariableInFinally>(
        $"ModuleLease? _kept; ModuleLease? Find() => null; void M(Module module, bool isBusy, Action work) {{ {body} }}");

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

    [Fact]
    public Task Two_variables_each_have_their_own() => OnFindings.Becomes<ReleaseVariableInFinally>(
        """
        void M(Module module, Module other, bool isBusy, Action work)
        {
            ModuleLease? first = null;
            ModuleLease? second = null;
            if (isBusy)
                first = module.Lease();
            else
                second = other.Lease();
            work();
            second?.Dispose();
            first?.Dispose();
        }
        """,
        """
        void M(Module module, Module other, bool isBusy, Action work)
        {
            ModuleLease? first = null;
            ModuleLease? second = null;
            try
            {
                try
                {
                    if (isBusy)
                        first = module.Lease();
                    else
                        second = other.Lease();
                    work();
                }
                finally
                {
                    second?.Dispose();
                }
            }
            finally
            {
                first?.Dispose();
            }
        }
        """);

    [Fact]
    public Task What_may_be_empty_is_asked_before_an_exit() => OnFindings.Becomes<ReleaseBeforeExit>(
        """
        void M(Module module, bool isBusy, bool isLate)
        {
            ModuleLease? held = null;
            if (isLate)
                held = module.Lease();
            if (isBusy)
                return;
            held?.Dispose();
        }
        """,
        """
        void M(Module module, bool isBusy, bool isLate)
        {
            ModuleLease? held = null;
            if (isLate)
                held = module.Lease();
            if (isBusy)
            {
                held?.Dispose();
                return;
            }
            held?.Dispose();
        }
        """);
}
