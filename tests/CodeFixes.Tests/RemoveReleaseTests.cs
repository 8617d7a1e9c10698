using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class RemoveReleaseTests
{
    [Fact]
    public Task The_second_release_goes_and_its_comments_stay() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner)
        {
            owner.Put();

            // once more
            {|QSC102:owner.Put()|}; // to be sure
            owner.Run();
        }
        """,
        """
        void Close(Module owner)
        {
            owner.Put();

            // once more
            // to be sure
            owner.Run();
        }
        """);

    [Fact]
    public Task A_finally_that_becomes_empty_goes_with_its_try() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner)
        {
            try
            {
                owner.Run();
                owner.Put();
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
            owner.Run();
            owner.Put();
        }
        """);

    [Fact]
    public Task An_else_that_only_releases_goes() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner, bool held)
        {
            if (held)
                owner.Put();
            else
                {|QSC102:owner.Put()|};
            owner.Run();
        }
        """,
        """
        void Close(Module owner, bool held)
        {
            if (held)
                owner.Put();
            owner.Run();
        }
        """);

    [Fact]
    public Task A_condition_that_calls_stays() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner)
        {
            if (owner.Count() > 1)
                {|QSC102:owner.Put()|};
            while (owner.Count() > 1)
                {|QSC102:owner.Put()|};
        }
        """,
        """
        void Close(Module owner)
        {
            if (owner.Count() > 1)
            {
            }
            while (owner.Count() > 1)
            {
            }
        }
        """);

    [Fact]
    public Task Expression_bodies_become_empty_blocks() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner) => {|QSC102:owner.Put()|};
        Action Later(Module? owner) => () => owner?{|QSC102:.Put()|};
        """,
        """
        void Close(Module owner)
        {
        }
        Action Later(Module? owner) => () => { };
        """);
}
