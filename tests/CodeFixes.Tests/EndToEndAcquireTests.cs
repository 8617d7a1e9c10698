using Xunit;
using static Quiesce.CodeFixes.Tests.EndToEnd;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Acquires that may have failed, found and remedied: the caller leaves, or a flag remembers it for the release.</summary>
public class EndToEndAcquireTests
{
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
}
