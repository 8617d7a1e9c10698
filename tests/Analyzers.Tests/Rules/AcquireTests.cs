using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC104 and QSC105: acquires that may not have happened, or must not happen.</summary>
public sealed class AcquireTests
{
    [Fact]
    public Task Ignores_whether_it_was_acquired() => Verify.Rule("""
        void Open(Module owner)
        {
            owner.TryGet(); // QSC104: 'owner' may not have been acquired: the result is ignored
            owner.Put();
        }
        """);

    [Fact]
    public Task Discards_whether_it_was_acquired() => Verify.Rule("""
        void Open(Module owner)
        {
            _ = owner.TryGet(); // QSC104: 'owner' may not have been acquired
            owner.Put();
        }
        """);

    [Fact]
    public Task An_ignored_acquire_is_one_finding_only() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            owner.TryGet(); // QSC104
            if (busy)
                return;
            owner.Put();
        }
        """);

    [Fact]
    public Task Takes_without_a_check_what_is_only_a_parameter() => Verify.Rule("""
        void Open(Module owner)
        {
            owner.Get(); // QSC105: 'owner' is acquired without a check where no reference is provably held
            owner.Put();
        }
        """);

    [Fact]
    public Task A_second_reference_needs_no_check() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            owner.Get();
            owner.Put();
            owner.Put();
        }
        """);

    [Fact]
    public Task A_guard_keeps_its_owner_alive() => Verify.Silent("""
        void Open(Module owner)
        {
            using ModuleScope scope = owner.Acquire();
            if (!scope.IsHeld)
                return;
            owner.Get();
            owner.Put();
        }
        """);

    [Fact]
    public Task After_the_guard_is_gone_it_must_be_checked_again() => Verify.Rule("""
        void Open(Module owner)
        {
            using (ModuleScope scope = owner.Acquire())
            {
                if (!scope.IsHeld)
                    return;
            }
            owner.Get(); // QSC105
            owner.Put();
        }
        """);

    [Fact]
    public Task What_the_caller_holds_needs_no_check() => Verify.Silent("""
        void Open([Held(Kind = "module")] Module owner)
        {
            owner.Get();
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task What_an_owned_field_holds_needs_no_check() => Verify.Silent("""
        [Owns] private readonly Module _owner = null!;

        void Open()
        {
            _owner.Get();
            _owner.Put();
        }
        """);

    [Fact]
    public Task Taken_again_after_a_release_of_what_was_never_taken() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires] public void Enter() { }
            [Acquires(Unchecked = true), NeverThrows] public void EnterAgain() { }
            [Releases] public void Leave() { }
        }
        void Handle(Gate gate)
        {
            try
            {
                gate.Enter();
            }
            catch
            {
                gate.Leave();
                gate.EnterAgain(); // QSC105
                return;
            }
            gate.Leave();
        }
        """);
}
