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

    [Fact]
    public Task Overwrites_the_parameter_that_has_it() => Verify.Rule("""
        bool Find(ModuleTable table, out ModuleLease? lease, bool busy)
        {
            if (!table.TryFind("a", out lease)) // QSC101: 'lease' is not released when 'busy' is true: overwritten
                return false;
            if (busy)
            {
                lease = null;
                return false;
            }
            return true;
        }
        void Renew(Module owner, ref ModuleLease? lease, bool busy)
        {
            lease?.Dispose();
            lease = owner.Lease(); // QSC101: 'owner' is not released when 'busy' is true: overwritten
            if (busy)
                lease = null;
        }
        bool Last(ModuleTable table, string[] names, out ModuleLease? lease)
        {
            lease = null;
            foreach (string name in names)
                table.TryFind(name, out lease); // QSC101: 'lease' is not released when 'names' has another item: overwritten
            return lease != null;
        }
        """);

    [Fact]
    public Task Leaves_it_in_a_parameter() => Verify.Silent("""
        bool Find(ModuleTable table, string[] names, out ModuleLease? lease)
        {
            lease = null;
            foreach (string name in names)
            {
                if (table.TryFind(name, out lease))
                    return true;
            }
            return false;
        }
        bool Start(ModuleTable table, out ModuleLease? lease, Action start)
        {
            if (!table.TryFind("a", out lease))
                return false;
            try
            {
                start();
                return true;
            }
            catch
            {
                lease!.Dispose();
                lease = null;
                return false;
            }
        }
        void Take(Module owner, ref ModuleLease? lease) => lease ??= owner.Lease();
        void Make(Module owner, out Action end)
        {
            ModuleLease? lease = owner.Lease();
            end = () => lease?.Dispose();
        }
        """);

    [Fact]
    public Task What_the_caller_had_in_a_parameter_is_the_callers() => Verify.Silent("""
        void Forget(ref ModuleLease? lease, bool busy)
        {
            if (busy)
                lease = null;
        }
        void Swap(ref Module first, ref Module second)
        {
            if (first.TryGet())
                (first, second) = (second, first);
        }
        """);
}
