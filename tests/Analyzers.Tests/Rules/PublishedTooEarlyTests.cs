using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC112: others can reach it before a reference was taken.</summary>
public sealed class PublishedTooEarlyTests
{
    [Fact]
    public Task Taken_on_one_path_and_left_to_others_on_another() => Verify.Rule("""
        void Open(Module owner, bool isKept)
        {
            if (isKept)
                owner.Get(); // QSC105
            else
                Keep(owner);
        }

        void Close(Module owner) => owner.Put();

        private static void Keep([Owns] Module module) { }
        """);

    [Theory]
    [InlineData("private readonly Queue<Module> _places = new();", "_places.Enqueue(owner)")]
    [InlineData("private readonly List<Module> _places = new();", "_places.Add(owner)")]
    [InlineData("private readonly ICollection<Module> _places = new List<Module>();", "_places.Add(owner)")]
    [InlineData("private readonly Dictionary<string, Module> _places = new();", "_places.Add(\"a\", owner)")]
    [InlineData("private readonly Dictionary<string, Module> _places = new();", "_places[\"a\"] = owner")]
    [InlineData("private readonly Module[] _places = new Module[2];", "_places[1] = owner")]
    [InlineData("private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Module> _places = new();", "_places.TryAdd(\"a\", owner)")]
    [InlineData("private readonly System.Threading.Channels.Channel<Module> _places = System.Threading.Channels.Channel.CreateUnbounded<Module>();", "_places.Writer.TryWrite(owner)")]
    [InlineData("private static Module? s_place;", "s_place = owner")]
    [InlineData("private static Module? s_place;", "Volatile.Write(ref s_place, owner)")]
    [InlineData("private static Module? s_place;", "Interlocked.Exchange(ref s_place, owner)")]
    [InlineData("public Module? Place { get; set; }", "Place = owner")]
    [InlineData("private Action? _place;", "Task.Run(() => GC.KeepAlive(owner))")]
    [InlineData("private Action? _place;", "ThreadPool.QueueUserWorkItem(_ => GC.KeepAlive(owner))")]
    [InlineData("private static void Keep([Owns] Module module) { }", "Keep(owner)")]
    [InlineData("private void Keep([Owns] Module module) { }", "Keep(owner)")]
    public Task Is_put_where_others_find_it(string member, string publish) => Verify.Rule($$"""
        {{member}}

        void Open(Module owner, Action work)
        {
            {{publish}}; // 1: published here
            if (!owner.TryGet()) // QSC112: 'owner' is acquired after others could reach it: published at line 5
                return;
            try
            {
                work();
            }
            finally
            {
                owner.Put();
            }
        }
        """, new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("private event Action<object>? Places;", "Places?.Invoke(owner)")]
    [InlineData("private event EventHandler<Arguments>? Places; private sealed class Arguments : EventArgs { public Arguments(Module m) { } }", "Places?.Invoke(this, new Arguments(owner))")]
    public Task Is_told_to_who_listens(string member, string publish) => Verify.Rule($$"""
        {{member}}

        void Open(Module owner)
        {
            {{publish}}; // 1: 'Places' is not null // 2: published here
            if (!owner.TryGet()) // QSC112: 'owner' is acquired after others could reach it: published at line 5
                return;
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task On_one_path_only() => Verify.Rule("""
        private readonly Queue<Module> _waiting = new();

        void Open(Module owner, bool share)
        {
            if (share) // 1: 'share' is true
                _waiting.Enqueue(owner); // 2: published here
            if (!owner.TryGet()) // QSC112: 'owner' is acquired after others could reach it: published at line 6
                return;
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task An_unchecked_acquire_comes_too_late() => Verify.Rule("""
        private readonly Queue<Module> _waiting = new();

        void Open(Module owner)
        {
            _waiting.Enqueue(owner);
            owner.Get(); // QSC112: 'owner' is acquired after others could reach it
            owner.Put();
        }
        """);

    [Theory]
    [InlineData("if (!owner.TryGet()) return; _waiting.Enqueue(owner); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("using ModuleScope scope = owner.Acquire(); if (!scope.IsHeld) return; _waiting.Enqueue(owner); owner.Get(); owner.Put();")]
    [InlineData("var local = new Queue<Module>(); local.Enqueue(owner); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("var local = new Holder(); local.Owner = owner; if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("var local = new Holder { Owner = owner }; if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("Show(owner); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("_waiting.Contains(owner); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("Action show = () => Show(owner); show(); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("_waiting.Enqueue(owner); Show(owner);")]
    [InlineData("_waiting.Enqueue(_owner!); if (!_owner!.TryGet()) return; _owner.Put();")]
    [InlineData("_waiting.Enqueue(owner); foreach (Module m in _waiting) { if (m.TryGet()) m.Put(); }")]
    public Task Nothing_is_taken_too_late(string body) => Verify.Silent($$"""
        private readonly Queue<Module> _waiting = new();
        private Module? _owner;

        void Open(Module owner)
        {
            {{body}}
        }

        void Show(object o) { }
        sealed class Holder { public Module? Owner; }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task The_caller_lends_one() => Verify.Silent("""
        private readonly Queue<Module> _waiting = new();

        void Open([Held(Kind = "module")] Module owner)
        {
            _waiting.Enqueue(owner);
            owner.Get();
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task A_constructor_and_a_setter_publish_nothing() => Verify.Silent("""
        sealed class Holder : IDisposable
        {
            private Module? _owner;
            private readonly List<Module> _owners = new();

            public Holder(Module owner)
            {
                _owner = owner;
                _owners.Add(owner);
                if (!owner.TryGet())
                    throw new InvalidOperationException();
            }

            public Module? Owner
            {
                get => _owner;
                set
                {
                    _owner = value;
                    if (value?.TryGet() == false)
                        _owner = null;
                }
            }

            public void Dispose() => _owner?.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Sixteen_publications_are_not_sixty_thousand_states() => Verify.Silent($$"""
        private readonly Queue<Module> _waiting = new();

        void Open({{string.Join(", ", Enumerable.Range(0, 16).Select(i => $"Module m{i}, bool b{i}"))}})
        {
            {{string.Join("\n    ", Enumerable.Range(0, 16).Select(i => $"if (b{i}) _waiting.Enqueue(m{i});"))}}
        }
        """, new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("Action work = () => GC.KeepAlive(owner);", "Task.Run(work)")]
    [InlineData("WaitCallback work = _ => GC.KeepAlive(owner);", "ThreadPool.QueueUserWorkItem(work)")]
    [InlineData("Action work = () => GC.KeepAlive(owner);", "_queue.Enqueue(work)")]
    [InlineData("void Work() => GC.KeepAlive(owner);", "Task.Run(Work)")]
    public Task A_function_that_has_it_is_queued(string function, string queue) => Verify.Rule($$"""
        private readonly Queue<Action> _queue = new();

        void Open(Module owner)
        {
            {{function}}
            {{queue}}; // 1: published here
            if (!owner.TryGet()) // QSC112: 'owner' is acquired after others could reach it: published at line 6
                return;
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task A_function_that_is_only_called_here_publishes_nothing() => Verify.Silent("""
        void Open(Module owner)
        {
            Action work = () => GC.KeepAlive(owner);
            work();
            if (!owner.TryGet())
                return;
            work();
            owner.Put();
        }
        """, new VerifyOptions { Twins = false });

    private const string Locked = """
        private readonly Dictionary<int, Gate> _gates = new();
        void Run(int key, Action work)
        {
            if (!_gates.TryGetValue(key, out Gate? gate))
                _gates.Add(key, gate = new Gate());
            gate.Enter();
            try { work(); } finally { gate.Exit(); }
        }
        """;

    [Fact]
    public Task A_lock_does_not_end_with_its_release() => Verify.Silent("""
        sealed class Gate
        {
            [Acquires, NeverThrows] public void Enter() { }
            [Releases] public void Exit() { }
        }

        """ + Locked);

    [Theory]
    [InlineData("public void Dispose() { }")]
    [InlineData("[Acquires(Unchecked = true)] public void Retain() { }")]
    public Task What_may_end_with_its_release_is_taken_first(string member) => Verify.Rule($$"""
        sealed class Gate
        {
            [Acquires, NeverThrows] public void Enter() { }
            [Releases] public void Exit() { }
            {{member}}
        }

        """ + Locked.Replace("gate.Enter();", "gate.Enter(); // QSC112: published at line", StringComparison.Ordinal));

    [Fact]
    public Task Whoever_finds_it_asks_for_the_same_lock() => Verify.Silent("""
        private readonly object _gate = new();
        private readonly List<Module> _places = new();

        void Open(Module owner)
        {
            lock (_gate)
            {
                _places.Add(owner);
                if (!owner.TryGet())
                    return;
            }

            owner.Put();
        }
        """);

    [Fact]
    public Task The_lock_is_left_before_it_is_taken() => Verify.Rule("""
        private readonly object _gate = new();
        private readonly List<Module> _places = new();

        void Open(Module owner)
        {
            lock (_gate)
            {
                _places.Add(owner);
            }

            if (!owner.TryGet()) // QSC112
                return;
            owner.Put();
        }
        """);

    [Fact]
    public Task Published_on_one_path_while_a_guard_held_it() => Verify.Silent("""
        private static Module? Board { get => null; [NeverThrows] set { } }

        void Run(Module m, bool publish)
        {
            ModuleLease? lease = m.Lease();
            if (lease == null) return;
            if (publish) Board = m;
            if (!publish) { lease.Dispose(); return; }
            if (m.TryGet()) { }
            lease.Dispose();
        }
        """);
}
