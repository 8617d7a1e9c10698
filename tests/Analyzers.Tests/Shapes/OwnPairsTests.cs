using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Idioms of real code that are right, over pairs that a user declared: more of the N shapes of docs/shapes.md.</summary>
public sealed class OwnPairsTests
{
    private const string Api = """
        sealed class Gate
        {
            [Acquires, MustCheck, NeverThrows] public bool TryEnter() => true;
            [Acquires, NeverThrows] public void Enter() { }
            [Releases] public void Exit() { }
        }
        sealed class Shared
        {
            [Acquires, NeverThrows] [return: ReturnsReceiver] public Shared Retain() => this;
            [Releases] public void Release() { }
            [NeverThrows] public void Use() { }
        }
        sealed class Node
        {
            public Node? Next;
            [Acquires, NeverThrows] public void Enter() { }
            [Releases] public void Exit() { }
        }

        """;

    [Fact]
    public Task N6_no_finally_on_purpose_is_a_suggestion_of_its_own() => Rule("""
        void Open(Gate gate, Action work)
        {
            gate.Enter(); // QSC110: 'gate' is not released when 'work()' throws
            work();
            gate.Exit();
        }
        """);

    [Fact]
    public Task N10_fluent() => Silent("""
        void Run(Shared shared)
        {
            shared.Retain().Use();
            shared.Release();
        }

        Shared Share(Shared shared) => shared.Retain();
        """);

    [Fact]
    public Task N10_retained_into_a_collection() => Silent("""
        private readonly List<Shared> _all = new();

        void Keep(Shared shared) => _all.Add(shared.Retain());
        """);

    [Fact]
    public Task N19_the_callee_inherits_the_lock() => Silent("""
        void Finish([Held] Gate gate, bool early)
        {
            if (early)
                return;
            GC.KeepAlive(gate);
        }
        """);

    [Fact]
    public Task N19_a_flag_by_reference_tells_who_has_it() => Silent("""
        void Finish(Gate gate, ref bool held)
        {
            if (!held)
                return;
            gate.Exit();
            held = false;
        }
        """);

    [Fact]
    public Task N20_released_in_a_callback() => Silent("""
        void Start(Gate gate, Action<Action> whenDone)
        {
            gate.Enter();
            whenDone(() => gate.Exit());
        }
        """);

    [Fact]
    public Task N21_a_signal_is_given_in_one_role_and_taken_in_another() => Silent("""
        private readonly Gate _ready = new();

        void Signal() => _ready.Exit();

        void Await() => _ready.Enter();
        """);

    [Fact]
    public Task N24_hand_over_hand() => Silent("""
        void Walk(Node first)
        {
            Node current = first;
            current.Enter();
            while (current.Next is { } next)
            {
                next.Enter();
                current.Exit();
                current = next;
            }
            current.Exit();
        }
        """);

    [Fact]
    public Task N28_a_callee_that_steals() => Silent("""
        void Run(Shared shared)
        {
            shared.Retain();
            Steal(shared);
        }

        [NeverThrows] void Steal([Owns] Shared shared) => shared.Release();
        """);

    private static Task Silent(string members) => Verify.Silent(Whole(members));

    private static Task Rule(string members) => Verify.Rule(Whole(members));

    // The members under test first, so that their lines are their own.
    private static string Whole(string members) => members + "\n\n" + Api;
}
