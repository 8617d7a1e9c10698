using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC101: an exception, thrown here or handled here, leaves a body without giving a reference back.</summary>
public sealed class LeakByExceptionTests
{
    [Fact]
    public Task Leaves_through_a_swallowed_exception() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'work()' throws
                return;
            try
            {
                work(); // 1: 'work()' throws
                owner.Put();
            }
            catch (Exception)
            {
                GC.KeepAlive(owner);
            }
        } // 2: leaves here
        """);

    [Fact]
    public Task Leaves_by_an_explicit_throw() => Verify.Rule("""
        void Open(Module owner, int mode)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'mode == 3' is true: throws at line
                return;
            if (mode == 3) // 1: 'mode == 3' is true
                throw new ArgumentException("mode"); // 2: throws here
            owner.Put();
        }
        """);

    [Fact]
    public Task Leaves_by_the_implicit_throw_of_a_switch_expression() => Verify.Rule("""
        int Open(Module owner, int mode)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'mode' is not '2'
                return 0;
            int width = mode switch
            {
                1 => 10,
                2 => 20,
                _ => throw new ArgumentException("mode"),
            };
            owner.Put();
            return width;
        }
        """);

    [Fact]
    public Task Throws_inside_a_finally_before_the_release() => Verify.Rule("""
        void Open(Module owner, bool broken)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'broken' is true: throws at line
                return;
            try
            {
                GC.KeepAlive(this);
            }
            finally
            {
                if (broken)
                    throw new InvalidOperationException();
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_filter_that_says_yes_leaves_with_the_reference() => Verify.Rule("""
        void Open(Module owner, Action work, bool swallow)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'swallow' is true
                return;
            try
            {
                work();
            }
            catch (Exception) when (swallow)
            {
                return;
            }
            catch (Exception)
            {
                owner.Put();
                throw;
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Rethrows_without_releasing() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'work()' throws: throws at line
                return;
            try
            {
                work();
            }
            catch (InvalidOperationException)
            {
                throw;
            }
            catch (Exception)
            {
                owner.Put();
                throw;
            }
            owner.Put();
        }
        """);
}
