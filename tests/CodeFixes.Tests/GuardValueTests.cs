using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Who owns the reference gives it back: a guard by its disposal, and the operand the way the code does.</summary>
public class GuardValueTests
{
    [Theory]
    [InlineData("ModuleLease? lease = module.Lease(); if (lease is null) return; if (isBusy) return; work(); lease.Dispose();")]
    [InlineData("ModuleScope scope = module.Acquire(); if (!scope.IsHeld) return; if (isBusy) return; work(); scope.Dispose();")]
    [InlineData("ModuleScope scope = module.Acquire(); if (!scope.IsHeld) return; work();")]
    public Task What_a_guard_holds_is_not_released_behind_its_back(string body) => OnFindings.IsNotOffered<ReleaseBeforeExit>(
        $$"""void M(Module module, bool isBusy, Action work) { {{body}} }""");

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
