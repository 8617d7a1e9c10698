using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>A guard, or what else carries a reference, whose variable gets it on some ways only.</summary>
public class PerhapsAssignedGuardTests
{
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
