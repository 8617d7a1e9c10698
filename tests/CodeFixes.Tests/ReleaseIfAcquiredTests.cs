using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseIfAcquiredTests
{
    [Fact]
    public Task A_flag_is_set_behind_the_acquire_and_asked_before_the_release() => Fix.Becomes<ReleaseIfAcquired>(
        """
        void Open(Module owner)
        {
            // as long as we run
            try
            {
                {|QSC113:owner.Get()|}; // take it
                owner.Run();
            }
            catch (InvalidOperationException)
            {
                throw;
            }
            finally
            {
                GC.Collect();
                {|step:owner.Put()|}; // give it back
            }
        }
        """,
        """
        void Open(Module owner)
        {
            // as long as we run
            bool taken = false;
            try
            {
                owner.Get(); // take it
                taken = true;
                owner.Run();
            }
            catch (InvalidOperationException)
            {
                throw;
            }
            finally
            {
                GC.Collect();
                if (taken) // give it back
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task The_name_is_a_new_one_and_an_embedded_release_gets_a_block() => Fix.Becomes<ReleaseIfAcquired>(
        """
        void Open(Module owner, bool taken)
        {
            try
            {
                {|QSC113:owner.Get()|};
                owner.Run();
            }
            catch (Exception)
            {
                if (taken)
                    {|step:owner.Put()|};
                else
                    owner.Run();
                throw;
            }
        }
        """,
        """
        void Open(Module owner, bool taken)
        {
            bool taken2 = false;
            try
            {
                owner.Get();
                taken2 = true;
                owner.Run();
            }
            catch (Exception)
            {
                if (taken)
                {
                    if (taken2)
                        owner.Put();
                }
                else
                    owner.Run();
                throw;
            }
        }
        """);

    [Fact]
    public Task Every_release_that_the_failed_acquire_may_come_to_asks_and_the_first_forgets() => OnFindings.Becomes<ReleaseIfAcquired>(
        Gate + """
            void Handlers(Gate gate, Action work, CancellationToken cancellation)
            {
                try
                {
                    gate.Enter(cancellation);
                    work();
                }
                catch (InvalidOperationException)
                {
                    gate.Exit(); // one
                    throw;
                }
                catch (ArgumentException)
                {
                    gate.Exit();
                    throw;
                }
                gate.Exit();
            }

            void Both(Gate gate, Action work, CancellationToken cancellation, bool isLate)
            {
                try
                {
                    gate.Enter(cancellation);
                    work();
                }
                catch (InvalidOperationException)
                {
                    if (isLate)
                        gate.Exit();
                    throw;
                }
                finally
                {
                    if (!isLate)
                        gate.Exit();
                }
            }
        }
        """,
        Gate + """
            void Handlers(Gate gate, Action work, CancellationToken cancellation)
            {
                bool taken = false;
                try
                {
                    gate.Enter(cancellation);
                    taken = true;
                    work();
                }
                catch (InvalidOperationException)
                {
                    if (taken) // one
                        gate.Exit();
                    throw;
                }
                catch (ArgumentException)
                {
                    if (taken)
                        gate.Exit();
                    throw;
                }
                gate.Exit();
            }

            void Both(Gate gate, Action work, CancellationToken cancellation, bool isLate)
            {
                bool taken = false;
                try
                {
                    gate.Enter(cancellation);
                    taken = true;
                    work();
                }
                catch (InvalidOperationException)
                {
                    if (isLate)
                    {
                        if (taken)
                        {
                            gate.Exit();
                            taken = false;
                        }
                    }
                    throw;
                }
                finally
                {
                    if (!isLate)
                    {
                        if (taken)
                            gate.Exit();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task What_an_inner_handler_gives_back_the_outer_one_does_not() => OnFindings.Becomes<ReleaseIfAcquired>(
        Gate + """
            void Nested(Gate gate, Action work, CancellationToken cancellation)
            {
                try
                {
                    try
                    {
                        gate.Enter(cancellation);
                        work();
                    }
                    catch (InvalidOperationException)
                    {
                        gate.Exit(); // inner
                        throw;
                    }
                    gate.Exit();
                }
                catch (ArgumentException)
                {
                    // outer
                    gate.Exit();
                    throw;
                }
            }
        }
        """,
        Gate + """
            void Nested(Gate gate, Action work, CancellationToken cancellation)
            {
                bool taken = false;
                try
                {
                    try
                    {
                        gate.Enter(cancellation);
                        taken = true;
                        work();
                    }
                    catch (InvalidOperationException)
                    {
                        if (taken) // inner
                        {
                            gate.Exit();
                            taken = false;
                        }
                        throw;
                    }
                    gate.Exit();
                }
                catch (ArgumentException)
                {
                    // outer
                    if (taken)
                        gate.Exit();
                    throw;
                }
            }
        }
        """);

    private const string Gate = """
        class Gate
        {
            [Acquires(Kind = "gate")] public void Enter(CancellationToken cancellation) => cancellation.ThrowIfCancellationRequested();
            [Releases(Kind = "gate"), NeverThrows] public void Exit() { }
        }
        class C
        {

        """;

    [Theory]
    [InlineData("try { {|QSC113:m.Get()|}; m.Get(); } finally { {|step:m.Put()|}; }")]
    [InlineData("try { {|QSC113:m.Get()|}; } finally { m.Put(); }")]
    [InlineData("if (m.TryGet()) try { {|QSC113:m.Get()|}; } finally { {|step:m.Put()|}; }")]
    public Task Is_not_offered_where_one_flag_cannot_tell(string body) =>
        Fix.IsNotOffered<ReleaseIfAcquired>($"void M(Module m) {{ {body} }}");
}
