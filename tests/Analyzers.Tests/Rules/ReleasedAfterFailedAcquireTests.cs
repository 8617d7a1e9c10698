using Quiesce.Analyzers.Protocols;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC102 in place of QSC113: the acquire failed, and the body goes on and releases.</summary>
public sealed class ReleasedAfterFailedAcquireTests
{
    private static Task Rule(string members) => Verify.Rule(AcquireInsideTryTests.Gate + members);

    [Fact]
    public Task Caught_and_gone_on_is_an_over_release_and_only_that() => Rule("""
        void Open(Gate gate, Action work)
        {
            try
            {
                gate.Enter();
                work();
            }
            catch (InvalidOperationException)
            {
            }
            finally
            {
                gate.Exit(); // QSC102: 'gate' is released more often than it was acquired when 'gate.Enter()' throws
            }
        }
        """);

    [Fact]
    public Task Caught_and_released_behind_the_try_is_an_over_release_of_a_field_too() => Rule("""
        private readonly Gate _gate = new();

        void Open(Action log)
        {
            try
            {
                _gate.Enter();
            }
            catch (InvalidOperationException)
            {
                log();
            }
            _gate.Exit(); // QSC102: '_gate'
        }
        """);

    [Fact]
    public Task A_failed_acquire_that_goes_on_is_an_over_release_and_only_that() => Rule("""
        void Open(Gate gate, Action work)
        {
            try
            {
                if (gate.TryEnter(3))
                    work();
            }
            finally
            {
                gate.Exit(); // QSC102: 'gate' is released although it was not acquired
            }
        }
        """);

    [Fact]
    public void Given_back_twice_although_it_was_never_taken() => Assert.Equal(
        new ProtocolState(Phase.Overdrawn, -2, false), Protocol.Reference.Next(new(Phase.Overdrawn, -1, false), ProtocolEvent.Release).Next);
}
