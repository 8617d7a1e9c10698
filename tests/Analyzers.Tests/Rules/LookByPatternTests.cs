using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC109: a property pattern looks, like the property.</summary>
public sealed class LookByPatternTests
{
    [Theory]
    [InlineData("owner is not { State: ModuleState.Live }")]
    [InlineData("!(owner is { State: ModuleState.Live })")]
    [InlineData("owner is { State: not ModuleState.Live }")]
    [InlineData("owner is not { State: var state } || state != ModuleState.Live")]
    public Task A_look_by_a_pattern(string isGone) => Verify.Rule($$"""
        void Open(Module owner)
        {
            if ({{isGone}})
                return;
            owner.Get(); // QSC109
            owner.Put();
        }
        """);

    [Fact]
    public Task A_look_by_a_pattern_into_a_variable() => Verify.Rule("""
        void Open(Module owner)
        {
            if (owner is not { State: var state })
                return;
            if (state != ModuleState.Live)
                return;
            owner.Get(); // QSC109
            owner.Put();
        }
        """);

    [Fact]
    public Task Two_looks_by_patterns_see_what_each_sees() => Verify.Rule("""
        void Open([Held] Module owner)
        {
            if (owner is { State: ModuleState.Live })
                owner.Get(); // QSC101
            if (owner is { State: ModuleState.Live })
                owner.Put(); // QSC102
        }
        """);

    [Fact]
    public Task A_pattern_on_what_never_changes_or_is_ones_own() => Verify.Silent(CheckThenActTests.Shell + """
        void Open(Shell shell)
        {
            if (shell is { Kind: 3 })
                shell.Enter();
            if (shell is { Kind: 3 })
                shell.Leave();
        }

        void Close(Shell shell)
        {
            if (shell is { IsMine: true })
                shell.Leave();
        }
        """);
}
