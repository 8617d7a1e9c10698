using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Every path of a body, exceptions included.</summary>
public sealed class FlowGraphTests
{
    private static void Check(string body, string expected)
    {
        string actual = PathDump.Of(body);
        Assert.True(expected == actual, $"The paths are:\n{actual}\n<end>");
    }

    [Fact]
    public void A_finally_goes_on_where_each_way_in_belongs() => Check(
        "try { work(); } finally { end(); } log();",
        """
        work() -> end()~goes on; throws -> end()~call threw
        end()~goes on -> log(); throws -> leaves by call
        end()~call threw -> leaves by call; throws -> leaves by call
        log() -> returns; throws -> leaves by call
        """);

    [Fact]
    public void A_return_inside_a_try_runs_the_finally_first() => Check(
        "try { if (a) return; work(); } finally { end(); } log();",
        """
        a -> work(), end()~goes on
        work() -> end()~goes on; throws -> end()~call threw
        end()~goes on -> returns; throws -> leaves by call
        end()~goes on -> log(); throws -> leaves by call
        end()~call threw -> leaves by call; throws -> leaves by call
        log() -> returns; throws -> leaves by call
        """);

    [Fact]
    public void Nested_finally_blocks_run_inside_out() => Check(
        "try { try { work(); } finally { end(); } } finally { log(); }",
        """
        work() -> end()~goes on; throws -> end()~call threw
        end()~goes on -> log()~goes on; throws -> log()~call threw
        end()~call threw -> log()~call threw; throws -> log()~call threw
        log()~goes on -> returns; throws -> leaves by call
        log()~call threw -> leaves by call; throws -> leaves by call
        """);

    [Fact]
    public void A_throw_inside_a_finally_replaces_what_was_pending() => Check(
        "try { work(); } finally { if (a) throw new Exception(); end(); }",
        """
        work() -> a~goes on; throws -> a~call threw
        a~goes on -> end()~goes on, new Exception()~goes on
        a~call threw -> end()~call threw, new Exception()~call threw
        end()~goes on -> returns; throws -> leaves by call
        new Exception()~goes on -> leaves by throw
        end()~call threw -> leaves by call; throws -> leaves by call
        new Exception()~call threw -> leaves by throw
        """);

    [Fact]
    public void A_handler_that_may_not_match_lets_the_exception_pass_too() => Check(
        "try { work(); } catch (InvalidOperationException) { end(); } log();",
        """
        work() -> log(); throws -> end(), leaves by call
        log() -> returns; throws -> leaves by call
        end() -> log(); throws -> leaves by call
        """);

    [Fact]
    public void A_handler_of_everything_lets_nothing_pass() => Check(
        "try { work(); } catch { end(); } log();",
        """
        work() -> log(); throws -> end()
        log() -> returns; throws -> leaves by call
        end() -> log(); throws -> leaves by call
        """);

    [Fact]
    public void A_known_exception_goes_to_the_handler_of_its_type_only() => Check(
        "try { throw new ArgumentException(); } catch (InvalidOperationException) { end(); } catch (ArgumentException) { log(); }",
        """
        new ArgumentException() -> log()
        log() -> returns; throws -> leaves by call
        """);

    [Fact]
    public void A_filter_that_says_no_offers_the_exception_to_the_next_handler() => Check(
        "try { work(); } catch (Exception) when (test()) { end(); } catch (Exception) { log(); }",
        """
        work() -> returns; throws -> test()~call threw
        test()~call threw -> end(), log(); throws -> log()
        end() -> returns; throws -> leaves by call
        log() -> returns; throws -> leaves by call
        """);

    [Fact]
    public void Rethrow_leaves_through_the_outer_finally() => Check(
        "try { try { work(); } catch { throw; } } finally { end(); }",
        """
        work() -> end()~goes on; throws -> end()~thrown
        end()~goes on -> returns; throws -> leaves by call
        end()~thrown -> leaves by throw; throws -> leaves by call
        """);

    [Fact]
    public void A_goto_out_of_a_try_runs_its_finally() => Check(
        "try { if (a) goto done; work(); } finally { end(); } log(); done: log();",
        """
        a -> work(), end()~goes on
        work() -> end()~goes on; throws -> end()~call threw
        end()~goes on -> log(); throws -> leaves by call
        end()~goes on -> log(); throws -> leaves by call
        end()~call threw -> leaves by call; throws -> leaves by call
        log() -> returns; throws -> leaves by call
        log() -> log(); throws -> leaves by call
        """);

    [Fact]
    public void A_loop_returns_to_its_condition() => Check(
        "while (a) { work(); }",
        """
        a -> returns, work()
        work() -> a; throws -> leaves by call
        """);
}
