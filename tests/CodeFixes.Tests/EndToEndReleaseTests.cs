using Xunit;
using static Quiesce.CodeFixes.Tests.EndToEnd;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Releases that come too early or too often, found and remedied.</summary>
public class EndToEndReleaseTests
{
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
}
