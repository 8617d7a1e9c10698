using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseInFinallyTests
{
    [Fact]
    public Task What_follows_the_guard_clause_goes_into_a_try() => Fix.Becomes<ReleaseInFinally>(
        """
        bool Open(Module owner, bool busy)
        {
            if (!{|QSC101:owner.TryGet()|})
                return false;

            // now it is ours
            if (busy)
                return false;
            owner.Run();
            owner.Put(); // give back
            return true;
        }
        """,
        """
        bool Open(Module owner, bool busy)
        {
            if (!owner.TryGet())
                return false;

            try
            {
                // now it is ours
                if (busy)
                    return false;
                owner.Run();
            }
            finally
            {
                owner.Put(); // give back
            }
            return true;
        }
        """);

    [Fact]
    public Task An_unconditional_acquire_is_followed_by_a_try() => Fix.Becomes<ReleaseInFinally>(
        """
        int Open(Module owner, bool busy)
        {
            {|QSC110:owner.Get()|};
            int n = owner.Count();
            owner.Put();
            return n;
        }
        """,
        """
        int Open(Module owner, bool busy)
        {
            owner.Get();
            try
            {
                int n = owner.Count();
                return n;
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_local_used_after_the_try_is_declared_before_it() => Fix.Becomes<ReleaseInFinally>(
        """
        void Open(Module owner, bool busy)
        {
            if (!{|QSC110:owner.TryGet()|})
                return;
            // how many
            var n = owner.Count(); // n
            owner.Put();
            Console.WriteLine(n);
        }
        """,
        """
        void Open(Module owner, bool busy)
        {
            if (!owner.TryGet())
                return;
            int n;
            try
            {
                // how many
                n = owner.Count(); // n
            }
            finally
            {
                owner.Put();
            }
            Console.WriteLine(n);
        }
        """);

    [Fact]
    public Task A_flag_is_asked_in_the_finally() => Fix.Becomes<ReleaseInFinally>(
        """
        void Open(Module owner, bool busy)
        {
            bool taken = {|QSC101:owner.TryGet()|};
            if (busy)
                return;
            owner.Run();
            if (taken)
                owner.Put();
        }
        """,
        """
        void Open(Module owner, bool busy)
        {
            bool taken = owner.TryGet();
            try
            {
                if (busy)
                    return;
                owner.Run();
            }
            finally
            {
                if (taken)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_flag_tested_at_once_is_not_asked_again() => Fix.Becomes<ReleaseInFinally>(
        """
        void Open(Module owner, bool busy)
        {
            bool taken = {|QSC101:owner.TryGet()|};
            if (!taken)
                return;
            if (busy)
                return;
            owner.Put();
        }
        """,
        """
        void Open(Module owner, bool busy)
        {
            bool taken = owner.TryGet();
            if (!taken)
                return;
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
    public Task Fix_all_nests_two_references_of_one_block() => Fix.Becomes<ReleaseInFinally>(
        """
        void Open(Module a, Module b, bool busy)
        {
            if (!{|QSC101:a.TryGet()|})
                return;
            if (!{|QSC101:b.TryGet()|})
                return;
            if (busy)
                return;
            b.Run();
            b.Put();
            a.Put();
        }
        """,
        """
        void Open(Module a, Module b, bool busy)
        {
            if (!a.TryGet())
                return;
            try
            {
                if (!b.TryGet())
                    return;
                try
                {
                    if (busy)
                        return;
                    b.Run();
                }
                finally
                {
                    b.Put();
                }
            }
            finally
            {
                a.Put();
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
    [InlineData("void M(Module m, bool b) { while (!{|QSC101:m.TryGet()|}) { if (b) break; } m.Run(); m.Put(); }")]
    [InlineData("void M(Module m, bool b) { while (!{|QSC101:m.TryGet()|} || b) { } m.Run(); m.Put(); }")]
    [InlineData("void M(Module m, bool b) { while ({|QSC101:m.TryGet()|}) { m.Run(); if (b) m.Put(); } }")]
    [InlineData("void M(Module m) { while (!{|QSC101:m.TryGet()|}) { m.Put(); } m.Run(); }")]
    [InlineData("void M(Module m, bool b) { {|QSC101:m.TryGet()|}; if (b) return; m.Put(); }")]
    [InlineData("void M(Module m, bool b) { if ({|QSC101:m.TryGet()|} && b) { m.Run(); m.Put(); } }")]
    [InlineData("Module M(Module m, bool b) { {|QSC101:m.Get()|}; if (b) throw new Exception(); return m; }")]
    [InlineData("void M(Module m) { {|QSC101:m.Get()|}; }")]
    [InlineData("Module? M(Module m) { if ({|QSC101:m.TryGet()|}) return m; return null; }")]
    [InlineData("void M(Module m, bool b) { if ({|QSC101:m.TryGet()|}) if (b) m.Put(); }")]
    public Task Is_not_offered_where_nothing_tells_what_to_release(string members) =>
        Fix.IsNotOffered<ReleaseInFinally>(members);

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
