using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Quiesce.Analyzers;
using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>
/// The analyzer's own findings, remedied: the result compiles, has no finding left, is the same one by one and by Fix All, and stays
/// as it is when the remedy is applied again.
/// </summary>
public class EndToEndTests
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
    public Task Conditional_gets_with_an_exit() => Verify<TryAcquire>(
        """
        void Open(Module owner)
        {
            // take it
            {|QSC105:owner.Get()|}; // surely
            owner.Put();
        }

        int Count(IEnumerable<Module> modules, int n)
        {
            foreach (Module module in modules)
            {
                {|QSC104:module.TryGet()|};
                n++;
                module.Put();
            }
            return n;
        }
        """,
        """
        void Open(Module owner)
        {
            // take it
            if (!owner.TryGet()) // surely
                return;
            owner.Put();
        }

        int Count(IEnumerable<Module> modules, int n)
        {
            foreach (Module module in modules)
            {
                if (!module.TryGet())
                    continue;
                n++;
                module.Put();
            }
            return n;
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

    [Fact]
    public Task Releases_only_if_held() => Verify<ReleaseIfHeld>(
        """
        void Open(Module owner, Action work)
        {
            try
            {
                if (!owner.TryGet())
                    return;
                work();
            }
            finally
            {
                {|QSC102:owner.Put()|}; // give back
            }
        }
        """,
        """
        void Open(Module owner, Action work)
        {
            bool taken = false;
            try
            {
                if (!(taken = owner.TryGet()))
                    return;
                work();
            }
            finally
            {
                if (taken) // give back
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task Releases_after_the_last_use() => Verify<ReleaseAfterLastUse>(
        """
        void Open(Module owner, Action<Module> work)
        {
            if (!owner.TryGet())
                return;
            owner.Put(); // give back
            {|QSC103:work(owner)|};
        }
        """,
        """
        void Open(Module owner, Action<Module> work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                work(owner);
            }
            finally
            {
                owner.Put(); // give back
            }
        }
        """);

    [Fact]
    public Task Releases_too_many() => Verify<RemoveRelease>(
        """
        void Twice(Module owner)
        {
            if (!owner.TryGet())
                return;
            owner.Put();
            // again
            {|QSC102:owner.Put()|};
        }

        void TryAndFinally(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                work();
                owner.Put();
            }
            finally
            {
                {|QSC102:owner.Put()|};
            }
        }

        void AlthoughItFailed(Module owner)
        {
            if (!owner.TryGet())
            {
                {|QSC102:owner.Put()|};
                return;
            }
            owner.Put();
        }

        void CatchAndAfter(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                work();
            }
            catch (Exception)
            {
                owner.Put();
            }
            {|QSC102:owner.Put()|};
        }
        """,
        """
        void Twice(Module owner)
        {
            if (!owner.TryGet())
                return;
            owner.Put();
            // again
        }

        void TryAndFinally(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                work();
            }
            finally
            {
                owner.Put();
            }
        }

        void AlthoughItFailed(Module owner)
        {
            if (!owner.TryGet())
            {
                return;
            }
            owner.Put();
        }

        void CatchAndAfter(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            try
            {
                work();
            }
            catch (Exception)
            {
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Waits_before_reclaiming() => Verify<WaitBeforeReclaim>(Unlinking, """
        void Swap(RcuPointer<IDisposable> a, RcuPointer<IDisposable> b, IDisposable next)
        {
            IDisposable? x = a.Exchange(null);
            IDisposable? y = b.Exchange(null);
            Rcu.Synchronize();
            x?.Dispose(); // x
            y?.Dispose();
        }

        void SwapAtOnce(RcuPointer<IDisposable> slot, IDisposable next)
        {
            // superseded
            var old = slot.Exchange(next);
            Rcu.Synchronize();
            old?.Dispose();
        }
        """);

    [Fact]
    public Task No_wait_where_the_reclaim_is_inside_a_section() => Verify<WaitBeforeReclaim>(
        InsideSections, InsideSections, without: "QSC110");

    private const string InsideSections = """
        void InScope(RcuPointer<IDisposable> slot, IDisposable next)
        {
            using (Rcu.Read())
            {
                IDisposable? old = slot.Exchange(next);
                old?{|QSC302:.Dispose()|};
            }
        }

        void OnOnePath(RcuPointer<IDisposable> slot, IDisposable next, bool isReader)
        {
            if (isReader)
                Rcu.ReadLock();
            IDisposable? old = slot.Exchange(next);
            old?{|QSC302:.Dispose()|};
            if (isReader)
                Rcu.ReadUnlock();
        }

        [Quiesce.Annotations.RequiresReadSide(Domain = "default")]
        void InTheCallersSection(RcuPointer<IDisposable> slot, IDisposable next)
        {
            IDisposable? old = slot.Exchange(next);
            old?{|QSC302:.Dispose()|};
        }
        """;

    [Fact]
    public Task Retires_instead() => Verify<RetireInstead>(Unlinking, """
        void Swap(RcuPointer<IDisposable> a, RcuPointer<IDisposable> b, IDisposable next)
        {
            IDisposable? x = a.Exchange(null);
            IDisposable? y = b.Exchange(null);
            if (x is not null) // x
                Rcu.Retire(x);
            if (y is not null)
                Rcu.Retire(y);
        }

        void SwapAtOnce(RcuPointer<IDisposable> slot, IDisposable next)
        {
            // superseded
            if (slot.Exchange(next) is { } old)
                Rcu.Retire(old);
        }
        """);

    private const string Unlinking = """
        void Swap(RcuPointer<IDisposable> a, RcuPointer<IDisposable> b, IDisposable next)
        {
            IDisposable? x = a.Exchange(null);
            IDisposable? y = b.Exchange(null);
            x?{|QSC302:.Dispose()|}; // x
            y?{|QSC302:.Dispose()|};
        }

        void SwapAtOnce(RcuPointer<IDisposable> slot, IDisposable next)
        {
            // superseded
            slot.Exchange(next)?{|QSC302:.Dispose()|};
        }
        """;

    private static async Task Verify<TRemedy>(string members, string expected, string? without = null)
        where TRemedy : CodeFixProvider, new()
    {
        CSharpCodeFixTest<ProtocolAnalyzer, TRemedy, DefaultVerifier> test = new()
        {
            TestCode = Wrap(members),
            FixedCode = Wrap(expected),
        };
        // Not what this test is about: the same acquire found by another rule.
        if (without is not null)
            test.DisabledDiagnostics.Add(without);
        test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(Module).Assembly.Location));
        await test.RunAsync();
    }

    private static string Wrap(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Quiesce;

        class C
        {
        {{string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}}
        }

        """;
}
