using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseBeforeExitTests
{
    [Fact]
    public Task Before_the_one_exit_that_leaks() => Fix.Becomes<ReleaseBeforeExit>(
        """
        bool Open(Module owner, bool busy)
        {
            if (!{|QSC101:owner.TryGet()|})
                return false;
            if (busy)
                {|exit:return false;|} // leaks
            owner.Put();
            return true;
        }
        """,
        """
        bool Open(Module owner, bool busy)
        {
            if (!owner.TryGet())
                return false;
            if (busy)
            {
                owner.Put();
                return false; // leaks
            }
            owner.Put();
            return true;
        }
        """);

    [Fact]
    public Task Before_each_exit_and_at_the_end_of_the_body() => Fix.Becomes<ReleaseBeforeExit>(
        """
        void Open(Module owner, bool busy, int n)
        {
            if (!{|QSC101:owner.TryGet()|})
                return;

            if (busy)
            {
                // too late
                {|exit:return;|}
            }
            if (n < 0)
                throw {|exit:new ArgumentOutOfRangeException(nameof(n))|};
            owner.Run();
            // done
        {|exit:}|}
        """,
        """
        void Open(Module owner, bool busy, int n)
        {
            if (!owner.TryGet())
                return;

            if (busy)
            {
                // too late
                owner.Put();
                return;
            }
            if (n < 0)
            {
                owner.Put();
                throw new ArgumentOutOfRangeException(nameof(n));
            }
            owner.Run();
            owner.Put();
            // done
        }
        """);

    [Fact]
    public Task A_value_that_may_need_the_reference_is_computed_first() => Fix.Becomes<ReleaseBeforeExit>(
        """
        string Name(Module owner, bool isShort)
        {
            if (!{|QSC101:owner.TryGet()|})
                return "";
            if (isShort)
                {|exit:return owner.Name[..1];|}
            string name = owner.Name;
            if (name.Length == 0)
                {|exit:throw new InvalidOperationException(owner.Name);|}
            {|exit:return name;|}
        }
        """,
        """
        string Name(Module owner, bool isShort)
        {
            if (!owner.TryGet())
                return "";
            if (isShort)
            {
                string result = owner.Name[..1];
                owner.Put();
                return result;
            }
            string name = owner.Name;
            if (name.Length == 0)
            {
                InvalidOperationException exception = new InvalidOperationException(owner.Name);
                owner.Put();
                throw exception;
            }
            owner.Put();
            return name;
        }
        """);

    [Fact]
    public Task Where_a_path_comes_without_the_reference_the_flag_is_asked() => Fix.Becomes<ReleaseBeforeExit>(
        """
        void Open(Module owner, bool busy)
        {
            bool taken = {|QSC101:owner.TryGet()|};
            if (busy)
                {|mixed:return;|}
            if (taken)
                owner.Put();
        }
        """,
        """
        void Open(Module owner, bool busy)
        {
            bool taken = owner.TryGet();
            if (busy)
            {
                if (taken)
                    owner.Put();
                return;
            }
            if (taken)
                owner.Put();
        }
        """);

    [Theory]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) m.Put(); {|mixed:}|}")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; try { if (b) {|exit:throw new Exception();|} } catch { } m.Put(); }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; try { if (b) {|exit:return;|} } finally { m.Run(); } m.Put(); }")]
    [InlineData("void M(Module m, bool b) { bool ok = {|QSC101:m.TryGet()|}; ok |= b; if (b) {|mixed:return;|} if (ok) m.Put(); }")]
    [InlineData("bool M(Module m, bool b) => {|exit:{|QSC101:m.TryGet()|}|} && b;")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) return; m.Put(); }")]
    public Task Is_not_offered_where_an_exit_is_not_understood(string members) => Fix.IsNotOffered<ReleaseBeforeExit>(members);
}
