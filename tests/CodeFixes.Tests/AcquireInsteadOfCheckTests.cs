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
    [InlineData("if ({|step:m.Name == \"\"|}) {|QSC109:m.Get()|};", "TryGet")]
    [InlineData("if ({|step:m.Name == \"\"|} && m.Count() > 0) { {|QSC109:m.Get()|}; m.Run(); }", "TryGet")]
    [InlineData("if ({|step:m.Name == \"\"|}) { m.Run(); {|QSC109:m.Get()|}; m.Run(); }", "TryGet")]
    [InlineData("if ({|step:m.Name == \"\"|}) m.Run(); {|QSC109:m.Get()|}; m.Run();", "TryGet")]
    [InlineData("if ({|step:m.Name == \"\"|}) { {|QSC109:m.Put()|}; m.Run(); }", null)]
    public Task Is_not_offered_where_the_look_and_the_acquire_are_not_one(string body, string? fallback) =>
        Fix.IsNotOffered<AcquireInsteadOfCheck>($"void M(Module m, bool b) {{ {body} }}", fallback);

    [Theory]
    [InlineData("m.State == ModuleState.Live && b", "b && m.TryGet()")]
    [InlineData("b && m.State == ModuleState.Live", "b && m.TryGet()")]
    [InlineData("b && m.State == ModuleState.Live && n > 0", "b && n > 0 && m.TryGet()")]
    [InlineData("m.State is ModuleState.Live", "m.TryGet()")]
    [InlineData("m.State is not ModuleState.Going", "m.TryGet()")]
    [InlineData("/* a */ m.State == ModuleState.Live /* b */", "/* a */ m.TryGet() /* b */")]
    [InlineData("b /* c */ && m.State == ModuleState.Live", "b /* c */ && m.TryGet()")]
    public Task A_look_in_a_condition_becomes_the_last_thing_asked(string look, string attempt) => OnFindings.Becomes<AcquireInsteadOfCheck>(
        $$"""
        void M(Module m, bool b, int n)
        {
            if ({{look}}) // live
            {
                // take it
                m.Get();
                m.Put();
            }
        }
        """,
        $$"""
        void M(Module m, bool b, int n)
        {
            if ({{attempt}}) // live
            {
                // take it
                m.Put();
            }
        }
        """);

    [Theory]
    [InlineData("m is null || m.State != ModuleState.Live", "m is null || !m.TryGet()")]
    [InlineData("m == null || m.State != ModuleState.Live || b", "m == null || b || !m.TryGet()")]
    public Task A_look_that_leaves_becomes_the_last_thing_asked(string look, string attempt) => OnFindings.Becomes<AcquireInsteadOfCheck>(
        $$"""
        void M(Module? m, bool b)
        {
            if ({{look}})
                return; // gone
            m.Get(); // take it
            m.Put();
        }
        """,
        $$"""
        void M(Module? m, bool b)
        {
            if ({{attempt}})
                return; // gone
            // take it
            m.Put();
        }
        """);

    [Fact]
    public Task The_acquire_may_stand_in_the_other_branch() => OnFindings.Becomes<AcquireInsteadOfCheck>(
        """
        void M(Module m, Action gone)
        {
            if (m.State != ModuleState.Live)
            {
                gone();
            }
            else
            {
                m.Get();
                m.Put();
            }
        }
        """,
        """
        void M(Module m, Action gone)
        {
            if (!m.TryGet())
            {
                gone();
            }
            else
            {
                m.Put();
            }
        }
        """);

    [Fact]
    public Task Where_the_look_must_stay_the_acquire_may_fail() => OnFindings.Becomes<TryAcquire>(
        """
        void Between(Module m, Action work)
        {
            if (m.State == ModuleState.Live)
            {
                work();
                m.Get(); // take it
                m.Put();
            }
        }
        bool Remembered(Module m)
        {
            bool isLive = m.State == ModuleState.Live;
            if (!isLive)
                return false;
            m.Get();
            m.Put();
            return true;
        }
        """,
        """
        void Between(Module m, Action work)
        {
            if (m.State == ModuleState.Live)
            {
                work();
                if (!m.TryGet()) // take it
                    return;
                m.Put();
            }
        }
        bool Remembered(Module m)
        {
            bool isLive = m.State == ModuleState.Live;
            if (!isLive)
                return false;
            if (!m.TryGet())
                return false;
            m.Put();
            return true;
        }
        """);

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
