using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What is returned says whether the reference is held: by true or false in a new object, or by a name that its type has for it.</summary>
public sealed class AnswerTests
{
    private const string Types = """
        enum Status { Busy, Open }
        sealed record Answer(bool Ok, string? Why);
        sealed record State(Status Status, string? Why);
        sealed class Box { public bool Ok { get; set; } public string? Why { get; set; } }
        sealed class Named
        {
            public static readonly Named Good = new();
            public static Named Bad { get; } = new();
        }

        void Close(Module m) => m.Put();

        """;

    [Theory]
    [InlineData("Answer", "new Answer(false, \"busy\")", "new Answer(true, null)")]
    [InlineData("Answer", "new(Why: \"busy\", Ok: false)", "new(true, null)")]
    [InlineData("State", "new State(Status.Busy, \"busy\")", "new State(Status.Open, null)")]
    [InlineData("Box", "new Box { Ok = false, Why = \"busy\" }", "new Box { Ok = true }")]
    [InlineData("Named", "Named.Bad", "Named.Good")]
    [InlineData("(bool, string?)", "(false, \"busy\")", "(true, null)")]
    public Task A_caller_can_tell(string type, string failed, string opened) => Verify.Silent($$"""
        {{Types}}{{type}} Open(Module m)
        {
            if (!m.TryGet())
                return {{failed}};
            return {{opened}};
        }
        """);

    [Fact]
    public Task A_name_tells() => Verify.Silent("""
        sealed class Named
        {
            public static readonly Named Good = new(), Bad = new();
        }

        Named Open(Module m)
        {
            if (!m.TryGet())
                return Named.Bad;
            return Named.Good;
        }

        void Close(Module m) => m.Put();
        """);

    [Theory]
    [InlineData("Answer", "new Answer(false, \"busy\")", "new Answer(false, \"late\")")]
    [InlineData("Box", "new Box { Ok = false }", "new Box { Ok = false, Why = \"late\" }")]
    [InlineData("Box", "new Box { Why = \"busy\" }", "new Box { Why = \"late\" }")]
    [InlineData("Named", "Named.Bad", "Named.Bad")]
    [InlineData("Version", "Version.Parse(\"1.0\")", "Version.Parse(\"2.0\")")]
    public Task A_caller_can_not_tell(string type, string failed, string late) => Verify.Rule($$"""
        {{Types}}{{type}} Open(Module m, bool isLate)
        {
            if (!m.TryGet()) // QSC101
                return {{failed}};
            if (isLate)
                return {{late}};
            m.Put();
            return {{failed}};
        }
        """);
}
