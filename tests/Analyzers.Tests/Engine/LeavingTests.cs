using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>The last step of a leak is the statement that leaves, in every form a body has.</summary>
public sealed class LeavingTests
{
    [Fact]
    public Task Returns_from_a_switch_section() => Verify.Rule("""
        void Open(Module owner, int mode)
        {
            if (!owner.TryGet()) // QSC101
                return;
            switch (mode)
            {
                case 1: // 1:
                    owner.Put();
                    break;
                case 2: // 2:
                    return; // 3:
                default:
                    owner.Put();
                    break;
            }
        }
        """);

    [Fact]
    public Task Returns_from_a_loop() => Verify.Rule("""
        void Open(Module owner, Queue<int> q)
        {
            if (!owner.TryGet()) // QSC101
                return;
            while (q.Count > 0) // 1:
                return; // 2:
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_from_a_loop_with_braces() => Verify.Rule("""
        void Open(Module owner, Queue<int> q)
        {
            if (!owner.TryGet()) // QSC101
                return;
            while (q.Count > 0) // 1:
            {
                return; // 2:
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_from_a_foreach() => Verify.Rule("""
        void Open(Module owner, int[] q)
        {
            if (!owner.TryGet()) // QSC101
                return;
            foreach (int i in q) // 1:
            {
                return; // 2:
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_from_an_else() => Verify.Rule("""
        void Open(Module owner, bool a)
        {
            if (!owner.TryGet()) // QSC101
                return;
            if (a) // 1:
                owner.Put();
            else
                return; // 2:
        }
        """);

    [Fact]
    public Task Returns_from_a_nested_block() => Verify.Rule("""
        void Open(Module owner, bool a)
        {
            if (!owner.TryGet()) // QSC101
                return;
            if (a) // 1:
            {
                {
                    return; // 2:
                }
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_from_a_using() => Verify.Rule("""
        void Open(Module owner, bool a, IDisposable d)
        {
            if (!owner.TryGet()) // QSC101
                return;
            using (d)
            {
                if (a) // 1:
                    return; // 2:
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_from_a_lock() => Verify.Rule("""
        void Open(Module owner, bool a, object d)
        {
            if (!owner.TryGet()) // QSC101
                return;
            lock (d)
            {
                if (a) // 1:
                    return; // 2:
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_from_a_try() => Verify.Rule("""
        void Open(Module owner, bool a)
        {
            if (!owner.TryGet()) // QSC101
                return;
            if (a) // 1:
            {
                int x;
                try { return; } // 2:
                finally { x = 1; GC.KeepAlive(x); }
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Jumps_to_a_return() => Verify.Rule("""
        void Open(Module owner, bool a)
        {
            if (!owner.TryGet()) // QSC101
                return;
            if (a) // 1:
                goto end;
            owner.Put();
        end:
            return; // 2:
        }
        """);

    [Fact]
    public Task A_negated_disjunction() => Verify.Rule("""
        void Open(Module owner, bool a, bool b)
        {
            if (!owner.TryGet()) // QSC101
                return;
            if (!(a || b)) // 1: // 2:
                return; // 3:
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_at_the_end() => Verify.Rule("""
        void Open(Module owner, bool a)
        {
            if (!owner.TryGet()) // QSC101
                return;
            if (a) // 1:
            {
                owner.Put();
            }
            return; // 2:
        }
        """);

    [Fact]
    public Task Returns_from_fixed_and_checked() => Verify.Rule("""
        unsafe void Open(Module owner, bool a, int[] xs)
        {
            if (!owner.TryGet()) // QSC101
                return;
            fixed (int* p = xs)
            {
                checked
                {
                    if (a) // 1:
                        return; // 2:
                }
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_from_a_handler() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC101
                return;
            try
            {
                work(); // 1:
            }
            catch (Exception)
            {
                return; // 2:
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_from_the_second_handler() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC101
                return;
            try
            {
                work(); // 1:
            }
            catch (ArgumentException) { owner.Put(); return; }
            catch (InvalidOperationException)
            {
                return; // 2:
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Returns_from_a_handler_with_a_filter() => Verify.Rule("""
        void Open(Module owner, Action work, bool b)
        {
            if (!owner.TryGet()) // QSC101
                return;
            try
            {
                work(); // 1:
            }
            catch (Exception) when (b) // 2:
            {
                return; // 3:
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task Falls_out_of_a_handler() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC101
                return;
            try
            {
                work(); // 1:
                owner.Put();
            }
            catch (Exception)
            {
            }
        } // 2:
        """);

    [Fact]
    public Task Falls_out_of_a_do() => Verify.Rule("""
        void Open(Module owner, Queue<int> q)
        {
            if (!owner.TryGet()) // QSC101
                return;
            do
            {
                if (q.Count == 3) { owner.Put(); return; } // 1: is false
            }
            while (q.Count > 0); // 2:
        } // 3:
        """);
}
