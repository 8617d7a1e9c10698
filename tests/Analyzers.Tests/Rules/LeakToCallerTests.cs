using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC101: the caller is left with a reference, and is not told so or has nothing to give it back by.</summary>
public sealed class LeakToCallerTests
{
    [Fact]
    public Task Returns_false_both_with_and_without_the_reference() => Verify.Rule("""
        bool TryOpen(Module owner, bool busy)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return false;
            if (busy)
                return false;
            return true;
        }
        """);

    [Fact]
    public Task Returns_a_text_with_the_reference_and_another_without() => Verify.Rule("""
        string Open(Module owner, bool busy)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return "gone";
            if (busy)
                return "busy";
            owner.Put();
            return "done";
        }
        """);

    [Fact]
    public Task Returns_what_nobody_knows_both_with_and_without() => Verify.Rule("""
        bool Open(Module owner, bool busy)
        {
            if (owner.TryGet()) // QSC101
                GC.KeepAlive(this);
            return busy;
        }
        """);

    [Fact]
    public Task Nothing_in_the_type_gives_it_back() => Verify.Rule("""
        bool Open(Module owner)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released: nothing here gives it back
                throw new InvalidOperationException();
            return true;
        }
        """);

    [Fact]
    public Task Nothing_gives_back_what_this_source_annotates() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter() { }
            [Releases(Kind = "gate")] public void Leave() { }
        }
        class C
        {
            void Open(Gate gate)
            {
                gate.Enter(); // QSC101: 'gate' is not released: nothing here gives it back
            }
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task A_sibling_gives_back_what_this_source_annotates() => Verify.Silent("""
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter() { }
            [Releases(Kind = "gate")] public void Leave() { }
        }
        class C
        {
            void Open(Gate gate) => gate.Enter();
            void Close(Gate gate) => gate.Leave();
        }
        """, new VerifyOptions { Twins = false });
}
