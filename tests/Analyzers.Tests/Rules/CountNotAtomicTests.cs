using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC111: reference counts written by hand.</summary>
public sealed class CountNotAtomicTests
{
    private static Task Rule(string members) => Verify.Rule(InSession(members));

    private static Task Silent(string members) => Verify.Silent(InSession(members));

    private static string InSession(string members) => $$"""
        sealed class Session : IDisposable
        {
            private int _users = 1;
            private readonly IDisposable _inner = null!;
        {{members}}
            public void Dispose() => GC.SuppressFinalize(this);
            private void Free() => _inner.Dispose();
            public void Join() => Interlocked.Increment(ref _users);
        }
        """;

    [Fact]
    public Task F11_the_field_is_read_again() => Rule("""
            public void Leave()
            {
                Interlocked.Decrement(ref _users); // QSC111: '_users' counts references unsafely: it is read again at line 8, when others may have changed it
                if (_users == 0) // 1: '_users == 0' is true
                    Dispose(); // 2: destroyed here
            }
        """);

    [Fact]
    public Task The_field_is_read_again_volatile_and_a_member_is_destroyed() => Rule("""
            public void Leave()
            {
                Interlocked.Add(ref this._users, -1); // QSC111: 'this._users'
                if (Volatile.Read(ref _users) > 0)
                    return;
                _inner.Dispose();
            }
        """);

    [Fact]
    public Task The_field_is_read_again_and_a_method_of_the_type_destroys() => Rule("""
            public void Leave()
            {
                Interlocked.Decrement(ref _users); // QSC111
                if (_users <= 0)
                    Free();
            }
        """);

    [Fact]
    public Task The_result_is_used_and_the_field_is_read_again() => Rule("""
            public void Leave(int[] log)
            {
                log[0] = Interlocked.Decrement(ref _users); // QSC111
                if (_users == 0)
                    Dispose();
            }
        """);

    [Fact]
    public Task F11_incremented_from_zero() => Rule("""
            public bool Enter()
            {
                if (_users == 0) // 1: '_users == 0' is false
                    return false;
                Interlocked.Increment(ref _users); // QSC111: '_users' counts references unsafely: it may have become zero since it was tested at line 7
                return true;
            }

            public void Leave()
            {
                if (Interlocked.Decrement(ref _users) == 0)
                    Dispose();
            }
        """);

    [Fact]
    public Task Counted_down_without_interlocked() => Rule("""
            public void Enter() => Interlocked.Increment(ref _users);

            public void Leave()
            {
                _users--; // QSC111: '_users' counts references unsafely: other updates of it are atomic, this one is not
                if (_users == 0)
                    Dispose();
            }
        """);

    [Fact]
    public Task Counted_down_in_the_condition_without_interlocked() => Rule("""
            public void Enter() => Interlocked.Increment(ref _users);

            public void Leave()
            {
                if (--_users == 0) // QSC111
                    Dispose();
            }
        """);

    [Fact]
    public Task Destroyed_while_the_result_says_that_others_hold_it() => Rule("""
            public void Leave()
            {
                if (Interlocked.Decrement(ref _users) > 0) // QSC111: '_users' counts references unsafely: it is destroyed at line 8 while others hold references
                    Dispose();
            }

            public void Quit()
            {
                if (Interlocked.Decrement(ref _users) == 1) // QSC111
                    _inner.Dispose();
            }
        """);

    [Fact]
    public Task Decided_by_the_returned_value() => Silent("""
            public void Enter() => Interlocked.Increment(ref _users);

            public void Leave()
            {
                if (Interlocked.Decrement(ref _users) == 0)
                    Dispose();
            }

            public void Quit()
            {
                int left = Interlocked.Decrement(ref _users);
                if (left > 0)
                    return;
                _inner.Dispose();
            }
        """);

    [Fact]
    public Task A_loop_that_gives_up_at_zero() => Silent("""
            public bool Enter()
            {
                int seen;
                do
                {
                    seen = Volatile.Read(ref _users);
                    if (seen == 0)
                        return false;
                }
                while (Interlocked.CompareExchange(ref _users, seen + 1, seen) != seen);
                return true;
            }

            public void Leave()
            {
                if (Interlocked.Decrement(ref _users) == 0)
                    Dispose();
            }
        """);

    [Fact]
    public Task Statistics_ids_and_once_flags() => Silent("""
            private int _hits;
            private int _nextId;
            private int _disposed;

            public int Hit()
            {
                Interlocked.Increment(ref _hits);
                if (_hits % 100 == 0)
                    Console.WriteLine(_hits);
                return Interlocked.Increment(ref _nextId);
            }

            public void Close()
            {
                if (Interlocked.Increment(ref _disposed) == 1)
                    _inner.Dispose();
            }
        """);

    [Fact]
    public Task A_limit_on_something_else() => Silent("""
            public void Add(IDisposable connection)
            {
                Interlocked.Increment(ref _users);
                if (_users > 100)
                    connection.Dispose();
            }
        """);

    [Fact]
    public Task Read_again_but_destroyed_whatever_it_said() => Silent("""
            public void Leave(Action log)
            {
                Interlocked.Decrement(ref _users);
                if (_users == 0)
                    log();
                _inner.Dispose();
            }
        """);

    [Fact]
    public Task Under_one_lock() => Silent("""
            public void Leave()
            {
                lock (_inner)
                {
                    Interlocked.Decrement(ref _users);
                    if (_users == 0)
                        Dispose();
                }
            }
        """);

    [Fact]
    public Task Counted_without_interlocked_everywhere() => Verify.Silent("""
        sealed class Session : IDisposable
        {
            private int _users = 1;

            public void Enter() => _users++;

            public void Leave()
            {
                if (--_users == 0)
                    Dispose();
            }

            public void Dispose() => GC.SuppressFinalize(this);
        }
        """);

    [Fact]
    public Task A_method_declared_to_update_atomically() => Rule("""
            private static void Down([AtomicUpdate] ref int count) => count--;

            public void Leave()
            {
                Down(ref _users); // QSC111: '_users'
                if (_users == 0)
                    Dispose();
            }
        """);

    [Fact]
    public Task What_only_grows_is_a_statistic() => Verify.Silent("""
        sealed class Log : IDisposable
        {
            private int _written;
            private System.IO.StringWriter _file = new();

            public void Write(string text)
            {
                _file.Write(text);
                Interlocked.Increment(ref _written);
                if (_written > 1000)
                {
                    _file.Dispose();
                    _file = new();
                }
            }

            public void Dispose() => _file.Dispose();
        }
        """);

    [Fact]
    public Task What_only_shrinks_is_a_number_of_tries() => Verify.Silent("""
        sealed class Link : IDisposable
        {
            private int _triesLeft = 3;
            private System.IO.MemoryStream _connection = new();

            public void Retry()
            {
                if (Interlocked.Decrement(ref _triesLeft) > 0)
                {
                    _connection.Dispose();
                    _connection = new();
                }
            }

            public void Dispose() => _connection.Dispose();
        }
        """);
}
