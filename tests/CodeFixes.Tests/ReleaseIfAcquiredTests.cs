using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseIfAcquiredTests
{
    [Fact]
    public Task A_flag_is_set_behind_the_acquire_and_asked_before_the_release() => Fix.Becomes<ReleaseIfAcquired>(
        """
        void Open(Module owner)
        {
            // as long as we run
            try
            {
                {|QSC113:owner.Get()|}; // take it
                owner.Run();
            }
            catch (InvalidOperationException)
            {
                throw;
            }
            finally
            {
                GC.Collect();
                {|step:owner.Put()|}; // give it back
            }
        }
        """,
        """
        void Open(Module owner)
        {
            // as long as we run
            bool taken = false;
            try
            {
                owner.Get(); // take it
                taken = true;
                owner.Run();
            }
            catch (InvalidOperationException)
            {
                throw;
            }
            finally
            {
                GC.Collect();
                if (taken) // give it back
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task The_name_is_a_new_one_and_an_embedded_release_gets_a_block() => Fix.Becomes<ReleaseIfAcquired>(
        """
        void Open(Module owner, bool taken)
        {
            try
            {
                {|QSC113:owner.Get()|};
                owner.Run();
            }
            catch (Exception)
            {
                if (taken)
                    {|step:owner.Put()|};
                else
                    owner.Run();
                throw;
            }
        }
        """,
        """
        void Open(Module owner, bool taken)
        {
            bool taken2 = false;
            try
            {
                owner.Get();
                taken2 = true;
                owner.Run();
            }
            catch (Exception)
            {
                if (taken)
                {
                    if (taken2)
                        owner.Put();
                }
                else
                    owner.Run();
                throw;
            }
        }
        """);

    [Theory]
    [InlineData("try { {|QSC113:m.Get()|}; m.Get(); } finally { {|step:m.Put()|}; }")]
    [InlineData("try { {|QSC113:m.Get()|}; } finally { m.Put(); }")]
    [InlineData("if (m.TryGet()) try { {|QSC113:m.Get()|}; } finally { {|step:m.Put()|}; }")]
    public Task Is_not_offered_where_one_flag_cannot_tell(string body) =>
        Fix.IsNotOffered<ReleaseIfAcquired>($"void M(Module m) {{ {body} }}");
}
