using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC102: given back more often than taken.</summary>
public sealed class OverReleaseTests
{
    [Fact]
    public Task Releases_twice_in_a_row() => Verify.Rule("""
        void Close(Module owner)
        {
            if (!owner.TryGet())
                return;
            owner.Put(); // 1: released here
            owner.Put(); // QSC102: 'owner' is released more often than it was acquired
        }
        """);

    [Fact]
    public Task Releases_in_the_try_and_in_the_finally() => Verify.Rule("""
        void Close(Module owner)
        {
            if (!owner.TryGet())
                return;
            try
            {
                owner.Put();
            }
            finally
            {
                owner.Put(); // QSC102: 'owner' is released more often than it was acquired
            }
        }
        """);

    [Fact]
    public Task Releases_although_the_acquire_failed() => Verify.Rule("""
        void Close(Module owner)
        {
            bool held = owner.TryGet();
            if (held)
                GC.KeepAlive(this);
            owner.Put(); // QSC102: 'owner' is released although it was not acquired
        }
        """);

    [Fact]
    public Task Releases_on_one_path_only_what_it_never_took() => Verify.Rule("""
        void Close(Module owner, bool last)
        {
            if (last)
                owner.Put(); // QSC102: 'owner' is released more often than it was acquired when 'last' is true
        }
        """);

    [Fact]
    public Task A_guard_may_be_disposed_twice() => Verify.Silent("""
        void Close(Module owner)
        {
            ModuleLease? lease = owner.Lease();
            if (lease is null)
                return;
            lease.Dispose();
            lease.Dispose();
        }
        """);

    [Fact]
    public Task Null_needs_no_release() => Verify.Silent("""
        void Close(Module? owner)
        {
            owner?.Put();
        }

        void Drop(Module? owner)
        {
            if (owner is null)
                return;
            owner.Put();
        }
        """);
}
