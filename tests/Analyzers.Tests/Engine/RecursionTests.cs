using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A function of the body that calls itself, or is called too deep, may have done anything with what it captured.</summary>
public sealed class RecursionTests
{
    [Fact]
    public Task It_tries_again() => Verify.Silent("""
        void Run(Module m, int tries)
        {
            if (!Take(tries))
                return;
            m.Put();

            bool Take(int left)
            {
                if (m.TryGet())
                    return true;
                if (left == 0)
                    return false;
                return Take(left - 1);
            }
        }
        """);

    [Fact]
    public Task It_gives_back_at_its_end() => Verify.Silent("""
        void Run(Module m, int depth)
        {
            if (!m.TryGet())
                return;
            Down(depth);

            void Down(int left)
            {
                if (left > 0)
                    Down(left - 1);
                else
                    m.Put();
            }
        }
        """);

    [Fact]
    public Task What_each_turn_takes_it_gives_back() => Verify.Rule("""
        void Run(Module m, int depth)
        {
            Down(depth);

            void Down(int left)
            {
                if (left == 0 || !m.TryGet()) // QSC101
                    return;
                if (left == 3)
                    return;
                m.Put();
            }
        }
        """);

    [Fact]
    public Task A_recursion_takes_what_it_captured() => Verify.Silent("""
        void Open(Module owner, int depth)
        {
            if (!owner.TryGet())
                return;
            Leave(depth);

            void Leave(int left)
            {
                if (left == 0)
                    owner.Put();
                else
                    Leave(left - 1);
            }
        }
        """);

    [Fact]
    public Task Two_that_call_each_other() => Verify.Silent("""
        void Open(Module owner, int depth)
        {
            if (!owner.TryGet())
                return;
            Even(depth);

            void Even(int left)
            {
                if (left == 0)
                    owner.Put();
                else
                    Odd(left - 1);
            }

            void Odd(int left) => Even(left - 1);
        }
        """);
}
