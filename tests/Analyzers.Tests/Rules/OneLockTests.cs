using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What one lock is held around is one step for whoever asks for that lock, however it is written (QSC109, QSC111, QSC112).</summary>
public sealed class OneLockTests
{
    public static TheoryData<string, string> Locks => new()
    {
        { "lock (_monitor) {", "}" },
        { "using (_gate.EnterScope()) {", "}" },
        { "{ using Lock.Scope scope = _gate.EnterScope();", "}" },
        { "{ using var scope = _gate.EnterScope();", "}" },
        { "_gate.Enter(); try {", "} finally { _gate.Exit(); }" },
        { "Monitor.Enter(_monitor); try {", "} finally { Monitor.Exit(_monitor); }" },
        { "bool taken = false; try { Monitor.Enter(_monitor, ref taken);", "} finally { if (taken) Monitor.Exit(_monitor); }" },
    };

    [Theory]
    [MemberData(nameof(Locks))]
    public Task Nobody_comes_between_a_look_and_an_act(string enter, string leave) => Verify.Silent($$"""
        sealed class Shell : IDisposable
        {
            [Observes] public int Users => 0;
            public void Dispose() { }
        }

        private readonly object _monitor = new();
        private readonly Lock _gate = new();

        void Open(Shell shell)
        {
            {{enter}}
                if (shell.Users == 0)
                    shell.Dispose();
            {{leave}}
        }
        """, new VerifyOptions { Twins = false });

    [Theory]
    [MemberData(nameof(Locks))]
    public Task Nobody_finds_it_before_it_is_taken(string enter, string leave) => Verify.Silent($$"""
        private readonly object _monitor = new();
        private readonly Lock _gate = new();
        private readonly List<Module> _places = new();

        void Open(Module owner)
        {
            bool isTaken;
            {{enter}}
                _places.Add(owner);
                isTaken = owner.TryGet();
            {{leave}}
            if (isTaken)
                owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Theory]
    [MemberData(nameof(Locks))]
    public Task Left_before_it_is_taken(string enter, string leave) => Verify.Rule($$"""
        private readonly object _monitor = new();
        private readonly Lock _gate = new();
        private readonly List<Module> _places = new();

        void Open(Module owner)
        {
            {{enter}}
                _places.Add(owner);
            {{leave}}
            if (!owner.TryGet()) // QSC112
                return;
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Theory]
    [MemberData(nameof(Locks))]
    public Task Nobody_counts_it_down_in_between(string enter, string leave) => Verify.Silent($$"""
        sealed class Session : IDisposable
        {
            private readonly object _monitor = new();
            private readonly Lock _gate = new();
            private int _users = 1;

            public bool TryJoin()
            {
                {{enter}}
                    if (_users == 0)
                        return false;
                    Interlocked.Increment(ref _users);
                    return true;
                {{leave}}
            }

            public void Leave()
            {
                if (Interlocked.Decrement(ref _users) == 0)
                    Dispose();
            }

            public void Dispose() => GC.SuppressFinalize(this);
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task A_synchronized_method_is_one_lock() => Verify.Silent("""
        sealed class Session : IDisposable
        {
            private int _users = 1;

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)]
            public bool TryJoin()
            {
                if (_users == 0)
                    return false;
                Interlocked.Increment(ref _users);
                return true;
            }

            public void Leave()
            {
                if (Interlocked.Decrement(ref _users) == 0)
                    Dispose();
            }

            public void Dispose() => GC.SuppressFinalize(this);
        }
        """);

    [Fact]
    public Task What_is_no_lock_keeps_nobody_out() => Verify.Rule("""
        private readonly List<Module> _places = new();

        void Open(Module owner)
        {
            using (new CancellationTokenSource())
            {
                try
                {
                    _places.Add(owner);
                    if (!owner.TryGet()) // QSC112
                        return;
                    owner.Put();
                }
                finally
                {
                    GC.KeepAlive(owner);
                }
            }
        }
        """, new VerifyOptions { Twins = false });
}
