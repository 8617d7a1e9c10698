using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>The ways to ask whether an acquire has succeeded: each is understood like <c>if (!m.TryGet())</c>.</summary>
public class QuestionTests
{
    public static TheoryData<string> Failures => new("!m.TryGet()", "!(m.TryGet())", "m.TryGet() == false", "m.TryGet() != true",
        "false == m.TryGet()", "m.TryGet() is false", "m.TryGet() is not true", "m?.TryGet() != true", "m?.TryGet() is not true", "!(m?.TryGet() ?? false)");

    public static TheoryData<string> Successes => new("m.TryGet()", "m.TryGet() == true", "true == m.TryGet()", "m.TryGet() is true",
        "!(m.TryGet() is false)", "m?.TryGet() == true", "m?.TryGet() is true", "m?.TryGet() ?? false");

    [Theory]
    [MemberData(nameof(Failures))]
    public Task A_failure_that_leaves_goes_before_the_try(string failed) => OnFindings.Becomes<ReleaseInFinally>(
        $$"""
        void M(Module{{Operand(failed)}}, bool isBusy)
        {
            if ({{failed}}) // gone
                return;
            if (isBusy)
                return; // leaks
            m.Put();
        }
        """,
        $$"""
        void M(Module{{Operand(failed)}}, bool isBusy)
        {
            if ({{failed}}) // gone
                return;
            try
            {
                if (isBusy)
                    return; // leaks
            }
            finally
            {
                m.Put();
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Successes))]
    public Task A_success_holds_in_its_branch(string succeeded) => OnFindings.Becomes<ReleaseInFinally>(
        $$"""
        void M(Module{{Operand(succeeded)}}, bool isBusy)
        {
            if ({{succeeded}})
            {
                if (isBusy)
                    return;
                m.Put();
            }
        }
        """,
        $$"""
        void M(Module{{Operand(succeeded)}}, bool isBusy)
        {
            if ({{succeeded}})
            {
                try
                {
                    if (isBusy)
                        return;
                }
                finally
                {
                    m.Put();
                }
            }
        }
        """);

    [Theory]
    [InlineData("m.TryGet() == false", "scope.IsHeld == false")]
    [InlineData("m.TryGet() is false", "scope.IsHeld is false")]
    [InlineData("false == m.TryGet()", "false == scope.IsHeld")]
    public Task The_guard_is_asked_the_same(string asked, string guard) => OnFindings.Becomes<ScopeGuard>(
        $$"""
        void M(Module m, bool isBusy)
        {
            if ({{asked}})
                return;
            if (isBusy)
                return;
            m.Put();
        }
        """,
        $$"""
        void M(Module m, bool isBusy)
        {
            using ModuleScope scope = m.Acquire();
            if ({{guard}})
                return;
            if (isBusy)
                return;
        }
        """);

    [Theory]
    [MemberData(nameof(Failures))]
    public Task What_is_released_although_it_failed_is_not(string failed) => OnFindings.Becomes<RemoveRelease>(
        $$"""
        void M(Module{{Operand(failed)}})
        {
            if ({{failed}})
            {
                m{{Mark(failed)}}.Put(); // too many
                return;
            }
            m.Put();
        }
        """,
        $$"""
        void M(Module{{Operand(failed)}})
        {
            if ({{failed}})
            {
                // too many
                return;
            }
            m.Put();
        }
        """);

    [Theory]
    [InlineData("m.TryGet()", "(taken = m.TryGet())")]
    [InlineData("m.TryGet() == true", "(taken = m.TryGet())")]
    [InlineData("m.TryGet() is true", "(taken = m.TryGet())")]
    [InlineData("m?.TryGet() == true", "(taken = m?.TryGet() == true)")]
    [InlineData("m?.TryGet() ?? false", "(taken = m?.TryGet() == true)")]
    public Task The_flag_is_set_by_the_whole_question(string asked, string taken) => OnFindings.Becomes<ReleaseIfHeld>(
        $$"""
        void M(Module{{Operand(asked)}})
        {
            if ({{asked}})
                Console.Write(1);
            m{{Mark(asked)}}.Put(); // give back
        }
        """,
        $$"""
        void M(Module{{Operand(asked)}})
        {
            bool taken = false;
            if ({{taken}})
                Console.Write(1);
            if (taken) // give back
                m{{Mark(asked)}}.Put();
        }
        """);

    [Theory]
    [InlineData("m.TryGet() is false", "!(taken = m.TryGet())")]
    [InlineData("m.TryGet() != true", "!(taken = m.TryGet())")]
    [InlineData("m?.TryGet() != true", "!(taken = m?.TryGet() == true)")]
    [InlineData("m?.TryGet() is not true", "!(taken = m?.TryGet() == true)")]
    public Task The_flag_is_set_where_the_question_is_negated(string asked, string taken) => OnFindings.Becomes<ReleaseIfHeld>(
        $$"""
        void M(Module{{Operand(asked)}}, Action work)
        {
            try
            {
                if ({{asked}})
                    return;
                work();
            }
            finally
            {
                m{{Mark(asked)}}.Put();
            }
        }
        """,
        $$"""
        void M(Module{{Operand(asked)}}, Action work)
        {
            bool taken = false;
            try
            {
                if ({{taken}})
                    return;
                work();
            }
            finally
            {
                if (taken)
                    m{{Mark(asked)}}.Put();
            }
        }
        """);

    [Theory]
    [InlineData("ok == false")]
    [InlineData("ok is false")]
    [InlineData("!(ok)")]
    public Task A_flag_that_is_compared_is_a_question_too(string failed) => OnFindings.Becomes<ReleaseInFinally>(
        $$"""
        void M(Module m, bool isBusy)
        {
            bool ok = m.TryGet();
            if ({{failed}})
                return;
            if (isBusy)
                return;
            m.Put();
        }
        """,
        $$"""
        void M(Module m, bool isBusy)
        {
            bool ok = m.TryGet();
            if ({{failed}})
                return;
            try
            {
                if (isBusy)
                    return;
            }
            finally
            {
                m.Put();
            }
        }
        """);

    [Theory]
    [InlineData("m!.Put();")]
    [InlineData("(m).Put();")]
    public Task A_release_may_insist_on_its_operand(string release) => OnFindings.Becomes<ReleaseInFinally>(
        $$"""
        void M(Module? m, bool isBusy)
        {
            if (!(m?.TryGet() ?? false))
                return;
            if (isBusy)
                return;
            {{release}}
        }
        """,
        """
        void M(Module? m, bool isBusy)
        {
            if (!(m?.TryGet() ?? false))
                return;
            try
            {
                if (isBusy)
                    return;
            }
            finally
            {
                m.Put();
            }
        }
        """);

    /// <summary>Where it is null, it was not acquired either: nothing is released there.</summary>
    [Fact]
    public Task What_may_be_null_and_is_compared_with_false_is_not_understood() => OnFindings.IsNeverOffered<ReleaseInFinally>(
        """
        void M(Module? m, bool isBusy)
        {
            if (m?.TryGet() == false)
                return;
            if (isBusy)
                return;
            m?.Put();
        }
        """);

    private static string Operand(string asked) => asked.Contains('?', StringComparison.Ordinal) ? "? m" : " m";

    private static string Mark(string asked) => asked.Contains('?', StringComparison.Ordinal) ? "?" : "";
}
