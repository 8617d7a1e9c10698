using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseAfterLastUseTests
{
    [Fact]
    public Task Behind_what_cannot_throw_the_release_just_moves() => Fix.Becomes<ReleaseAfterLastUse>(
        """
        Module? _last;
        bool _isLast;

        void Close(Module owner)
        {
            owner.Run();

            // give back
            {|step:owner.Put()|};
            _isLast = {|QSC103:owner|} == _last;
            owner = null!;
        }
        """,
        """
        Module? _last;
        bool _isLast;

        void Close(Module owner)
        {
            owner.Run();

            // give back
            _isLast = owner == _last;
            owner.Put();
            owner = null!;
        }
        """);

    [Fact]
    public Task Behind_what_may_throw_it_moves_into_a_finally() => Fix.Becomes<ReleaseAfterLastUse>(
        """
        int Close(Module owner)
        {
            if (!owner.TryGet())
                return 0;

            {|step:owner.Put()|}; // give back
            Console.WriteLine();
            int n = {|QSC103:owner.Count()|};
            Console.WriteLine();
            return n;
        }
        """,
        """
        int Close(Module owner)
        {
            if (!owner.TryGet())
                return 0;

            int n;
            try
            {
                Console.WriteLine();
                n = owner.Count();
            }
            finally
            {
                owner.Put(); // give back
            }
            Console.WriteLine();
            return n;
        }
        """);

    [Fact]
    public Task A_value_returned_is_computed_before_the_release() => Fix.Becomes<ReleaseAfterLastUse>(
        """
        int Count(Module owner)
        {
            {|step:owner.Put()|};
            return {|QSC103:owner.Count()|};
        }
        """,
        """
        int Count(Module owner)
        {
            try
            {
                return owner.Count();
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Theory]
    [InlineData("void M(Module m, bool b) { if (b) {|step:m.Put()|}; {|QSC103:m.Run()|}; }")]
    [InlineData("void M(Module m, int n) { while (n-- > 0) { {|QSC103:m.Run()|}; {|step:m.Put()|}; } }")]
    [InlineData("void M(Module m) { {|step:m.Put()|}; if (m.TryGet()) m.Put(); {|QSC103:m.Run()|}; }")]
    [InlineData("void M(Module m, Module n) { {|step:m.Put()|}; m = n; {|QSC103:m.Run()|}; }")]
    [InlineData("void M(Module m) { {|step:m.Put()|}; Action a = () => {|QSC103:m.Run()|}; a(); }")]
    [InlineData("void M(Module m, bool b) { {|step:m.Put()|}; again: {|QSC103:m.Run()|}; if (b) goto again; }")]
    public Task Is_not_offered_where_the_use_is_not_what_follows(string members) => Fix.IsNotOffered<ReleaseAfterLastUse>(members);
}
