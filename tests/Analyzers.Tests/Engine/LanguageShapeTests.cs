using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A path that keeps the reference is found in every shape that the language has for code, its neighbour is not.</summary>
public sealed class LanguageShapeTests
{
    [LanguageFact("14.0")]
    public Task A_conditional_assignment() => Verify.Rule("""
        class Holder { public Module? M { get; set; } public bool On { get; set; } }
        void Hold(Holder? holder, Module m, bool stop)
        {
            if (!m.TryGet()) // QSC101: is not released when 'stop' is true
                return;
            holder?.M = m;
            if (stop)
                return;
            m.Put();
        }

        void Told(Holder? holder, Module m)
        {
            bool taken = m.TryGet(); // QSC101
            holder?.On = taken;
            if (!taken)
                return;
        }
        """);

    [Fact]
    public Task A_ref_struct_enumerator_and_its_disposal() => Verify.Rule("""
        ref struct Turns { public int Current => 1; public bool MoveNext() => false; public void Dispose() { Quiet(); } [NeverThrows] static void Quiet() { } }
        readonly ref struct Range { public Turns GetEnumerator() => default; }
        void Open(Module m, bool stop)
        {
            foreach (int turn in new Range())
            {
                if (!m.TryGet()) // QSC101: is not released when 'stop' is true
                    return;
                if (stop)
                    return;
                m.Put();
            }
        }
        """);

    [Fact]
    public Task The_disposal_of_a_ref_struct_enumerator_releases() => Verify.Rule("""
        [Guard] ref struct Turns { public int Current => 1; [NeverThrows] public bool MoveNext() => false; [NeverThrows] public void Dispose() { } }
        sealed class Ring { [NeverThrows] [return: Acquired(Kind = "turn")] public Turns GetEnumerator() => default; }
        void Each(Ring ring, bool stop)
        {
            foreach (int turn in ring)
            {
                if (stop)
                    return;
            }
        }

        void ByHand(Ring ring, bool stop)
        {
            Turns turns = ring.GetEnumerator(); // QSC101: is not released when 'stop' is true
            while (turns.MoveNext())
            {
                if (stop)
                    return;
            }

            turns.Dispose();
        }
        """);

    [Fact]
    public Task A_record_and_its_copy() => Verify.Rule("""
        record Options(int Size) { public Module M { get; init; } = null!; }
        void Copied(Options options, bool stop)
        {
            var other = options with { Size = 2 };
            if (!options.M.TryGet()) // QSC101: is not released when 'stop' is true
                return;
            if (stop)
                return;
            options.M.Put();
        }
        """);

    [Fact]
    public Task A_static_constructor() => Verify.Rule("""
        class Host
        {
            private static readonly Module s_m = null!;
            static Host()
            {
                if (!s_m.TryGet()) // QSC101: is not released when 'Environment.TickCount > 3' is true
                    return;
                if (Environment.TickCount > 3)
                    return;
                s_m.Put();
            }
        }
        """);

    [Fact]
    public Task A_partial_method() => Verify.Rule("""
        partial class Host { partial void Open(Module m, bool stop); }
        partial class Host
        {
            partial void Open(Module m, bool stop)
            {
                if (!m.TryGet()) // QSC101: is not released when 'stop' is true
                    return;
                if (stop)
                    return;
                m.Put();
            }
        }
        """);

    [LanguageFact("13.0")]
    public Task A_partial_property_and_a_lock_object() => Verify.Rule("""
        partial class Host { public partial bool IsOpen { get; } }
        partial class Host
        {
            private readonly Module _m = null!;
            private readonly Lock _lock = new();
            public partial bool IsOpen
            {
                get
                {
                    lock (_lock)
                    {
                        if (!_m.TryGet()) // QSC101: is not released when '_m.Name == "x"' is true
                            return false;
                        if (_m.Name == "x")
                            return false;
                        _m.Put();
                        return false;
                    }
                }
            }
        }
        """);

    [Fact]
    public Task An_asynchronous_loop_and_disposal() => Verify.Rule("""
        async Task Each(IAsyncEnumerable<int> numbers, Module m)
        {
            if (!m.TryGet()) // QSC101: is not released when 'number > 3' is true
                return;
            await foreach (int number in numbers)
            {
                if (number > 3)
                    return;
            }

            m.Put();
        }

        async Task Using(IAsyncDisposable resource, Module m, bool stop)
        {
            await using (resource)
            {
                if (!m.TryGet()) // QSC101: is not released when 'stop' is true
                    return;
                if (stop)
                    return;
                m.Put();
            }
        }
        """);

    [Fact]
    public Task A_jump_out_of_a_try_and_its_handler() => Verify.Rule("""
        void Behind(Module m, bool stop, Action work)
        {
            if (!m.TryGet()) // QSC101: is not released when 'stop' is true
                return;
            try
            {
                if (stop)
                    goto end;
                work();
            }
            catch
            {
                goto end;
            }

            m.Put();
        end:
            return;
        }

        void Before(Module m, bool stop, Action work)
        {
            if (!m.TryGet())
                return;
            try
            {
                if (stop)
                    goto end;
                work();
            }
            catch
            {
                goto end;
            }

        end:
            m.Put();
        }
        """);

    [Fact]
    public Task A_field_initialiser_that_acquires() => Verify.Rule("""
        class Shared { public static Module M = null!; }
        class Kept
        {
            private readonly ModuleLease? _lease = Shared.M.Lease(); // QSC107
        }

        class Given : IDisposable
        {
            private readonly ModuleLease? _lease = Shared.M.Lease();
            public void Dispose() => _lease?.Dispose();
        }
        """);
}
