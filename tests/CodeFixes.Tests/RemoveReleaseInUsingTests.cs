using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>A release beside a using that gives the same reference back.</summary>
public class RemoveReleaseInUsingTests
{
    [Fact]
    public Task What_a_using_gives_back_is_given_back_by_nothing_else() => Fix.Becomes<RemoveRelease>(
        """
        void Declared(Module m, bool isEarly)
        {
            using ModuleScope scope = m.Acquire();
            if (!scope.IsHeld)
                return;
            if (isEarly)
            {
                m.Put(); // early
                return;
            }

            m.Run();
            {|QSC102:m.Put()|}; // late
        }

        void Block(Module m)
        {
            using (ModuleScope scope = m.Acquire())
            {
                if (scope.IsHeld)
                {
                    m.Run();
                    {|QSC102:m.Put()|};
                }
            }
        }
        """,
        """
        void Declared(Module m, bool isEarly)
        {
            using ModuleScope scope = m.Acquire();
            if (!scope.IsHeld)
                return;
            if (isEarly)
            {
                // early
                return;
            }

            m.Run();
            // late
        }

        void Block(Module m)
        {
            using (ModuleScope scope = m.Acquire())
            {
                if (scope.IsHeld)
                {
                    m.Run();
                }
            }
        }
        """);

    [Theory]
    [InlineData("void M(Module m) { m.Get(); using ModuleScope scope = m.Acquire(); m.Run(); {|QSC102:m.Put()|}; }")]
    [InlineData("void M(Module m) { using (ModuleScope scope = m.Acquire()) { m.Run(); } {|QSC102:m.Put()|}; }")]
    [InlineData("void M(Module m, Module n) { using ModuleScope scope = n.Acquire(); m.Run(); Action a = () => {|QSC102:m.Put()|}; a(); }")]
    public Task Is_not_offered_where_the_using_holds_another(string members) => Fix.IsNotOffered<RemoveRelease>(members);
}
