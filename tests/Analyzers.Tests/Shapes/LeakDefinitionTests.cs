using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Each sentence of "What counts as a leak" (docs/rules.md), in its order.</summary>
public sealed class LeakDefinitionTests
{
    private const string Api = """
        enum Answer { Yes, No }
        sealed class Result { }
        sealed class Verdict
        {
            [NeverThrows] public static Verdict Yes() => new();
            [NeverThrows] public static Verdict No() => new();
        }
        sealed class Gate
        {
            [Acquires(Kind = "gate"), MustCheck, NeverThrows] public bool TryEnter() => true;
            [Acquires(Kind = "gate"), NeverThrows] public void Enter() { }
            [Releases(Kind = "gate")] public void Exit() { }
        }
        sealed class Pool
        {
            [return: Acquired(Kind = "gate"), NeverThrows] public Gate Rent() => new();
        }

        """;

    [Theory]
    [InlineData("gate.Exit(); return null;")]
    [InlineData("return gate;")]
    [InlineData("_gate = gate; return null;")]
    [InlineData("_gates.Add(gate); return null;")]
    [InlineData("Take(gate); return null;")]
    [InlineData("return new object[] { gate };")]
    public Task Ours_is_discharged(string end) => Silent($$"""
        private readonly List<Gate> _gates = new();
        private Gate? _gate;

        object? Open(Pool pool)
        {
            Gate gate = pool.Rent();
            {{end}}
        }

        void Close() => _gate?.Exit();

        void Take([Owns] Gate gate) => gate.Exit();
        """);

    [Fact]
    public Task Ours_is_not_discharged_although_the_type_has_the_other_half() => Rule("""
        void Open(Pool pool)
        {
            Gate gate = pool.Rent(); // QSC101: 'pool.Rent()' is not released
            GC.KeepAlive(gate);
        }

        void Close(Gate gate) => gate.Exit();
        """);

    [Theory]
    [InlineData("bool", "return true;", "return true;")]
    [InlineData("bool", "return false;", "return false;")]
    [InlineData("void", "return;", "return;")]
    [InlineData("int", "return 3;", "return 3;")]
    [InlineData("Answer", "return Answer.No;", "return Answer.No;")]
    [InlineData("object?", "return null;", "return null;")]
    [InlineData("object?", "return new Result();", "return new Result();")]
    [InlineData("object?", "return make();", "return make();")]
    [InlineData("Result", "return make();", "return new Result();")]
    [InlineData("Task<object>", "return Task.FromResult<object>(make());", "return Task.FromResult<object>(make());")]
    [InlineData("string", "return make().Why;", "return \"done\";")]
    [InlineData("string", "return \"busy\";", "return string.Concat(\"a\", nameof(gate));")]
    public Task Not_ours_two_paths_with_the_same_outcome(string type, string kept, string given) => Rule($$"""
        {{type}} Open(Gate gate, bool busy, Func<dynamic> make)
        {
            gate.Enter(); // QSC101: 'gate' is not released when 'busy' is true
            if (busy)
                {{kept}}
            gate.Exit();
            {{given}}
        }
        """);

    [Theory]
    [InlineData("bool", "return true;", "return false;")]
    [InlineData("int", "return 1;", "return 0;")]
    [InlineData("long", "return 1;", "return 0;")]
    [InlineData("Answer", "return Answer.Yes;", "return Answer.No;")]
    [InlineData("object?", "return new Result();", "return null;")]
    [InlineData("object?", "return _result;", "return null;")]
    [InlineData("object?", "return new Result();", "return new Uri(\"a:b\");")]
    [InlineData("Verdict", "return Verdict.Yes();", "return Verdict.No();")]
    [InlineData("Guid", "return _id;", "return default;")]
    [InlineData("Task", "return Task.CompletedTask;", "return Task.FromException(new InvalidOperationException());")]
    [InlineData("ValueTask<int>", "return new ValueTask<int>(3);", "return ValueTask.FromCanceled<int>(new CancellationToken(true));")]
    [InlineData("void", "return;", "throw new InvalidOperationException();")]
    public Task Not_ours_effects_that_differ_between_outcomes(string type, string kept, string given) => Silent($$"""
        private readonly object? _result;
        private readonly Guid _id;

        {{type}} Open(Gate gate, bool busy)
        {
            gate.Enter();
            if (busy)
                {{kept}}
            gate.Exit();
            {{given}}
        }
        """);

    [Fact]
    public Task Not_ours_a_flag_by_reference_is_an_outcome() => Silent("""
        void Open(Gate gate, bool busy, out bool entered)
        {
            entered = false;
            gate.Enter();
            if (busy)
            {
                entered = true;
                return;
            }
            gate.Exit();
        }
        """);

    [Fact]
    public Task Not_ours_a_flag_by_reference_that_says_the_same() => Rule("""
        void Open(Gate gate, bool busy, out bool entered)
        {
            entered = false;
            gate.Enter(); // QSC101: 'gate' is not released when 'busy' is true
            if (busy)
                return;
            gate.Exit();
        }
        """);

    [Theory]
    [InlineData("private readonly Gate _gate = new();", "_gate")]
    [InlineData("private static readonly Gate s_gate = new();", "s_gate")]
    public Task Not_ours_a_field_and_a_static(string field, string name) => Rule($$"""
        {{field}}

        bool Open(bool busy)
        {
            if (!{{name}}.TryEnter()) // QSC101: '{{name}}' is not released when 'busy' is true
                return false;
            if (busy)
                return false;
            {{name}}.Exit();
            return true;
        }
        """);

    [Fact]
    public Task Not_ours_gives_more_on_one_path() => Rule("""
        bool Close(Gate gate, bool busy)
        {
            if (busy)
                gate.Exit(); // QSC102: 'gate' is released more often than it was acquired
            return true;
        }
        """);

    [Theory]
    [InlineData("class C : B { bool Enter(Gate gate) { gate.Enter(); return true; } } class B { void Leave(Gate gate) => gate.Exit(); }")]
    [InlineData("partial class C { bool Enter(Gate gate) { gate.Enter(); return true; } } partial class C { void Leave(Gate gate) => gate.Exit(); }")]
    [InlineData("class C { bool Enter(Gate gate) { gate.Enter(); return true; } class B { void Leave(Gate gate) => gate.Exit(); } }")]
    [InlineData("class B { void Leave(Gate gate) => gate.Exit(); class C { bool Enter(Gate gate) { gate.Enter(); return true; } } }")]
    [InlineData("class C { [Acquires(Of = \"gate\", Kind = \"gate\", When = When.Returns)] bool Enter(Gate gate) { gate.Enter(); return true; } }")]
    public Task Half_of_a_pair_whose_other_half_is_near(string types) => Verify.Silent(types + "\n" + Api);

    [Fact]
    public Task Half_of_a_pair_that_has_no_other() => Rule("""
        bool Enter(Gate gate)
        {
            gate.Enter(); // QSC101: 'gate' is not released: nothing here gives it back
            return true;
        }
        """);

    [Fact]
    public Task The_other_half_of_another_kind_is_none() => Rule("""
        bool Enter(Gate gate)
        {
            gate.Enter(); // QSC101: 'gate' is not released: nothing here gives it back
            return true;
        }

        void Leave(Module owner) => owner.Put();
        """);

    [Fact]
    public Task A_callee_that_consumes() => Silent("""
        bool Leave(Gate gate)
        {
            gate.Exit();
            return true;
        }
        """);

    [Fact]
    public Task Below_what_the_caller_lends() => Rule("""
        bool Leave([Held(Kind = "gate")] Gate gate)
        {
            gate.Exit(); // QSC102: 'gate' is released more often than it was acquired
            return true;
        }
        """);

    [Fact]
    public Task Below_what_the_caller_lends_on_one_path() => Rule("""
        bool Suspend([Held(Kind = "gate")] Gate gate, bool busy)
        {
            gate.Exit(); // QSC102: 'gate' is released more often than it was acquired
            if (busy)
                return false;
            gate.Enter();
            return true;
        }
        """);

    [Fact]
    public Task Below_what_the_caller_lends_where_it_throws() => Rule("""
        void Suspend([Held] Gate gate, bool busy)
        {
            gate.Exit(); // QSC102: 'gate' is released more often than it was acquired when 'busy' is true
            if (busy)
                throw new InvalidOperationException();
            gate.Enter();
        }
        """);

    [Fact]
    public Task What_the_caller_lends_is_back_where_it_throws() => Silent("""
        void Suspend([Held] Gate gate, bool busy)
        {
            gate.Exit();
            try
            {
                if (busy)
                    throw new InvalidOperationException();
            }
            finally
            {
                gate.Enter();
            }
        }
        """);

    [Fact]
    public Task Used_while_what_the_caller_lends_is_given_up() => Rule("""
        void Suspend([Held(Kind = "gate")] Gate gate, Action<Gate> work)
        {
            gate.Exit();
            work(gate); // QSC103: 'gate' is used after it was given up
            gate.Enter();
        }
        """);

    [Fact]
    public Task Leaves_by_an_explicit_throw_with_more_than_it_entered_with() => Rule("""
        void Open(Gate gate)
        {
            gate.Enter(); // QSC101: 'gate' is not released: throws at line
            throw new InvalidOperationException();
        }

        void Close(Gate gate) => gate.Exit();
        """);

    [Fact]
    public Task Leaves_by_an_implicit_throw_with_more_than_it_entered_with() => Rule("""
        void Open(Gate gate, Action work)
        {
            gate.Enter(); // QSC110: 'gate' is not released when 'work()' throws
            work();
        }

        void Close(Gate gate) => gate.Exit();
        """);

    private static Task Silent(string members) => Verify.Silent(members + "\n\n" + Api);

    private static Task Rule(string members) => Verify.Rule(members + "\n\n" + Api);
}
