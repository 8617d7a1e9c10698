using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What is known of a number by orders, constants and what only grows.</summary>
public sealed class IntervalTests
{
    [Theory]
    [InlineData("if (k <= 0) return; if (k != 0 && !m.TryGet()) return; m.Put();")]
    [InlineData("if (k > 5 && !m.TryGet()) return; if (k > 5) { if (k > 3) m.Put(); }")]
    [InlineData("if (k > 2 && !m.TryGet()) return; if (k == 0) return; if (k > 2) m.Put();")]
    [InlineData("if (k > 0 && !m.TryGet()) return; switch (k) { case 0: return; case > 0: m.Put(); break; }")]
    [InlineData("if (k < 0) return; if (k > 0 && !m.TryGet()) return; if (k == 0) return; m.Put();")]
    [InlineData("int n = b ? 3 : 0; if (n > 0 && !m.TryGet()) return; if (b) m.Put();")]
    [InlineData("int n = 0; if (m.TryGet()) { n = 1; if (b) n = 2; } if (n > 0) m.Put();")]
    [InlineData("int n = 0; if (m.TryGet()) { n = 1; if (b) n = 2; } if (n >= 1) m.Put();")]
    [InlineData("if ((k & 4) > 0 && !m.TryGet()) return; if ((4 & k) != 0) m.Put();")]
    public Task One_question_in_other_words(string body) => Verify.Silent($"void Run(Module m, int k, bool b) {{ {body} }}");

    [Theory]
    [InlineData("if (k > 5 && !m.TryGet()) return; // QSC101\n if (k > 7) m.Put();")]
    [InlineData("if (k >= 3 && !m.TryGet()) return;\n if (k >= 2) m.Put(); // QSC102")]
    [InlineData("if (k > 0 && k != 2 && !m.TryGet()) return;\n if (k > 0) m.Put(); // QSC102")]
    public Task Another_question(string body) => Verify.Rule($"void Run(Module m, int k, bool b)\n{{\n{body}\n}}");

    [Fact]
    public Task Stages_are_numbered() => Verify.Silent("""
        void Run(Module a, Module b)
        {
            int stage = 0;
            try
            {
                if (!a.TryGet()) return;
                stage = 1;
                if (!b.TryGet()) return;
                stage = 2;
            }
            finally
            {
                if (stage >= 2) b.Put();
                if (stage >= 1) a.Put();
            }
        }
        """);

    [Fact]
    public Task Members_of_an_enum_are_ordered() => Verify.Silent("""
        enum Level { Debug, Info, Warning, Error }
        void Run(Module m, Level level)
        {
            if (level >= Level.Warning && !m.TryGet()) return;
            if (level == Level.Error) { m.Put(); return; }
            if (level >= Level.Warning) m.Put();
        }
        """);

    [Theory]
    [InlineData("int found = -1; for (int i = 0; i < n.Length; i++) if (n[i] == m.Name && m.TryGet()) { found = i; break; } if (found < 0) return; m.Put();")]
    [InlineData("int found = -1, i = 0; foreach (string s in n) { if (s == m.Name && m.TryGet()) { found = i; break; } i++; } if (found >= 0) m.Put();")]
    [InlineData("int c = 0; foreach (string s in n) if (s.Length > 0) c++; if (c > 0 && !m.TryGet()) return; if (c == 0) return; m.Put();")]
    [InlineData("int c = 0; foreach (string s in n) if (s.Length > 0) { if (c == 0 && !m.TryGet()) return; c++; } if (c > 0) m.Put();")]
    [InlineData("if (!m.TryGet()) return; bool put = false; for (int i = 0; i < n.Length; i++) { if (i == 3) { m.Put(); put = true; } } if (!put) m.Put();")]
    public Task What_only_grows_is_not_below_where_it_began(string body) => Verify.Silent($"void Run(Module m, string[] n) {{ {body} }}");

    [Fact]
    public Task The_first_of_several_takes_and_two_give_back() => Verify.Rule("""
        void Run(Module m, string[] names)
        {
            int count = 0;
            foreach (string name in names)
            {
                if (name.Length == 0) continue;
                if (count == 0 && !m.TryGet()) return; // QSC101: 'm' is not released when 'count > 1' is false
                count++;
            }
            if (count > 1) m.Put();
        }
        """);

    [Fact]
    public Task Between_two_decimals_there_are_others() => Verify.Rule("""
        void Run(Module m, decimal price)
        {
            if (price >= 0 && price != 0 && !m.TryGet()) return; // QSC101
            if (price >= 1) m.Put(); // QSC102
        }
        """);
}
