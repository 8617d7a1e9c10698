using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Local functions: followed where they are called, with their parameters, results and exceptions.</summary>
public sealed class LocalFunctionTests
{
    private static readonly VerifyOptions s_asWritten = new() { Twins = false };

    [Fact]
    public Task Released_by_a_local_function() => Verify.Silent("""
        void Open(Module owner, bool busy)
        {
            if (!owner.TryGet())
                return;
            if (busy)
            {
                Leave();
                return;
            }
            owner.Put();

            void Leave() => owner.Put();
        }
        """);

    [Fact]
    public Task Not_released_by_a_local_function_on_some_path() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return;
            Leave();

            void Leave()
            {
                if (busy)
                    return;
                owner.Put();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task Acquired_by_a_local_function_that_says_whether() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            if (!Enter(owner))
                return;
            if (busy)
                return;
            owner.Put();

            static bool Enter(Module it) => it.TryGet(); // QSC101: 'it' is not released when 'busy' is true
        }
        """, s_asWritten);

    [Fact]
    public Task Released_twice_by_calling_twice() => Verify.Rule("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Leave();
            Leave();

            void Leave() => owner.Put(); // QSC102: more often than it was acquired
        }
        """, s_asWritten);

    [Fact]
    public Task Used_after_a_local_function_released_it() => Verify.Rule("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Leave();
            GC.KeepAlive(owner.ToString()); // QSC103: 'owner' is used after it was given up

            void Leave() => owner.Put();
        }
        """, s_asWritten);

    [Fact]
    public Task Its_exception_is_caught_around_the_call() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'work()' throws
                return;
            try
            {
                Run();
                owner.Put();
            }
            catch (InvalidOperationException)
            {
            }

            void Run() => work();
        }
        """, s_asWritten);

    [Fact]
    public Task It_throws_only_where_it_says() => Verify.Silent("""
        void Open(Module owner, bool busy)
        {
            if (!owner.TryGet())
                return;
            try
            {
                Check();
            }
            finally
            {
                owner.Put();
            }

            void Check()
            {
                if (busy)
                    throw new InvalidOperationException();
            }
        }
        """);

    [Fact]
    public Task What_it_obtained_and_dropped() => Verify.Rule("""
        void Open(Module owner)
        {
            Look();
            Look();

            void Look()
            {
                ModuleLease? lease = owner.Lease(); // QSC101: 'owner' is not released: leaves at line 12
                if (lease is null)
                    return;
                Console.WriteLine(lease.IsHeld);
            }
        }
        """, s_asWritten);

    [Fact]
    public Task What_it_obtained_and_returned() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            ModuleLease? lease = Take();
            if (busy)
                return;
            lease?.Dispose();

            ModuleLease? Take() => owner.Lease(); // QSC101: is not released when 'busy' is true
        }
        """, s_asWritten);

    [Fact]
    public Task An_out_parameter() => Verify.Silent("""
        void Open(Module owner)
        {
            Enter(out bool taken);
            if (taken)
                owner.Put();

            void Enter(out bool ok) => ok = owner.TryGet();
        }
        """);

    [Fact]
    public Task A_reference_parameter_is_a_variable_of_the_caller() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            bool taken = false;
            Enter(ref taken);
            if (busy)
                return;
            if (taken)
                owner.Put();

            void Enter(ref bool ok) => ok = owner.TryGet(); // QSC101: 'owner' is not released when 'busy' is true
        }
        """, s_asWritten);

    [Fact]
    public Task An_async_local_function_that_is_awaited() => Verify.Rule("""
        async Task Open(Module owner, bool busy)
        {
            if (!await Enter())
                return;
            if (busy)
                return;
            owner.Put();

            async Task<bool> Enter()
            {
                await Task.Yield();
                return owner.TryGet(); // QSC101: 'owner' is not released when 'busy' is true
            }
        }
        """, s_asWritten);

    [Fact]
    public Task A_finally_that_calls_one_keeps_what_is_returned() => Verify.Rule("""
        bool Open(Module owner, bool busy)
        {
            if (!owner.TryGet())
                return false;
            try
            {
                if (busy)
                    return true;
            }
            finally
            {
                Leave();
            }
            owner.Put(); // QSC102: more often than it was acquired
            return true;

            bool Leave()
            {
                owner.Put();
                return false;
            }
        }
        """, s_asWritten);

    [Fact]
    public Task What_runs_in_a_loop_of_calls() => Verify.Rule("""
        void Open(Module owner, int times)
        {
            for (int i = 0; i < times; i++)
                Enter();

            void Enter()
            {
                if (!owner.TryGet()) // QSC101: 'owner' is not released
                    return;
            }
        }
        """, s_asWritten);

    [Fact]
    public Task Many_calls_with_branches_inside() => Verify.Rule("""
        void Open(Module owner, bool busy, bool a, bool b)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return;
            Step(1); Step(2); Step(3); Step(4); Step(5); Step(6); Step(7); Step(8); Step(9); Step(10); Step(11); Step(12);
            Step(1); Step(2); Step(3); Step(4); Step(5); Step(6); Step(7); Step(8); Step(9); Step(10); Step(11); Step(12);
            if (busy)
                return;
            owner.Put();

            void Step(int n)
            {
                if (a ^ n > 3)
                    Inner(n);
                if (b)
                    Inner(n + 1);
            }

            void Inner(int n)
            {
                if (n == 2)
                    Console.WriteLine(n);
            }
        }
        """, s_asWritten);
}
