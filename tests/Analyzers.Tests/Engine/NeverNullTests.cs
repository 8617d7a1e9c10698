using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A text or an object that tells whether a reference was taken, or why not.</summary>
public sealed class NeverNullTests
{
    [Theory]
    [InlineData("$\"{m.Name} is dead\"")]
    [InlineData("\"no \" + name")]
    [InlineData("string.Empty")]
    [InlineData("k.ToString()")]
    [InlineData("string.Format(\"{0}\", k)")]
    [InlineData("name.Substring(1)")]
    [InlineData("new byte[k]")]
    [InlineData("typeof(string)")]
    [InlineData("new { k }")]
    [InlineData("(k, 1)")]
    [InlineData("checked(k + 1)")]
    [InlineData("Say()")]
    [InlineData("m.Name")]
    [InlineData("name.GetType()")]
    public Task It_is_none_where_all_is_well(string reason) => Verify.Silent($$"""
        static string Say() => "no";
        void Run(Module m, string name, int k)
        {
            object? error = null;
            if (!m.TryGet())
                error = {{reason}};
            if (error != null)
                return;
            m.Put();
        }
        """);

    [Theory]
    [InlineData("name")]
    [InlineData("Find()")]
    [InlineData("_name")]
    public Task It_may_be_none(string reason) => Verify.Rule($$"""
        private readonly string _name = "";
        static string? Find() => null;
        void Run(Module m, string name)
        {
            object? error = null;
            if (!m.TryGet())
                error = {{reason}};
            if (error != null)
                return;
            m.Put(); // QSC102
        }
        """);

    [Theory]
    [InlineData("string? error = null; if (!m.TryGet()) error = \"dead\"; if (string.IsNullOrEmpty(error)) m.Put();")]
    [InlineData("string error = string.Empty; if (!m.TryGet()) error = \"dead\"; if (error == string.Empty) m.Put();")]
    [InlineData("if (name == \"x\" && !m.TryGet()) return; if (name.Equals(\"x\")) m.Put();")]
    [InlineData("if (name == \"x\" && !m.TryGet()) return; if (string.Equals(name, \"x\")) m.Put();")]
    [InlineData("if (!string.IsNullOrEmpty(name) && !m.TryGet()) return; if (name is not null && name != \"\") m.Put();")]
    [InlineData("if (o.GetType() == typeof(string) && !m.TryGet()) return; if (o.GetType() == typeof(string)) m.Put();")]
    public Task One_question_about_a_text(string body) => Verify.Silent($"void Run(Module m, string name, object o) {{ {body} }}");

    [Fact]
    public Task Another_question_about_a_text() => Verify.Rule("""
        void Run(Module m, string? name)
        {
            if (!string.IsNullOrEmpty(name) && !m.TryGet()) return; // QSC101
            if (name is not null && name != "y") m.Put(); // QSC102
        }
        """);
}
