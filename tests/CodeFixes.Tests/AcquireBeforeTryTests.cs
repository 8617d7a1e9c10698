using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class AcquireBeforeTryTests
{
    [Fact]
    public Task The_acquire_and_what_stands_before_it_move_out() => Fix.Becomes<AcquireBeforeTry>(
        """
        void Open(Module owner)
        {
            // as long as we run
            try
            {
                // first
                int count = owner.Count();
                {|QSC113:owner.Get()|}; // take it

                // ours
                owner.Run();
                GC.KeepAlive(count);
            }
            finally
            {
                owner.Put();
            }
        }
        """,
        """
        void Open(Module owner)
        {
            // as long as we run
            // first
            int count = owner.Count();
            owner.Get(); // take it
            try
            {
                // ours
                owner.Run();
                GC.KeepAlive(count);
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task An_embedded_try_gets_a_block() => Fix.Becomes<AcquireBeforeTry>(
        """
        void Open(Module owner, bool wanted)
        {
            if (wanted)
                try
                {
                    {|QSC113:owner.Get()|};
                    owner.Run();
                }
                finally
                {
                    owner.Put();
                }
        }
        """,
        """
        void Open(Module owner, bool wanted)
        {
            if (wanted)
            {
                owner.Get();
                try
                {
                    owner.Run();
                }
                finally
                {
                    owner.Put();
                }
            }
        }
        """);

    [Fact]
    public Task Two_of_one_method() => Fix.Becomes<AcquireBeforeTry>(
        """
        void Open(Module first, Module second)
        {
            try
            {
                {|QSC113:first.Get()|};
                try
                {
                    {|QSC113:second.Get()|};
                    second.Run();
                }
                finally
                {
                    second.Put();
                }
            }
            finally
            {
                first.Put();
            }
        }
        """,
        """
        void Open(Module first, Module second)
        {
            first.Get();
            try
            {
                second.Get();
                try
                {
                    second.Run();
                }
                finally
                {
                    second.Put();
                }
            }
            finally
            {
                first.Put();
            }
        }
        """);

    [Theory]
    [InlineData("try { {|QSC113:m.Get()|}; m.Run(); } catch (Exception) { } finally { {|step:m.Put()|}; }")]
    [InlineData("try { {|QSC113:m.Get()|}; m.Run(); } finally { {|step:m.Put()|}; GC.Collect(); }")]
    public Task Where_more_hangs_on_the_try_fix_all_uses_a_flag(string body) =>
        Fix.IsNotOffered<AcquireBeforeTry>($"void M(Module m) {{ {body} }}", fallback: "taken = true;");

    [Theory]
    [InlineData("try { {|QSC113:m.Get()|}; } finally { m.Put(); }")]
    [InlineData("try { m.Get(); {|QSC113:m.Get()|}; m.Run(); } finally { m.Put(); }")]
    [InlineData("try { if (m.Count() > 0) { {|QSC113:m.Get()|}; } m.Run(); } finally { m.Put(); }")]
    public Task Is_not_offered_where_it_would_change_more(string body) =>
        Fix.IsNotOffered<AcquireBeforeTry>($"void M(Module m) {{ {body} }}");
}
