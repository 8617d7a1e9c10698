using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>The acquire is the condition of a branch or a loop: where its try stands.</summary>
public class ReleaseInFinallyBranchTests
{
    [Fact]
    public Task A_try_that_has_no_finally_gets_it() => Fix.Becomes<ReleaseInFinally>(
        """
        async Task Open(Module owner, bool busy)
        {
            if (busy && {|QSC101:owner.TryGet()|})
            {
                try
                {
                    await Task.Yield();
                    owner.Put();
                }
                catch (InvalidOperationException)
                {
                    // swallowed
                }
            }
        }
        """,
        """
        async Task Open(Module owner, bool busy)
        {
            if (busy && owner.TryGet())
            {
                try
                {
                    await Task.Yield();
                }
                catch (InvalidOperationException)
                {
                    // swallowed
                }
                finally
                {
                    owner.Put();
                }
            }
        }
        """);

    [Fact]
    public Task A_loop_that_tries_until_it_succeeds_is_followed_by_a_try() => Fix.Becomes<ReleaseInFinally>(
        """
        void Wait(Module owner, bool busy, CancellationToken token)
        {
            while (!{|QSC101:owner.TryGet()|})
            {
                if (token.IsCancellationRequested)
                    return;
            }
            if (busy)
                return;
            owner.Put();
        }

        void WaitOnce(Module owner, bool busy)
        {
            do
                Thread.Yield();
            while (!{|QSC101:owner.TryGet()|});
            if (busy)
                return;
            owner.Put();
        }
        """,
        """
        void Wait(Module owner, bool busy, CancellationToken token)
        {
            while (!owner.TryGet())
            {
                if (token.IsCancellationRequested)
                    return;
            }
            try
            {
                if (busy)
                    return;
            }
            finally
            {
                owner.Put();
            }
        }

        void WaitOnce(Module owner, bool busy)
        {
            do
                Thread.Yield();
            while (!owner.TryGet());
            try
            {
                if (busy)
                    return;
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_branch_that_is_no_block_becomes_one() => Fix.Becomes<ReleaseInFinally>(
        """
        async Task M(Module m, Module n)
        {
            // work
            if ({|QSC101:m.TryGet()|}) // held
                await Task.Yield(); // run
            if (!{|QSC101:n.TryGet()|})
                Console.WriteLine();
            else
                await Task.Yield();
        }
        """,
        """
        async Task M(Module m, Module n)
        {
            // work
            if (m.TryGet()) // held
            {
                try
                {
                    await Task.Yield(); // run
                }
                finally
                {
                    m.Put();
                }
            }
            if (!n.TryGet())
                Console.WriteLine();
            else
            {
                try
                {
                    await Task.Yield();
                }
                finally
                {
                    n.Put();
                }
            }
        }
        """);

    [Theory]
    [InlineData("void M(Module m, Action work) { if (m.TryGet()) { work(); } m.ToString(); }")]
    [InlineData("void M(Module m, Action work) { if (m.TryGet()) work(); m.ToString(); }")]
    [InlineData("void M(Module? m, Action work) { if (m?.TryGet() == true) { work(); } m?.ToString(); }")]
    public async Task Not_where_it_is_used_behind_the_branch(string source)
    {
        await OnFindings.IsNeverOffered<ReleaseInFinally>(source);
        await OnFindings.IsNeverOffered<ScopeGuard>(source);
    }
}
