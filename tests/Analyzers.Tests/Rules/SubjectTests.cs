using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What a message says it is about.</summary>
public sealed class SubjectTests
{
    private const string Pool = """
        sealed class Pool
        {
            [NeverThrows] [return: Acquired(Kind = "buffer")] public Buffer Rent(int size) => new();
            [NeverThrows] public void Give([Releases(Kind = "buffer")] Buffer buffer) { }
        }

        sealed class Buffer { }

        """;

    [Fact]
    public Task What_a_pool_gave_and_not_the_pool() => Verify.Rule(Pool + """
        sealed class User
        {
            void Open(Pool pool, bool isShort)
            {
                Buffer b = pool.Rent(5); // QSC101: 'pool.Rent(5)' is not released when 'isShort' is true
                if (isShort)
                    return;
                pool.Give(b);
            }
        }
        """);

    [Fact]
    public Task What_a_pool_gave_and_a_field_has() => Verify.Rule(Pool + """
        sealed class User
        {
            private Buffer? _buffer;
            void Open(Pool pool) => _buffer = pool.Rent(5); // QSC107: 'pool.Rent(5)' is stored in a field that nothing releases: '_buffer'
        }
        """);

    [Fact]
    public Task A_lease_is_a_reference_on_what_gave_it() => Verify.Rule("""
        void Open(Module owner, bool isShort)
        {
            var lease = owner.Lease(); // QSC101: 'owner' is not released
            if (isShort)
                return;
            lease?.Dispose();
        }
        """);

    [Fact]
    public Task An_object_that_is_not_written() => Verify.Rule("""
        sealed class Session
        {
            [Acquires(Kind = "session")] [NeverThrows] private bool TryAdd() => true;
            [Releases(Kind = "session")] [NeverThrows] private void Remove() { }

            void Open(bool isShort)
            {
                if (!TryAdd()) // QSC101: 'this' is not released
                    return;
                if (isShort)
                    return;
                Remove();
            }

            void Close()
            {
                if (!TryAdd())
                    return;
                Remove();
                Remove(); // QSC102: 'this' is released more often
            }
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Nothing_is_overwritten_by_a_discard() => Verify.Rule("""
        void Open(Module owner)
        {
            _ = owner.Lease(); // QSC101: 'owner' is not released: discarded at line 3
        }
        """);

    [Fact]
    public Task A_discard_has_no_name() => Verify.Rule("""
        void Open(ModuleTable table)
        {
            if (!table.TryFind("x", out _)) // QSC101: 'table.TryFind("x", out _)' is not released
                return;
        }
        """);
}
