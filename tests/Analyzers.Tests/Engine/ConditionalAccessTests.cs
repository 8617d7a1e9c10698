using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary><c>o?.Name</c> is the name, or null where <c>o</c> is: asked in any way, it is the same question.</summary>
public sealed class ConditionalAccessTests
{
    private const string Types = """
        class Node { public Node? Next { get; set; } public string? Name { get; set; } public bool On { get; init; } public Module? M { get; set; } }

        """;

    [Theory]
    [InlineData("o?.On == true")]
    [InlineData("o?.On ?? false")]
    [InlineData("o?.On is true")]
    [InlineData("o is { On: true }")]
    [InlineData("o != null && o.On")]
    public Task A_truth(string asked) => Verify.Silent(Types + $$"""
        void Open(Node? o, Module m)
        {
            if (({{asked}}) && !m.TryGet())
                return;
            if (o?.On == true)
                m.Put();
        }
        """);

    [Fact]
    public Task A_name() => Verify.Silent(Types + """
        void IsNull(Node? o, Module m) { if (o?.Name != null && !m.TryGet()) return; if (o?.Name is not null) m.Put(); }
        void Pattern(Node? o, Module m) { if (o?.Name is { Length: > 0 } && !m.TryGet()) return; if (o?.Name?.Length > 0) m.Put(); }
        void Number(string? s, Module m) { if (s?.Length > 0 && !m.TryGet()) return; if (s != null && s.Length > 0) m.Put(); }
        """);

    [Fact]
    public Task Along_a_list() => Verify.Silent(Types + """
        void Truth(Node? n, Module m) { if (n?.Next?.On == true && !m.TryGet()) return; if (n?.Next?.On ?? false) m.Put(); }
        void Pattern(Node? n, Module m) { if (n is { Next: { On: true } } && !m.TryGet()) return; if (n?.Next?.On == true) m.Put(); }
        void Name(Node? n, Module m) { if (n?.Next?.Name != null && !m.TryGet()) return; if (n?.Next?.Name is not null) m.Put(); }
        """);

    [Fact]
    public Task What_it_finds_is_what_a_plain_access_finds() => Verify.Silent(Types + """
        void Pattern(Node? o) { if (o?.M is not { } m || !m.TryGet()) return; o.M.Put(); }
        void Variable(Node? o, Action work)
        {
            var m = o?.M;
            if (m == null || !m.TryGet()) return;
            try { work(); }
            finally { o!.M!.Put(); }
        }
        """);

    [Fact]
    public Task Another_answer() => Verify.Rule(Types + """
        void False(Node? o, Module m)
        {
            if (o?.On == true && !m.TryGet()) // QSC101
                return;
            if (o?.On == false)
                m.Put(); // QSC102
        }

        void Null(Node? o, Module m)
        {
            if (o?.On != true && !m.TryGet()) // QSC101
                return;
            if (o?.On == false)
                m.Put();
        }

        void Early(Node? o, bool stop)
        {
            if (o?.M is not { } m || !m.TryGet()) // QSC101: is not released when 'stop' is true
                return;
            if (stop)
                return;
            o.M.Put();
        }
        """);

    [Fact]
    public Task A_nullable_value() => Verify.Silent("""
        void True(bool? s, Module m) { if (s == true && !m.TryGet()) return; if (s ?? false) m.Put(); }
        void NotFalse(bool? s, Module m) { if (s != false && !m.TryGet()) return; if (s ?? true) m.Put(); }
        void Default(bool? s, Module m) { if (s.GetValueOrDefault() && !m.TryGet()) return; if (s is true) m.Put(); }
        void Number(int? n, Module m) { if (n > 0 && !m.TryGet()) return; if (n is > 0) m.Put(); }
        void Value(int? n, Module m) { if (n > 0 && !m.TryGet()) return; if (n.HasValue && n.Value > 0) m.Put(); }
        void NumberOrDefault(int? n, Module m) { if (n.GetValueOrDefault() > 0 && !m.TryGet()) return; if (n.GetValueOrDefault() > 0) m.Put(); }
        """);

    [Fact]
    public Task Another_question_of_a_nullable_value() => Verify.Rule("""
        void NotFalse(bool? s, Module m)
        {
            if (s != false && !m.TryGet()) // QSC101: is not released when 's' is null
                return;
            if (s ?? false)
                m.Put();
        }

        void Number(int? n, Module m)
        {
            if (n > 0 && !m.TryGet())
                return;
            if (n.HasValue)
                m.Put(); // QSC102
        }
        """);
}
