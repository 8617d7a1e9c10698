using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>What follows the acquire goes into a try.</summary>
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
}
