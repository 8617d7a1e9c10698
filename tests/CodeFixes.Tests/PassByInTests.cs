using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class PassByInTests
{
    [Fact]
    public Task The_parameter_gets_the_guard_by_in() => Fix.Becomes<PassByIn>(
        """
        void Open(Module owner)
        {
            using ModuleScope scope = owner.Acquire();
            Show(1, {|QSC108:scope|});
            Show(number: 2, scope: {|QSC108:scope|});
            Open(owner);

            bool Open(Module other) => other.Name.Length > 0;
        }

        // shows it
        static bool Show(int number, /* this */ ModuleScope scope) => scope.IsHeld && number > 0;
        """,
        """
        void Open(Module owner)
        {
            using ModuleScope scope = owner.Acquire();
            Show(1, scope);
            Show(number: 2, scope: scope);
            Open(owner);

            bool Open(Module other) => other.Name.Length > 0;
        }

        // shows it
        static bool Show(int number, /* this */ in ModuleScope scope) => scope.IsHeld && number > 0;
        """);

    [Theory]
    [InlineData("void Show(ModuleScope s) { s.Dispose(); }")]
    [InlineData("void Show(ModuleScope s) { s = default; }")]
    [InlineData("protected virtual void Show(ModuleScope s) { }")]
    [InlineData("delegate void Shows(ModuleScope s); void Show(ModuleScope s) { } object Made() => new Shows(Show);")]
    [InlineData("void Show(in ModuleScope s) { }")]
    [InlineData("void Show(ModuleScope s) { } void Made(Module other) => Show(other.Acquire());")]
    public Task Is_not_offered_where_the_parameter_has_to_be_as_it_is(string declared) => Fix.IsNotOffered<PassByIn>(
        $"void M(Module m) {{ using ModuleScope scope = m.Acquire(); Show({{|QSC108:scope|}}); }} {declared}");

    [Fact]
    public Task Is_not_offered_for_an_assignment() => Fix.IsNotOffered<PassByIn>(
        """
        void M(Module m)
        {
            ModuleScope scope = m.Acquire();
            ModuleScope second = {|QSC108:scope|};
            second.Dispose();
            scope.Dispose();
        }
        """,
        fallback: "m.Acquire();\n        scope.Dispose();");
}
