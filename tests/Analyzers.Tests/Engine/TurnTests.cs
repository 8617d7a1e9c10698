using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What one turn of a loop leaves in variables, and what the next makes of it.</summary>
public sealed class TurnTests
{
    [Theory]
    [InlineData("if (Ask(2)) { bool t = Ask(3); a = t; b = t; } else { a = Ask(4); }")]
    [InlineData("if (Ask(2)) { a = Ask(4); continue; } bool t = Ask(3); a = t; b = t;")]
    [InlineData("bool t = Ask(2); if (Ask(3)) a = b = t; else a = t;")]
    [InlineData("bool t = Ask(2); if (Ask(3)) { a = t; b = !t; } else a = t;")]
    public Task What_one_turn_sets_alike_another_may_not(string turn) => Verify.Rule($$"""
        [NeverThrows] static bool Ask(int site) => site > 1;
        void Open(Module owner)
        {
            bool a = false, b = false;
            while (Ask(1))
            {
                {{turn}}
            }
            if (a && !owner.TryGet()) // QSC101: 'owner' is not released
                return;
            if (b)
                owner.Put(); // QSC102
        }
        """);

    [Fact]
    public Task A_count_of_one_is_a_flag_among_several_references() => Verify.Rule("""
        [NeverThrows] static bool More(int site) => site > 0;
        void Open(Module owner)
        {
            int held = 0;
            while (More(1))
                owner.Get(); // QSC101 // QSC105
            if (owner.TryGet())
                held++;
            if (held >= 1)
            {
                owner.Put();
                held--;
            }
            if (held != 0)
                owner.Put();
        }
        """);

    [Fact]
    public Task A_state_decides_each_turn() => Verify.Silent("""
        enum State { Idle, Open, Busy, Closing, Done }
        [NeverThrows] static bool Ask() => true;
        void Run(Module owner)
        {
            State state = State.Idle;
            while (state != State.Done)
            {
                switch (state)
                {
                    case State.Idle:
                        if (!owner.TryGet())
                            return;
                        state = State.Open;
                        break;
                    case State.Open:
                        state = Ask() ? State.Busy : State.Closing;
                        break;
                    case State.Busy:
                        if (Ask())
                            state = State.Open;
                        break;
                    case State.Closing:
                        owner.Put();
                        state = State.Done;
                        break;
                }
            }
        }
        """);

    private const string Buffers = """
        class Pool
        {
            [NeverThrows] [return: Acquired(Kind = "buffer")] public int[] Rent(int size) => new int[size];
            [NeverThrows] public void Return([Releases(Kind = "buffer")] int[] buffer) { }
        }
        private readonly Pool _pool = new();
        private int[]? Cache { get; set; }
        [NeverThrows] private static void Fill(int[] buffer) => buffer[0] = 1;

        """;

    [Fact]
    public Task A_member_that_got_another_object_in_the_turn_before() => Verify.Silent(Buffers + """
        void Run(int turns)
        {
            while (turns-- > 0)
            {
                if (Cache is { } old)
                    _pool.Return(old);
                Cache = _pool.Rent(turns);
                Fill(Cache);
            }
        }
        """);

    [Fact]
    public Task A_member_that_still_has_what_was_given_back() => Verify.Rule(Buffers + """
        void Run(int turns)
        {
            while (turns-- > 0)
            {
                if (Cache is { } old)
                    _pool.Return(old);
                Fill(Cache!); // QSC103: 'Cache' is used after it was given up
                Cache = _pool.Rent(turns);
            }
        }
        """);
}
