using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Kinds that begin with "lock": giving one back ends nobody's life.</summary>
public sealed class LockKindTests
{
    private const string Gate = """
        public sealed class Gate
        {
            public static void Enter([Acquires(Kind = "lock")] object on) { }
            public static void Exit([Releases(Kind = "lock")] object on) { }
            [Acquires(Kind = "lock:write")] public void EnterWrite() { }
            [Releases(Kind = "lock:write")] public void ExitWrite() { }
            public int Waiting;
        }

        """;

    [Fact]
    public Task A_lock_lives_on() => Verify.Rule(Gate + """
        int Run(Gate gate, List<int> items)
        {
            gate.EnterWrite();
            gate.ExitWrite();
            Gate.Enter(items); // QSC110
            items.Clear();
            Gate.Exit(items);
            return gate.Waiting + items.Count;
        }
        """);

    [Fact]
    public Task It_is_given_back_once_all_the_same() => Verify.Rule(Gate + """
        void Run(Gate gate, bool early)
        {
            gate.EnterWrite();
            if (early)
                gate.ExitWrite();
            gate.ExitWrite(); // QSC102
        }
        """);

    [Fact]
    public Task Hand_over_hand_along_an_array() => Verify.Rule(Gate + """
        [NeverThrows] static object? At(int index) => index;
        void Run(int count)
        {
            object? last = null;
            for (int i = 0; i < count; i++)
            {
                object? latest = At(i);
                Gate.Enter(latest!); // QSC110
                if (last != null)
                    Gate.Exit(last);
                last = latest;
            }
            if (last != null)
                Gate.Exit(last);
        }
        """);

    [Fact]
    public Task A_flag_by_reference_says_whether_what_came_by_reference_is_given_back() => Verify.Silent("""
        static void Return(ref Module? module, ref bool isHeld)
        {
            Module? held = module;
            module = null;
            if (held != null && isHeld)
                held.Put();
            isHeld = false;
        }
        """);
}
