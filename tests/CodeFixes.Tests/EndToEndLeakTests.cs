using Xunit;
using static Quiesce.CodeFixes.Tests.EndToEnd;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Leaks, found and remedied: by a scope, in a finally, before an exit.</summary>
public class EndToEndLeakTests
{
    [Fact]
    public Task Scope_guards_in_two_methods_and_for_two_references_of_one() => Verify<ScopeGuard>(
        """
        int _open;

        // the first
        bool Open(Module owner, bool busy)
        {
            // take it
            if (!{|QSC101:owner.TryGet()|}) return false;   // gone
            if (busy)
                return false; // leaks
            _open++;

            owner.Put(); // give back
            return true;
        }

        void OpenBoth(Module a, Module b, bool busy)
        {
            if (!{|QSC101:a.TryGet()|})
                return;
            if (!{|QSC101:b.TryGet()|})
            {
                a.Put();
                return;
            }
            if (busy)
                return;
            _open++;
            b.Put();
            a.Put();
        }
        """,
        """
        int _open;

        // the first
        bool Open(Module owner, bool busy)
        {
            // take it
            using ModuleScope scope = owner.Acquire(); // give back
            if (!scope.IsHeld) return false;   // gone
            if (busy)
                return false; // leaks
            _open++;

            return true;
        }

        void OpenBoth(Module a, Module b, bool busy)
        {
            using ModuleScope scope = a.Acquire();
            if (!scope.IsHeld)
                return;
            using ModuleScope scope2 = b.Acquire();
            if (!scope2.IsHeld)
            {
                return;
            }
            if (busy)
                return;
            _open++;
        }
        """);

    [Fact]
    public Task A_scope_guard_where_an_exception_is_swallowed() => Verify<ScopeGuard>(
        """
        void Open(Module owner, Action work)
        {
            if ({|QSC101:owner.TryGet()|})
            {
                try
                {
                    work();
                    owner.Put();
                }
                catch (InvalidOperationException)
                {
                    // never mind
                }
            }
            Console.WriteLine();
        }
        """,
        """
        void Open(Module owner, Action work)
        {
            using (ModuleScope scope = owner.Acquire())
            {
                if (scope.IsHeld)
                {
                    try
                    {
                        work();
                    }
                    catch (InvalidOperationException)
                    {
                        // never mind
                    }
                }
            }
            Console.WriteLine();
        }
        """,
        without: "QSC110");

    [Fact]
    public Task A_release_in_finally_across_an_await() => Verify<ReleaseInFinally>(
        """
        async Task Open(Module owner, bool busy)
        {
            // take it
            if (!{|QSC101:owner.TryGet()|})
                return;
            await Task.Yield();
            if (busy)
                return;
            owner.Put();
        }
        """,
        """
        async Task Open(Module owner, bool busy)
        {
            // take it
            if (!owner.TryGet())
                return;
            try
            {
                await Task.Yield();
                if (busy)
                    return;
            }
            finally
            {
                owner.Put();
            }
        }
        """,
        without: "QSC110");

    [Fact]
    public Task A_release_in_finally_that_asks_the_flag() => Verify<ReleaseInFinally>(
        """
        int _open;

        void Open(Module owner, bool busy)
        {
            bool taken = {|QSC101:owner.TryGet()|};
            if (busy)
                return;
            _open++;
            if (taken)
                owner.Put();
        }
        """,
        """
        int _open;

        void Open(Module owner, bool busy)
        {
            bool taken = owner.TryGet();
            try
            {
                if (busy)
                    return;
                _open++;
            }
            finally
            {
                if (taken)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task Releases_before_the_exits_that_leak() => Verify<ReleaseBeforeExit>(
        """
        int _open;

        string Open(Module owner, bool busy, int n)
        {
            if (!{|QSC101:owner.TryGet()|})
                return "gone";
            if (busy)
                throw new InvalidOperationException(owner.Name); // leaks
            if (n < 0)
                throw new ArgumentOutOfRangeException(nameof(n));
            _open++;
            owner.Put();
            return "done";
        }

        void Perhaps(Module owner, bool busy)
        {
            bool taken = {|QSC101:owner.TryGet()|};
            if (busy)
                return;
            _open++;
            if (taken)
                owner.Put();
        }
        """,
        """
        int _open;

        string Open(Module owner, bool busy, int n)
        {
            if (!owner.TryGet())
                return "gone";
            if (busy)
            {
                InvalidOperationException exception = new InvalidOperationException(owner.Name);
                owner.Put();
                throw exception; // leaks
            }
            if (n < 0)
            {
                owner.Put();
                throw new ArgumentOutOfRangeException(nameof(n));
            }
            _open++;
            owner.Put();
            return "done";
        }

        void Perhaps(Module owner, bool busy)
        {
            bool taken = owner.TryGet();
            if (busy)
            {
                if (taken)
                    owner.Put();
                return;
            }
            _open++;
            if (taken)
                owner.Put();
        }
        """,
        without: "QSC110");
}
