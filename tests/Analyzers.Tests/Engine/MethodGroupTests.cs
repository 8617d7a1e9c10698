using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Delegates of methods: to call one is to call the method, on the object that it was made of.</summary>
public sealed class MethodGroupTests
{
    private static readonly VerifyOptions s_asWritten = new() { Twins = false };

    [Fact]
    public Task Called_once() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Action leave = owner.Put;
            leave();
        }
        """);

    [Fact]
    public Task Called_twice() => Verify.Rule("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Action leave = owner.Put;
            leave(); // 1: released here
            leave(); // QSC102: 'owner' is released more often than it was acquired
        }
        """);

    [Fact]
    public Task Called_on_one_path_only() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return;
            Action leave = owner.Put;
            if (busy)
                return;
            leave();
        }
        """);

    [Fact]
    public Task Never_called() => Verify.Rule("""
        void Open(Module owner)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released
                return;
            Action leave = owner.Put;
        }
        """, s_asWritten);

    [Fact]
    public Task Not_called_in_a_turn_of_a_loop() => Verify.Rule("""
        void Open(List<Module> owners, bool busy)
        {
            foreach (Module owner in owners)
            {
                if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                    continue;
                Action leave = owner.Put;
                if (busy)
                    continue;
                leave();
            }
        }
        """);

    [Fact]
    public Task An_acquire_asked_through_a_delegate() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            Func<bool> enter = owner.TryGet;
            if (!enter()) // QSC101: 'owner' is not released when 'busy' is true
                return;
            if (busy)
                return;
            owner.Put();
        }
        """);

    [Fact]
    public Task One_of_two_methods() => Verify.Rule("""
        void Open(Module first, Module second, bool busy)
        {
            if (!first.TryGet())
                return;
            if (!second.TryGet()) // QSC101: 'second' is not released when 'busy' is true
            {
                first.Put();
                return;
            }
            Action leave = busy ? first.Put : second.Put;
            leave();
            if (!busy)
                first.Put();
        }
        """, s_asWritten);

    [Fact]
    public Task What_is_to_be_undone() => Verify.Silent("""
        void Open(Module owner, bool wanted)
        {
            Action? undo = null;
            try
            {
                if (wanted && owner.TryGet())
                    undo = owner.Put;
                Console.WriteLine();
            }
            finally
            {
                undo?.Invoke();
            }
        }
        """);

    [Fact]
    public Task An_extension_method() => Verify.Rule("""
        using System;
        using Quiesce;

        static class Leaving
        {
            public static void Leave([Releases] this Module owner) => owner.Put();
        }

        class Client
        {
            void Open(Module owner)
            {
                if (!owner.TryGet())
                    return;
                Action leave = owner.Leave;
                leave();
                leave(); // QSC102: 'owner' is released more often than it was acquired
            }
        }
        """, s_asWritten);

    [Fact]
    public Task A_static_method() => Verify.Rule("""
        static void Leave([Releases] Module owner) => owner.Put();

        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Action<Module> leave = Leave;
            leave(owner);
            leave(owner); // QSC102: 'owner' is released more often than it was acquired
        }
        """, s_asWritten);

    [Fact]
    public Task Given_to_somebody_who_may_call_it() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Action leave = owner.Put;
            Later(leave);
        }

        void Later(Action action) { }
        """, s_asWritten);

    [Fact]
    public Task Given_away_before_it_is_taken() => Verify.Silent("""
        void Open([Held] Module owner)
        {
            Later(owner.Put);
            owner.Get();
        }

        void Later(Action action) { }
        """, s_asWritten);

    [Fact]
    public Task A_delegate_of_a_delegate() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Action leave = owner.Put;
            Action once = leave.Invoke;
            Later(once);
        }

        void Later(Action action) { }
        """, s_asWritten);

    [Fact]
    public Task Captured_by_a_function() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Action leave = owner.Put;
            Action once = () => leave();
            once();
        }
        """, s_asWritten);

    [Fact]
    public Task What_is_called_uses_the_object() => Verify.Rule("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Func<string?> tell = owner.ToString;
            owner.Put();
            tell(); // QSC103: 'owner' is used after it was given up
        }
        """, s_asWritten);
}
