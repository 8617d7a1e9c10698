using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Which of two releases goes, and that none does where some path needs it.</summary>
public class RemoveReleaseChoiceTests
{
    [Fact]
    public Task The_second_release_goes_and_its_comments_stay() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner)
        {
            {|step:owner.Put()|};

            // once more
            {|QSC102:owner.Put()|}; // to be sure
            owner.Run();
        }
        """,
        """
        void Close(Module owner)
        {
            owner.Put(); // to be sure

            // once more
            owner.Run();
        }
        """);

    [Fact]
    public Task Of_a_try_and_its_finally_the_finally_keeps_its_release() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner)
        {
            try
            {
                owner.Run();
                {|step:owner.Put()|};
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine();
            }
            finally
            {
                {|QSC102:owner.Put()|};
            }
        }
        """,
        """
        void Close(Module owner)
        {
            try
            {
                owner.Run();
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine();
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task Of_a_branch_and_what_follows_it_the_latter_keeps_its_release() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner)
        {
            try
            {
                owner.Run();
            }
            catch (InvalidOperationException)
            {
                // failed
                {|step:owner.Put()|};
                Console.WriteLine();
            }

            {|QSC102:owner.Put()|};
        }
        """,
        """
        void Close(Module owner)
        {
            try
            {
                owner.Run();
            }
            catch (InvalidOperationException)
            {
                // failed
                Console.WriteLine();
            }

            owner.Put();
        }
        """);

    [Theory]
    [InlineData("void M(Module m) { {|step:m.Put()|}; {|QSC102:m.Put()|}; }", "Remove this release")]
    [InlineData("void M(Module m) => {|QSC102:m.Put()|};", "Remove this release")]
    [InlineData("void M(Module m, bool b) { if (b) {|step:m.Put()|}; {|QSC102:m.Put()|}; }", "Remove the release before this one")]
    public Task The_title_says_which_release_goes(string members, string title) => Fix.HasTitle<RemoveRelease>(members, title);

    [Fact]
    public Task Releases_of_oneself_are_told_apart_as_those_of_others() => Fix.Becomes<RemoveRelease>(
        """
        void Put() { }

        void Close(C other, bool last)
        {
            if (last)
                {|step:Put()|};
            other.Put();
            {|QSC102:this.Put()|};
        }
        """,
        """
        void Put() { }

        void Close(C other, bool last)
        {
            other.Put();
            this.Put();
        }
        """);

    [Theory]
    [InlineData("void Put() { } void M(bool b, bool c) { if (b) { {|step:Put()|}; if (c) return; } {|QSC102:Put()|}; }")]
    [InlineData("void M(Module m) { Action a = () => {|step:m.Put()|}; a(); {|QSC102:m.Put()|}; }")]
    [InlineData("Module Next() => new(); void M() { {|step:Next().Put()|}; {|QSC102:Next().Put()|}; }")]
    [InlineData("void M(Module m, int n) { while (n-- > 0) {|step:m.Put()|}; {|QSC102:m.Put()|}; }")]
    [InlineData("void M(Module m, bool b, bool c) { if (b) { {|step:m.Put()|}; if (c) return; } {|QSC102:m.Put()|}; }")]
    [InlineData("void M(Module m, bool b) { {|step:m.Put()|}; if (b) m.Get(); {|QSC102:m.Put()|}; }")]
    [InlineData("void M(SemaphoreSlim s) { {|step:s.Release()|}; {|QSC102:s.Release(2)|}; }")]
    [InlineData("void M(SemaphoreSlim s, bool b) { if (b) {|step:s.Release(2)|}; {|QSC102:s.Release()|}; }")]
    public Task Is_not_offered_where_another_path_needs_the_release(string members) => Fix.IsNotOffered<RemoveRelease>(members);

    [Fact]
    public Task Fix_all_asks_a_flag_where_some_path_needs_the_release() => Fix.IsNotOffered<RemoveRelease>(
        "void M(Module m) { try { if (!{|step:m.TryGet()|}) return; } finally { {|QSC102:m.Put()|}; } }",
        fallback: "if (!(taken = m.TryGet())) return;");

    [Fact]
    public Task Of_a_loop_and_what_stands_behind_it_the_latter_keeps_its_release() => OnFindings.Becomes<RemoveRelease>(
        """
        void Sometimes(Module module)
        {
            if (!module.TryGet())
                return;
            for (int i = 0; i < 5; i++)
            {
                if (i == 3)
                {
                    // early
                    module.Put();
                    continue;
                }
                Console.WriteLine(i);
            }
            module.Put(); // late
        }

        void Finally(Module module, int[] items)
        {
            if (!module.TryGet())
                return;
            try
            {
                foreach (int item in items)
                {
                    Console.WriteLine(item);
                    module.Put();
                }
            }
            finally
            {
                module.Put();
            }
        }
        """,
        """
        void Sometimes(Module module)
        {
            if (!module.TryGet())
                return;
            for (int i = 0; i < 5; i++)
            {
                if (i == 3)
                {
                    // early
                    continue;
                }
                Console.WriteLine(i);
            }
            module.Put(); // late
        }

        void Finally(Module module, int[] items)
        {
            if (!module.TryGet())
                return;
            try
            {
                foreach (int item in items)
                {
                    Console.WriteLine(item);
                }
            }
            finally
            {
                module.Put();
            }
        }
        """);

    [Theory]
    [InlineData("foreach (int i in items) { m.Put(); if (i == 4) return; } m.Put();")]
    [InlineData("foreach (int i in items) { try { Console.WriteLine(i); } finally { m.Put(); } } m.Put();")]
    [InlineData("foreach (int i in items) { m.Put(); } if (items.Length > 0) m.Put();")]
    [InlineData("foreach (int i in items) { m.Put(); if (i == 4) m.Get(); } m.Put();")]
    public Task A_loop_keeps_its_release_where_some_way_needs_it(string body) => OnFindings.IsNeverOffered<RemoveRelease>(
        $"void M([Held] Module m, int[] items) {{ m.Get(); {body} }}");
}
