using Xunit;
using static Quiesce.Analyzers.Tests.DeclaredGate;

namespace Quiesce.Analyzers.Tests;

/// <summary>Idioms of real code that are right since each member is one half of a pair: the other half is a member beside it, or its caller's.</summary>
public sealed class SilentOtherHalfTests
{
    [Fact]
    public Task N4_released_by_a_sibling_of_the_type() => Silent("""
        private readonly Gate _gate = new();

        void Open(Action work)
        {
            _gate.Enter();
            try
            {
                work();
            }
            finally
            {
                Close();
            }
        }

        void Close() => _gate.Exit();
        """);

    [Fact]
    public Task N11_acquired_in_one_member_released_in_another() => Verify.Silent("""
        private readonly Module _owner = null!;

        bool Enter()
        {
            return _owner.TryGet();
        }

        void Leave()
        {
            _owner.Put();
        }
        """);

    [Fact]
    public Task N11_acquired_in_a_constructor_and_a_setter_released_in_dispose() => Verify.Silent("""
        sealed class Holder : IDisposable
        {
            private Module? owner;

            public Holder(Module owner)
            {
                this.owner = owner;
                if (!owner.TryGet())
                    throw new InvalidOperationException();
            }

            public Module? Owner
            {
                get => owner;
                set
                {
                    if (value?.TryGet() == false)
                        return;
                    owner?.Put();
                    owner = value;
                }
            }

            public void Dispose()
            {
                owner?.Put();
                owner = null;
            }
        }
        """);

    [Theory]
    [InlineData("protected override bool ReleaseHandle() { _gate.Exit(); return true; }", "Base")]
    [InlineData("public void Close() => _gate.Exit();", "object")]
    [InlineData("~Holder() => _gate.Exit();", "object")]
    public Task N11_released_where_the_handle_or_the_object_ends(string end, string parent) => Silent($$"""
        abstract class Base
        {
            protected abstract bool ReleaseHandle();
        }
        sealed class Holder : {{parent}}
        {
            private readonly Gate _gate;

            public Holder(Gate gate)
            {
                _gate = gate;
                _gate.Enter();
            }

            {{end}}
        }
        """);

    [Fact]
    public Task N12_the_two_halves_of_a_wrapper() => Verify.Silent("""
        private readonly Module _owner = null!;

        void Enter()
        {
            if (!_owner.TryGet())
                throw new InvalidOperationException();
        }

        void Leave()
        {
            _owner.Put();
        }
        """);

    [Fact]
    public Task N13_a_callee_that_consumes_its_parameter() => Verify.Silent("""
        void Close(Module owner)
        {
            owner.Put();
        }
        """);

    [Fact]
    public Task N26_a_terminal_acquire_in_dispose() => Verify.Silent("""
        sealed class Entry : IDisposable
        {
            private readonly Module owner;

            public Entry(Module owner) => this.owner = owner;

            public void Dispose()
            {
                if (!owner.TryGet())
                    throw new InvalidOperationException();
            }
        }
        """);
}
