using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Functions in variables: followed where the variable is called, whichever of them it has.</summary>
public sealed class DelegateTests
{
    private static readonly VerifyOptions s_asWritten = new() { Twins = false };

    [Fact]
    public Task A_lambda_in_a_variable() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            Action leave = () => owner.Put();
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return;
            if (busy)
                return;
            leave();
        }
        """);

    [Fact]
    public Task A_lambda_that_tells_by_a_captured_flag() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            bool taken = false;
            Action enter = () => taken = owner.TryGet(); // QSC101: 'owner' is not released when 'busy' is true
            enter();
            if (busy)
                return;
            if (taken)
                owner.Put();
        }
        """, s_asWritten);

    [Fact]
    public Task One_of_two_lambdas() => Verify.Silent("""
        void Open(Module owner, bool quietly)
        {
            if (!owner.TryGet())
                return;
            Action leave = quietly ? () => owner.Put() : () => { owner.Put(); Console.WriteLine(); };
            leave();
        }
        """);

    [Fact]
    public Task A_delegate_of_a_local_function() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            Action leave = Leave;
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return;
            if (busy)
                return;
            leave();

            void Leave() => owner.Put();
        }
        """, s_asWritten);

    [Fact]
    public Task A_lambda_that_makes_a_lambda() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Func<Action> make = () => () => owner.Put();
            make()();
        }
        """);
}
