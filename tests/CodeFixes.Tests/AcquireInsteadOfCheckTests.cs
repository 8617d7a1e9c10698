using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class AcquireInsteadOfCheckTests
{
    [Fact]
    public Task The_first_thing_of_the_branch() => Fix.Becomes<AcquireInsteadOfCheck>(
        """
        void Open(Module owner)
        {
            // only while it is there
            if ({|step:owner.Name == ""|}) // look
            {
                {|QSC109:owner.Get()|}; // take it
                owner.Run();
                owner.Put();
            }
            else
                GC.Collect();
        }
        """,
        """
        void Open(Module owner)
        {
            // only while it is there
            if (owner.TryGet()) // look
            {
                // take it
                owner.Run();
                owner.Put();
            }
            else
                GC.Collect();
        }
        """);

    [Fact]
    public Task Behind_a_branch_that_leaves() => Fix.Becomes<AcquireInsteadOfCheck>(
        """
        bool Open(Module owner)
        {
            if (!({|step:owner.Name == ""|}))
                return false;
            {|QSC109:owner.Get()|};
            owner.Run();
            owner.Put();
            return true;
        }
        """,
        """
        bool Open(Module owner)
        {
            if (!owner.TryGet())
                return false;
            owner.Run();
            owner.Put();
            return true;
        }
        """);

    [Theory]
    [InlineData("if ({|step:m.Name == \"\"|}) {|QSC109:m.Get()|};")]
    [InlineData("if ({|step:m.Name == \"\"|} && b) { {|QSC109:m.Get()|}; m.Run(); }")]
    [InlineData("if ({|step:m.Name == \"\"|}) { m.Run(); {|QSC109:m.Get()|}; m.Run(); }")]
    [InlineData("if ({|step:m.Name == \"\"|}) { {|QSC109:m.Put()|}; m.Run(); }")]
    [InlineData("if ({|step:m.Name == \"\"|}) m.Run(); {|QSC109:m.Get()|}; m.Run();")]
    public Task Is_not_offered_where_the_look_and_the_acquire_are_not_one(string body) =>
        Fix.IsNotOffered<AcquireInsteadOfCheck>($"void M(Module m, bool b) {{ {body} }}");

    [Fact]
    public Task Is_not_offered_without_a_conditional_acquire() => Fix.IsNotOffered<AcquireInsteadOfCheck>(
        """
        void M(Module m)
        {
            if ({|step:m.Name == ""|})
            {
                {|QSC109:m.Get()|};
                m.Run();
            }
        }
        """,
        without: "tryAcquire");
}
