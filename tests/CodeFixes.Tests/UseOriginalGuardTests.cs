using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class UseOriginalGuardTests
{
    private const string Hold = """
        [Guard]
        struct Hold : IDisposable
        {
            private Module? _module;
            public Hold(Module module) => _module = module;
            public bool IsHeld => _module is not null;
            public void Dispose() { _module?.Put(); _module = null; }
        }
        class Holder
        {
            [return: Acquired] static Hold Take(Module module) => module.TryGet() ? new Hold(module) : default;
            Hold _hold;
            public void Open(Module module) { _hold.Dispose(); _hold = Take(module); }

        """;

    [Fact]
    public Task A_local_copy_goes_and_the_guard_is_used_itself() => OnFindings.Becomes<UseOriginalGuard>(
        """
        void Scoped(Module module)
        {
            using ModuleScope scope = module.Acquire();
            if (!scope.IsHeld)
                return;

            // a copy
            ModuleScope second = scope; // why
            Console.WriteLine(second.IsHeld);
            Show(in second);
            second.Dispose(); // done
        }

        void ByHand(Module module)
        {
            var scope = module.Acquire();
            var second = scope;
            second.Dispose();
            scope.Dispose();
        }

        void BothScoped(Module module)
        {
            using (ModuleScope scope = module.Acquire())
            {
                using ModuleScope second = scope;
                Console.WriteLine(second.IsHeld);
            }
        }

        void Later(Module module)
        {
            using ModuleScope scope = module.Acquire();
            ModuleScope second;
            second = scope;
            second.Dispose();
        }

        static void Show(in ModuleScope scope) => Console.WriteLine(scope.IsHeld);
        """,
        """
        void Scoped(Module module)
        {
            using ModuleScope scope = module.Acquire();
            if (!scope.IsHeld)
                return;

            // a copy
            // why
            Console.WriteLine(scope.IsHeld);
            Show(in scope);
            // done
        }

        void ByHand(Module module)
        {
            var scope = module.Acquire();
            scope.Dispose();
        }

        void BothScoped(Module module)
        {
            using (ModuleScope scope = module.Acquire())
            {
                Console.WriteLine(scope.IsHeld);
            }
        }

        void Later(Module module)
        {
            using ModuleScope scope = module.Acquire();
        }

        static void Show(in ModuleScope scope) => Console.WriteLine(scope.IsHeld);
        """);

    [Fact]
    public Task A_copy_of_a_field_becomes_a_reference_to_it() => OnFindings.Becomes<UseOriginalGuard>(
        Hold + """
            public void Close()
            {
                // the one we have
                Hold hold = _hold; // now
                if (hold.IsHeld)
                    hold.Dispose();
            }
        }
        """,
        Hold + """
            public void Close()
            {
                // the one we have
                ref Hold hold = ref _hold; // now
                if (hold.IsHeld)
                    hold.Dispose();
            }
        }
        """);

    [Theory]
    [InlineData("var hold = _hold; Open(m); hold.Dispose();")]
    [InlineData("using var hold = _hold;")]
    public Task A_field_that_may_get_another_guard_is_left_alone(string body) => OnFindings.IsNotOffered<UseOriginalGuard>(
        $"{Hold}    public void Close(Module m) {{ {body} }}\n}}");

    [Theory]
    [InlineData("ModuleScope scope = m.Acquire(); var second = scope; second.Dispose(); if (b) scope.Dispose();")]
    [InlineData("using ModuleScope scope = m.Acquire(); var second = scope; second.Dispose(); second = default;")]
    [InlineData("using ModuleScope scope = m.Acquire(); var second = scope; Take(second); second.Dispose();")]
    [InlineData("ModuleScope scope = m.Acquire(); using var second = scope; scope.Dispose();")]
    [InlineData("ModuleScope scope = m.Acquire(); var second = scope; second.Dispose(); scope.Dispose(); scope = m.Acquire(); scope.Dispose();")]
    public Task A_copy_that_is_more_than_another_name_stays(string body) => OnFindings.IsNotOffered<UseOriginalGuard>(
        $"static void Take(ModuleScope scope) {{ }} void M(Module m, bool b) {{ {body} }}");
}
