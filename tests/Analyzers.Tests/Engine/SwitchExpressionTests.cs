using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>The arm that a switch expression does not have.</summary>
public sealed class SwitchExpressionTests
{
    [Fact]
    public Task There_is_none_where_every_value_has_one() => Verify.Silent("""
        enum Color { Red, Green, Blue }

        int Numbers(Module m, int n) { if (!m.TryGet()) return 0; int r = n switch { < 0 => 1, 0 => 2, > 0 => 3 }; m.Put(); return r; }
        int Members(Module m, Color c) { if (!m.TryGet()) return 0; int r = c switch { Color.Red => 1, Color.Green => 2, Color.Blue => 3 }; m.Put(); return r; }
        int Truths(Module m, bool b) { if (!m.TryGet()) return 0; int r = b switch { true => 1, false => 2 }; m.Put(); return r; }
        int Maybe(Module m, bool? b) { if (!m.TryGet()) return 0; int r = b switch { true => 1, false => 2, null => 3 }; m.Put(); return r; }
        int Pairs(Module m, bool a, bool b) { if (!m.TryGet()) return 0; int r = (a, b) switch { (true, true) => 1, (false, true) => 2, (true, false) => 3, (false, false) => 4 }; m.Put(); return r; }
        """);

    [Fact]
    public Task One_that_is_missing_is_no_throw_of_this_body() => Verify.Rule("""
        int Numbers(Module m, int n)
        {
            if (!m.TryGet()) // QSC110
                return 0;
            int r = n switch { 1 => 1, 2 => 2 };
            m.Put();
            return r;
        }
        """);

    [Fact]
    public Task A_handler_may_take_it() => Verify.Rule("""
        void Numbers(Module m, int n, Action<int> use)
        {
            if (!m.TryGet()) // QSC101: is not released when
                return;
            try
            {
                int r = n switch { 1 => 1, 2 => 2 };
                m.Put();
                use(r);
            }
            catch (System.Runtime.CompilerServices.SwitchExpressionException)
            {
            }
        }
        """);
}
