using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Who owns the reference gives it back: a guard by its disposal, and the operand the way the code does.</summary>
public class GuardValueTests
{
    [Theory]
    [InlineData("ModuleLease? held = module.Lease(); if (held is null) return; if (isBusy) return; work(); held.Dispose();")]
    [InlineData("ModuleScope held = module.Acquire(); if (!held.IsHeld) return; if (isBusy) return; work(); held.Dispose();")]
    public Task What_a_guard_holds_is_given_back_by_the_guard(string body) => OnFindings.Becomes<ReleaseBeforeExit>(
        $"void M(Module module, bool isBusy, Action work)\n{{\n    {body}\n}}",
        $"void M(Module module, bool isBusy, Action work)\n{{\n    {body.Replace("if (isBusy) return; ", "if (isBusy)\n    {\n        held.Dispose();\n        return;\n    }\n    ", StringComparison.Ordinal)}\n}}");

    [Fact]
    public Task A_release_that_asks_for_null_still_does_in_the_finally() => OnFindings.Becomes<ReleaseInFinally>(
        """
        void M(Module? module, bool isBusy, Action work)
        {
            module?.Get();
            work();
            module?.Put();
        }
        """,
        """
        void M(Module? module, bool isBusy, Action work)
        {
            module?.Get();
            try
            {
                work();
            }
            finally
            {
                module?.Put();
            }
        }
        """);
}
