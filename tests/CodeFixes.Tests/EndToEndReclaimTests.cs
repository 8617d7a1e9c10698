using Xunit;
using static Quiesce.CodeFixes.Tests.EndToEnd;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Reclaims of what readers may still have, found and remedied.</summary>
public class EndToEndReclaimTests
{
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
}
