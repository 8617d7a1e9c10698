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
    [InlineData("void M(Module m, bool b) { if (!{|QSC106:m.TryGet()|} || b) return; m.Put(); }")]
    [InlineData("void M(Module m, bool b) { if ({|QSC106:m.TryGet()|} && b) { m.Run(); m.Put(); } }")]
    [InlineData("bool M(Module m) { if ({|QSC106:m.TryGet()|}) { m.Put(); return true; } else { m.Run(); } return false; }")]
    [InlineData("Module _self = new(); void M() { {|QSC106:_self.Get()|}; } void N() { _self.Put(); _self.Get(); }")]
    [InlineData("void M(Module m) { bool ok = {|QSC106:m.TryGet()|}; if (ok) m.Put(); }")]
    public Task Is_not_offered_where_something_else_belongs_to_it(string members) => Fix.IsNotOffered<RemoveSelfReference>(members);

    [Fact]
    public Task Each_function_with_a_pair_of_its_own_loses_it() => Fix.Becomes<RemoveSelfReference>(
        """
        private readonly Module _self = null!;

        void Plain()
        {
            if (!{|QSC106:_self.TryGet()|})
                return;
            _self.Run();
            _self.Put();
        }

        bool OrLeaves(bool isOff)
        {
            // unless off
            if (isOff || !{|QSC106:_self.TryGet()|})
                return false;
            _self.Run();
            _self.Put();
            return true;
        }

        void And(bool isOn)
        {
            if (isOn && {|QSC106:_self.TryGet()|}) // on
            {
                _self.Run();
                _self.Put();
            }
            else
            {
                Console.WriteLine("off");
            }
        }

        void Else()
        {
            if ({|QSC106:_self.TryGet()|})
            {
                _self.Run(); // inside
                _self.Put();
            }
            else
            {
                // gone
                Console.WriteLine();
            }
        }

        void Turned()
        {
            if (!{|QSC106:_self.TryGet()|})
            {
                Console.WriteLine();
            }
            else
            {
                _self.Run();
                _self.Put();
            }

            Console.WriteLine("after");
        }
        """,
        """
        private readonly Module _self = null!;

        void Plain()
        {
            _self.Run();
        }

        bool OrLeaves(bool isOff)
        {
            // unless off
            if (isOff)
                return false;
            _self.Run();
            return true;
        }

        void And(bool isOn)
        {
            if (isOn) // on
            {
                _self.Run();
            }
            else
            {
                Console.WriteLine("off");
            }
        }

        void Else()
        {
            // gone
            _self.Run(); // inside
        }

        void Turned()
        {
            _self.Run();

            Console.WriteLine("after");
        }
        """);

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
