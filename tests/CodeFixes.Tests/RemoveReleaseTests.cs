using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>What goes with a release of the statement around it, and what stays.</summary>
public class RemoveReleaseTests
{
    [Fact]
    public Task A_finally_that_becomes_empty_goes_with_its_try() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner)
        {
            {|step:owner.Put()|};
            try { owner.Run(); Console.WriteLine(); }
            finally { {|QSC102:owner?.Put()|}; }
        }
        """,
        """
        void Close(Module owner)
        {
            owner.Put();
            owner.Run();
            Console.WriteLine();
        }
        """);

    [Fact]
    public Task A_release_where_the_acquire_failed_goes() => Fix.Becomes<RemoveRelease>(
        """
        void Open(Module owner, Module other)
        {
            if ({|step:owner.TryGet()|})
                owner.Put();
            else
                {|QSC102:owner.Put()|};
            bool taken = {|step:other.TryGet()|};
            if (!taken)
            {
                {|QSC102:other.Put()|};
                return;
            }
            other.Put();
        }
        """,
        """
        void Open(Module owner, Module other)
        {
            if (owner.TryGet())
                owner.Put();
            bool taken = other.TryGet();
            if (!taken)
            {
                return;
            }
            other.Put();
        }
        """);

    [Fact]
    public Task A_condition_that_calls_stays() => Fix.Becomes<RemoveRelease>(
        """
        void Close(Module owner, bool last)
        {
            {|step:owner.Put()|};
            if (owner.Count() > 1)
                {|QSC102:owner.Put()|};
            if (last)
                {|QSC102:owner.Put()|};
            while (owner.Count() > 1)
                {|QSC102:owner.Put()|};
        }
        """,
        """
        void Close(Module owner, bool last)
        {
            owner.Put();
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
