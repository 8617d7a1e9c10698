using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A question of the framework's about text, numbers, types or identity has the answer that it had.</summary>
public sealed class SameQuestionTests
{
    [Theory]
    [InlineData("string s", "!string.IsNullOrEmpty(s)", "!string.IsNullOrEmpty(s)")]
    [InlineData("string s", "s.StartsWith(\"x\", StringComparison.Ordinal)", "s.StartsWith(\"x\", StringComparison.Ordinal)")]
    [InlineData("string s, string t", "string.Equals(s, t)", "string.Equals(s, t)")]
    [InlineData("char c", "char.IsDigit(c)", "char.IsDigit(c)")]
    [InlineData("object? o", "o is null", "ReferenceEquals(o, null)")]
    [InlineData("Type t", "t == typeof(int)", "t == typeof(int)")]
    [InlineData("object? o", "o as string != null", "o is string")]
    [InlineData("object? o", "o is string", "o as string is not null")]
    public Task The_same_twice(string parameters, string first, string second) => Verify.Silent($$"""
        void Open({{parameters}}, Module m)
        {
            if (({{first}}) && !m.TryGet())
                return;
            if ({{second}})
                m.Put();
        }
        """);

    [Theory]
    [InlineData("string s", "s.StartsWith(\"x\", StringComparison.Ordinal)", "s.StartsWith(\"y\", StringComparison.Ordinal)")]
    [InlineData("string s", "s.StartsWith(\"x\", StringComparison.Ordinal)", "s.StartsWith(\"x\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("string s", "s.StartsWith(\"x\", StringComparison.Ordinal)", "s.EndsWith(\"x\", StringComparison.Ordinal)")]
    [InlineData("Type t", "t == typeof(int)", "t == typeof(long)")]
    [InlineData("object? o", "o as string != null", "o is int")]
    public Task Another_question(string parameters, string first, string second) => Verify.Rule($$"""
        void Open({{parameters}}, Module m)
        {
            if (({{first}}) && !m.TryGet()) // QSC101
                return;
            if ({{second}})
                m.Put(); // QSC102
        }
        """);

    [Fact]
    public Task A_number_that_is_computed_twice() => Verify.Silent("""
        void Open(int n, Module m)
        {
            if (Math.Min(n, 9) > 3 && !m.TryGet())
                return;
            try { }
            finally
            {
                if (Math.Min(n, 9) > 3)
                    m.Put();
            }
        }
        """);

    [Fact]
    public Task What_is_in_an_object_may_change() => Verify.Rule("""
        void Open(List<string> list, Module m)
        {
            if (string.Join(",", list) == "" && !m.TryGet()) // QSC101
                return;
            list.Add("x");
            if (string.Join(",", list) == "")
                m.Put(); // QSC102
        }
        """);

    [Fact]
    public Task What_parses_may_throw() => Verify.Rule("""
        void Open(string s, Module m)
        {
            if (!m.TryGet()) // QSC101: when 'bool.Parse(s)' throws
                return;
            try
            {
                bool.Parse(s);
            }
            catch (FormatException)
            {
                return;
            }

            m.Put();
        }
        """);

    [Fact]
    public Task A_result_is_not_of_the_type_of_its_task() => Verify.Rule("""
        [NeverThrows] Task<object> Ask() => null!;
        async Task Open(Module m)
        {
            if (!m.TryGet()) // QSC101: 'r is IDisposable' is false
                return;
            object r = await Ask();
            if (r is null || r is IDisposable)
                m.Put();
        }
        """);

    [Fact]
    public Task A_cast_says_of_which_type_it_is() => Verify.Silent("""
        void Cast(object o) { var m = (Module)o; if (!m.TryGet()) return; if (o is Module n) n.Put(); }
        void Made(Module m) { object? o = m.Lease(); if (o is IDisposable d) d.Dispose(); }
        """);
}
