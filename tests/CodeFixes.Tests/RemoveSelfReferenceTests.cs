using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class RemoveSelfReferenceTests
{
    [Fact]
    public Task The_acquire_and_its_releases_go() => Fix.Becomes<RemoveSelfReference>(
        """
        Module _self = new();

        void Enter(bool busy)
        {
            // inside
            if (!{|QSC106:_self.TryGet()|})
                return;
            try
            {
                if (busy)
                    return;
                _self.Run();
            }
            finally
            {
                _self.Put(); // outside
            }
        }
        """,
        """
        Module _self = new();

        void Enter(bool busy)
        {
            // inside
            // outside
            if (busy)
                return;
            _self.Run();
        }
        """);

    [Fact]
    public Task One_that_is_never_given_back_goes_alone() => Fix.Becomes<RemoveSelfReference>(
        """
        void Init(Module self)
        {
            Console.WriteLine();
            {|QSC106:self.Get()|};
            self.Run();
        }
        """,
        """
        void Init(Module self)
        {
            Console.WriteLine();
            self.Run();
        }
        """);

    [Theory]
    [InlineData("Module _self = new(); void M() { {|QSC106:_self.Get()|}; } void N() { _self.Put(); }")]
    [InlineData("void M(Module m) { {|QSC106:m.Get()|}; m.Get(); m.Put(); m.Put(); }")]
    [InlineData("void M(Module m) { if ({|QSC106:m.TryGet()|}) m.Put(); }")]
    [InlineData("void M(Module m, bool b) { if (b || !{|QSC106:m.TryGet()|}) return; m.Put(); }")]
    [InlineData("void M(Module m) { bool ok = {|QSC106:m.TryGet()|}; if (ok) m.Put(); }")]
    public Task Is_not_offered_where_something_else_belongs_to_it(string members) => Fix.IsNotOffered<RemoveSelfReference>(members);

    [Fact]
    public Task A_guard_goes_with_its_question() => Fix.Becomes<RemoveSelfReference>(
        """
        private readonly Module _self = null!;

        void Greet()
        {
            // inside
            using ModuleScope scope = {|QSC106:_self.Acquire()|};
            if (!scope.IsHeld)
                return;
            Console.WriteLine();
        }

        void Tell()
        {
            using ModuleScope scope = {|QSC106:_self.Acquire()|};
            Console.WriteLine();
        }
        """,
        """
        private readonly Module _self = null!;

        void Greet()
        {
            // inside
            Console.WriteLine();
        }

        void Tell()
        {
            Console.WriteLine();
        }
        """);

    [Theory]
    [InlineData("using ModuleScope scope = {|QSC106:_self.Acquire()|}; if (scope.IsHeld) return; Console.WriteLine();")]
    [InlineData("using ModuleScope scope = {|QSC106:_self.Acquire()|}; Console.WriteLine(); if (!scope.IsHeld) return;")]
    public Task A_guard_that_is_asked_otherwise(string body) =>
        Fix.IsNotOffered<RemoveSelfReference>($"private readonly Module _self = null!; void M() {{ {body} }}");
}
