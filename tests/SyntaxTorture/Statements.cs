using Quiesce;

namespace SyntaxTorture;

/// <summary>Every statement, each with a reference that is given back on all ways through it.</summary>
static class Statements
{
    static int s_number;

    static void Branches(Module m, int n)
    {
        ;
        { }
        if (!m.TryGet())
            return;
        else
            s_number++;
        switch (n)
        {
            case 1 when s_number > 0:
            case 2:
                goto case 3;
            case 3:
                m.Put();
                break;
            case int.MinValue:
                goto default;
            default:
                m.Put();
                goto end;
        }

    end:
        return;
    }

    static void Loops(Module m, IEnumerable<(int, string)> pairs)
    {
        for (int i = 0, j = 9; i < j; i++, j--)
        {
            if (!m.TryGet())
                continue;
            m.Put();
        }

        for (; ; )
        {
            if (m.TryGet())
                break;
        }

        do
            m.Put();
        while (m.TryGet());

        while (m.TryGet())
        {
            m.Put();
            if (s_number == 0)
                break;
        }

        foreach (var (number, _) in pairs)
        {
            if (!m.TryGet()) continue;
            s_number = number;
            m.Put();
        }

        foreach ((int a, string b) in pairs)
            s_number += a;
        foreach (ref readonly byte b in "abc"u8)
            s_number += b;
    }

    static async Task Suspended(Module m, IAsyncEnumerable<int> source)
    {
        await foreach (int item in source.ConfigureAwait(false))
        {
            if (!m.TryGet())
                break;
            try
            {
                await Task.Yield();
            }
            finally
            {
                m.Put();
            }
        }

        await using (new Resource())
        {
            await using var second = new Resource();
            await using Resource third = new(), fourth = new();
        }
    }

    static void Exceptions(Module m, Action work)
    {
        if (!m.TryGet())
            return;
        try
        {
            try
            {
                work();
            }
            catch (InvalidOperationException e) when (e.Message.Length > s_number)
            {
                throw;
            }
            catch (Exception) when (s_number is > 3)
            {
                throw new InvalidOperationException();
            }
            catch
            {
                s_number--;
            }
            finally
            {
                s_number++;
            }
        }
        finally
        {
            try
            {
                s_number = checked(s_number * 2);
            }
            finally
            {
                m.Put();
            }
        }
    }

    static void Scopes(Module m, object gate, Lock mutex)
    {
        using ModuleScope outer = m.Acquire();
        if (!outer.IsHeld)
            return;
        using (m.Acquire())
        using (ModuleScope inner = m.Acquire())
        {
            lock (gate)
                lock (mutex)
                {
                    s_number++;
                }
        }

        checked
        {
            s_number++;
        }

        unchecked
        {
            s_number++;
        }

        using (Rcu.Read())
        {
        }
    }

    static IEnumerable<int> Iterator(Module m)
    {
        if (!m.TryGet())
            yield break;
        try
        {
            yield return m.Name.Length;
        }
        finally
        {
            m.Put();
        }
    }

    static unsafe void Memory(Module m, int[] numbers)
    {
        const int Size = 4, Twice = Size * 2;
        int unassigned;
        ref int first = ref numbers[0];
        scoped Span<int> span = stackalloc int[Size];
        scoped ref int alias = ref first;
        fixed (int* p = numbers, q = &numbers[1])
        {
            if (m.TryGet())
            {
                *p = p[Twice - 8];
                m.Put();
            }
        }

        fixed (char* c = "text")
        {
            unsafe
            {
                s_number = *c;
            }
        }

        unassigned = Local(1);
        first = ref numbers[unassigned];

        static int Local(int x) => x;
    }

    static void Jumps(Module m)
    {
        int turns = 0;
    again:
        if (!m.TryGet())
            goto done;
        m.Put();
        if (turns++ < 3)
            goto again;
    done:;
    }

    static void Deconstructed(Module m)
    {
        (int a, (bool held, _)) = (1, (m.TryGet(), 2));
        if (held)
            m.Put();
        var (b, c) = (a, held);
        (a, b) = (b, a);
        (int d, c) = (3, true);
        _ = m.Name;
    }

    sealed class Resource : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;
    }
}
