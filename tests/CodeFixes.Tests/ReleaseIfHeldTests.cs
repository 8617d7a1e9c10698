using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseIfHeldTests
{
    [Fact]
    public Task The_flag_that_exists_is_asked() => Fix.Becomes<ReleaseIfHeld>(
        """
        void Open(Module owner, Action work)
        {
            bool taken = {|step:owner.TryGet()|};
            if (taken)
                work();
            {|QSC102:owner.Put()|}; // give back
        }
        """,
        """
        void Open(Module owner, Action work)
        {
            bool taken = owner.TryGet();
            if (taken)
                work();
            if (taken) // give back
                owner.Put();
        }
        """);

    [Fact]
    public Task A_new_flag_remembers_the_acquire() => Fix.Becomes<ReleaseIfHeld>(
        """
        void Open(Module owner, Action work)
        {
            // try
            try
            {
                if (!{|step:owner.TryGet()|})
                    return;
                work();
            }
            finally
            {
                {|QSC102:owner.Put()|};
            }
        }

        void Perhaps(Module owner, bool wanted, Action work)
        {
            if (wanted)
                owner.Get();
            work();
            {|QSC102:owner.Put()|};
        }
        """,
        """
        void Open(Module owner, Action work)
        {
            // try
            bool taken = false;
            try
            {
                if (!(taken = owner.TryGet()))
                    return;
                work();
            }
            finally
            {
                if (taken)
                    owner.Put();
            }
        }

        void Perhaps(Module owner, bool wanted, Action work)
        {
            bool taken = false;
            if (wanted)
            {
                owner.Get();
                taken = true;
            }
            work();
            if (taken)
                owner.Put();
        }
        """);

    [Theory]
    [InlineData("void M(Module m) { if (!{|step:m.TryGet()|}) { {|QSC102:m.Put()|}; return; } m.Put(); }")]
    [InlineData("void M(Module m, bool b) { bool ok = {|step:m.TryGet()|}; if (b) m.Put(); {|QSC102:m.Put()|}; }")]
    [InlineData("void M(Module m, int n) { while (n-- > 0) {|step:m.TryGet()|}; {|QSC102:m.Put()|}; }")]
    [InlineData("void M(Module m, Module n) { bool ok = {|step:m.TryGet()|}; m = n; {|QSC102:m.Put()|}; }")]
    [InlineData("void M(Module m, bool b) { if (b) m.Get(); else m.TryGet(); {|QSC102:m.Put()|}; }")]
    [InlineData("void M(Module m) { {|QSC102:m.Put()|}; }")]
    public Task Is_not_offered_where_a_flag_would_not_tell(string members) => Fix.IsNotOffered<ReleaseIfHeld>(members);
}
