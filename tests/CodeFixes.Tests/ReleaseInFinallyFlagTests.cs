using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>What tells the finally whether to release: a flag, or where it stands; else it is not offered.</summary>
public class ReleaseInFinallyFlagTests
{
    [Fact]
    public Task A_flag_is_asked_in_the_finally() => Fix.Becomes<ReleaseInFinally>(
        """
        void Open(Module owner, bool busy)
        {
            bool taken = {|QSC101:owner.TryGet()|};
            if (busy)
                return;
            owner.Run();
            if (taken)
                owner.Put();
        }
        """,
        """
        void Open(Module owner, bool busy)
        {
            bool taken = owner.TryGet();
            try
            {
                if (busy)
                    return;
                owner.Run();
            }
            finally
            {
                if (taken)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_flag_tested_at_once_is_not_asked_again() => Fix.Becomes<ReleaseInFinally>(
        """
        void Open(Module owner, bool busy)
        {
            bool taken = {|QSC101:owner.TryGet()|};
            if (!taken)
                return;
            if (busy)
                return;
            owner.Put();
        }
        """,
        """
        void Open(Module owner, bool busy)
        {
            bool taken = owner.TryGet();
            if (!taken)
                return;
            try
            {
                if (busy)
                    return;
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Theory]
    [InlineData("void M(Module m, bool b) { while (!{|QSC101:m.TryGet()|}) { if (b) break; } m.Run(); m.Put(); }")]
    [InlineData("void M(Module m, bool b) { while (!{|QSC101:m.TryGet()|} || b) { } m.Run(); m.Put(); }")]
    [InlineData("void M(Module m, bool b) { while ({|QSC101:m.TryGet()|}) { m.Run(); if (b) m.Put(); } }")]
    [InlineData("void M(Module m) { while (!{|QSC101:m.TryGet()|}) { m.Put(); } m.Run(); }")]
    [InlineData("void M(Module m, bool b) { {|QSC101:m.TryGet()|}; if (b) return; m.Put(); }")]
    [InlineData("void M(Module m, bool b) { if ({|QSC101:m.TryGet()|} && b) { m.Run(); m.Put(); } }")]
    [InlineData("Module M(Module m, bool b) { {|QSC101:m.Get()|}; if (b) throw new Exception(); return m; }")]
    [InlineData("void M(Module m) { {|QSC101:m.Get()|}; }")]
    [InlineData("Module? M(Module m) { if ({|QSC101:m.TryGet()|}) return m; return null; }")]
    [InlineData("void M(Module m, bool b) { if ({|QSC101:m.TryGet()|}) if (b) m.Put(); }")]
    public Task Is_not_offered_where_nothing_tells_what_to_release(string members) =>
        Fix.IsNotOffered<ReleaseInFinally>(members);
}
