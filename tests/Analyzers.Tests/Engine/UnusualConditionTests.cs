using Xunit;

namespace Quiesce.Analyzers.Tests.Engine;

/// <summary>The result of an acquire stays known on its way through nullables, tuples and patterns.</summary>
public sealed class UnusualConditionTests
{
    [Fact]
    public Task A_conditional_access_with_a_default() => Verify.Silent("""
        void M(Module? m)
        {
            if (m?.TryGet() ?? false)
                m!.Put();
        }
        """);

    [Fact]
    public Task A_conditional_access_with_a_default_may_still_leak() => Verify.Rule("""
        void M(Module? m, bool busy)
        {
            if (!(m?.TryGet() ?? false)) // QSC101: 'busy' is true
                return;
            if (busy)
                return;
            m!.Put();
        }
        """);

    [Fact]
    public Task A_nullable_that_is_asked_for_its_value() => Verify.Silent("""
        void M(Module? m)
        {
            bool? held = m?.TryGet();
            if (held.HasValue && held.GetValueOrDefault())
                m!.Put();
        }
        """);

    [Fact]
    public Task A_tuple_that_is_taken_apart() => Verify.Silent("""
        void M(Module m, Module other)
        {
            (bool held, (bool too, _)) = (m.TryGet(), (other.TryGet(), 3));
            if (held)
                m.Put();
            if (too)
                other.Put();
        }
        """);

    [Fact]
    public Task A_tuple_that_is_taken_apart_may_still_leak() => Verify.Rule("""
        void M(Module m, Module other)
        {
            (bool held, bool too) = (
                m.TryGet(),
                other.TryGet()); // QSC101: 'other' is not released
            if (held)
                m.Put();
        }
        """);

    [Fact]
    public Task A_guard_whose_pattern_says_that_it_is_held() => Verify.Silent("""
        void M(Module m)
        {
            if (m.Lease() is { IsHeld: true } lease)
                lease.Dispose();
        }
        """);

    [Fact]
    public Task A_guard_whose_pattern_says_that_it_is_held_may_still_leak() => Verify.Rule("""
        void M(Module m, bool busy)
        {
            if (m.Lease() is not { IsHeld: true } lease) // QSC101: 'busy' is true
                return;
            if (busy)
                return;
            lease.Dispose();
        }
        """);

    [Fact]
    public Task A_condition_in_a_nullable_is_that_condition() => Verify.Silent("""
        void M(Module m, int level)
        {
            bool isLow = level <= 0;
            if (((bool?)(0 < level)).GetValueOrDefault())
                return;
            if (!isLow)
                m.Put();
        }
        """);

    [Fact]
    public Task A_tuple_that_is_converted_goes_nowhere() => Verify.Rule("""
        void M(Module m, bool c)
        {
            bool flag = false;
            if (m.TryGet()) // QSC101: 'm' is not released
                flag = c;
            (flag, _) = (flag, 1);
        }
        """);

    [Fact]
    public Task A_condition_kept_in_an_object_of_ones_own() => Verify.Rule("""
        sealed class Flags { public bool F; }
        void M(Module m, bool c)
        {
            var own = new Flags();
            own.F = false;
            own.F = m.TryGet() || c; // QSC101: 'm' is not released
        }
        """);

    [Fact]
    public Task A_flag_that_a_call_sets_is_two_outcomes() => Verify.Rule("""
        [NeverThrows] static void Ask(out bool answer) => answer = false;
        [NeverThrows] static bool Must() => false;
        bool M(Module m, bool c)
        {
            bool f = false;
            Ask(out f);
            if (Must())
            {
                m.Put(); // QSC102
                f = c;
            }
            return f;
        }
        """);

    [Theory]
    [InlineData("bool differ = a ^ b; if (differ) owner.Put();")]
    [InlineData("if (a != b) owner.Put();")]
    [InlineData("if (!(a == b)) owner.Put();")]
    public Task Never_differ_whatever_the_mode(string end) => Verify.Silent($$"""
        void Run(Module owner, bool isOpen, int mode)
        {
            bool a = mode switch { 0 => false, 1 => isOpen, _ => isOpen };
            bool b = mode switch { 0 => a, 1 => isOpen, _ => isOpen };
            {{end}}
        }
        """);

    [Fact]
    public Task A_pattern_of_this_is_never_asked_of_null() => Verify.Silent("""
        private bool _isHeld;
        public void Handle(Module plugin)
        {
            _isHeld = plugin.TryGet();
            if (this is { _isHeld: true })
                plugin.Put();
            _isHeld = false;
        }
        """);
}
