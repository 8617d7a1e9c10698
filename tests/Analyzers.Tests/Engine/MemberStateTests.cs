using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A member that decides whether to take a reference, and changes where one was taken, tells whoever gives it back.</summary>
public sealed class MemberStateTests
{
    private const string Stop = """

        void Stop()
        {
            if (--_users == 0)
                _m.Put();
        }
        """;

    private const string Fields = """
        private readonly Module _m = null!;
        private readonly object _gate = new();
        private int _users;
        private bool _closed;

        """;

    [Theory]
    [InlineData("if (_users == 0 && !_m.TryGet()) return false; _users++; return true;")]
    [InlineData("if (_users > 0) { _users++; return true; } if (!_m.TryGet()) return false; _users = 1; return true;")]
    [InlineData("lock (_gate) { if (_users == 0) { if (!_m.TryGet()) return false; } _users++; return true; }")]
    [InlineData("if (_users++ != 0) return true; if (_m.TryGet()) return true; _users = 0; return false;")]
    [InlineData("if (++_users != 1) return true; if (_m.TryGet()) return true; _users = 0; return false;")]
    public Task The_first_user_takes_it(string body) => Verify.Silent($$"""{{Fields}}bool Start() { {{body}} }{{Stop}}""");

    [Theory]
    [InlineData("if (Interlocked.Increment(ref _users) > 1) return true; if (_m.TryGet()) return true; Volatile.Write(ref _users, 0); return false;")]
    [InlineData("if (Interlocked.Exchange(ref _users, 1) == 1) return true; if (_m.TryGet()) return true; Volatile.Write(ref _users, 0); return false;")]
    [InlineData("if (Interlocked.CompareExchange(ref _users, 1, 0) != 0) return true; if (_m.TryGet()) return true; Volatile.Write(ref _users, 0); return false;")]
    public Task The_first_user_takes_it_atomically(string body) => Verify.Silent($$"""
        {{Fields}}bool Start() { {{body}} }

        void Stop()
        {
            if (Interlocked.Exchange(ref _users, 0) == 0)
                return;
            _m.Put();
        }
        """);

    [Fact]
    public Task Nothing_gives_it_back() => Verify.Rule(Fields + """
        bool Start()
        {
            if (_users > 0)
            {
                _users++;
                return true;
            }

            if (!_m.TryGet()) // QSC101
                return false;
            _users = 1;
            return true;
        }
        """);

    [Fact]
    public Task A_state() => Verify.Silent("""
        enum Mode { Idle, Running }

        private readonly Module _m = null!;
        private Mode _mode;

        bool Start()
        {
            if (_mode == Mode.Running)
                return true;
            if (!_m.TryGet())
                return false;
            _mode = Mode.Running;
            return true;
        }

        void Stop()
        {
            if (_mode == Mode.Running)
            {
                _mode = Mode.Idle;
                _m.Put();
            }
        }
        """);

    [Fact]
    public Task What_runs_as_long_as_it_is_held() => Verify.Silent("""
        private readonly Module _m = null!;
        private string? _log;

        void Start()
        {
            if (_log != null)
                return;
            if (!_m.TryGet())
                return;
            _log = "running";
        }

        void Stop()
        {
            if (_log == null)
                return;
            _log = null;
            _m.Put();
        }
        """);

    [Fact]
    public Task A_member_that_is_only_looked_at_tells_nobody() => Verify.Rule(Fields + """
        void Run(Action work)
        {
            if (!_m.TryGet()) // QSC101
                return;
            if (_closed)
                return;
            work();
            _closed = true;
            _m.Put();
        }
        """);

    [Fact]
    public Task A_member_that_did_not_decide_tells_nobody() => Verify.Rule(Fields + """
        void Run(bool isLate)
        {
            if (!_m.TryGet()) // QSC101
                return;
            if (isLate)
            {
                _users = 2;
                return;
            }

            _users = 1;
            _m.Put();
        }
        """);

    [Fact]
    public Task A_member_that_decided_and_is_left_as_it_was_tells_nobody() => Verify.Rule(Fields + """
        void Run(bool isLate)
        {
            if (_users == 3)
                return;
            if (!_m.TryGet()) // QSC101
                return;
            if (isLate)
                return;
            _users = 1;
            _m.Put();
        }
        """);
}
