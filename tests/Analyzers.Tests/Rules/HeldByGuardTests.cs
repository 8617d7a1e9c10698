using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What a guard gives access to is held as long as the guard holds (QSC102, QSC103, QSC105), and what is new by nobody else.</summary>
public sealed class HeldByGuardTests
{
    [Theory]
    [InlineData("void Open([Owns] ModuleLease lease) { lease.Module.Get(); lease.Module.Put(); lease.Dispose(); }")]
    [InlineData("void Open([Held(Kind = \"module\")] ModuleLease lease) { lease.Module.Get(); lease.Module.Put(); }")]
    [InlineData("void Open(ModuleLease lease) { if (!lease.IsHeld) return; lease.Module.Get(); lease.Module.Put(); }")]
    [InlineData("void Open() { using ModuleLease? lease = Make(); if (lease is null) return; lease.Module.Get(); lease.Module.Put(); } static ModuleLease? Make() => null;")]
    [InlineData("void Open() { using var lease = Make(); if (lease is { } l) { l.Module.Get(); l.Module.Put(); } } static ModuleLease? Make() => null;")]
    [InlineData("[Owns] private readonly ModuleLease _lease = null!; void Open() { _lease.Module.Get(); _lease.Module.Put(); } void Close() => _lease.Dispose();")]
    [InlineData("private readonly ModuleLease _lease = null!; void Open() { _lease.Module.Get(); _lease.Module.Put(); } void Close() => _lease.Dispose();")]
    [InlineData("private ModuleLease? _lease; void Open(Module m) { _lease = m.Lease(); if (_lease is null) return; _lease.Module.Get(); _lease.Module.Put(); } void Close() => _lease?.Dispose();")]
    public Task Its_guard_holds(string members) => Verify.Silent(members, new VerifyOptions { Twins = false });

    [Fact]
    public Task Nothing_says_whether_its_guard_holds() => Verify.Rule("""
        void Open(ModuleLease lease, Dictionary<int, ModuleLease> known)
        {
            lease.Module.Get(); // QSC105: 'lease.Module'
            lease.Module.Put();
            if (known.TryGetValue(1, out ModuleLease? found))
            {
                found.Module.Get(); // QSC105: 'found.Module'
                found.Module.Put();
            }
        }
        """);

    [Fact]
    public Task Its_guard_has_been_disposed() => Verify.Rule("""
        void Open([Owns] ModuleLease lease)
        {
            Module m = lease.Module;
            lease.Dispose();
            m.Get(); // QSC105: 'm'
            m.Put();
        }

        void Make()
        {
            ModuleLease lease = New();
            Module m = lease.Module;
            lease.Dispose();
            m.Get(); // QSC105: 'm'
            m.Put();
        }

        [NeverThrows] static ModuleLease New() => null!;
        """);

    [Fact]
    public Task Used_while_its_guard_may_hold_it() => Verify.Silent("""
        void Open(ModuleLease lease)
        {
            Module m = lease.Module;
            if (!m.TryGet())
                return;
            m.Put();
            Console.WriteLine(m.Name);
            Show(m);
        }

        static void Show(Module m) { }
        """);

    [Fact]
    public Task Used_after_its_guard_was_disposed() => Verify.Rule("""
        void Open([Owns] ModuleLease lease)
        {
            Module m = lease.Module;
            if (m.TryGet())
                m.Put();
            lease.Dispose();
            Show(m); // QSC103: 'm' is used after it was given up at line 5
        }

        static void Show(Module m) { }
        """);

    [Fact]
    public Task The_reference_is_its_guards_to_give_back() => Verify.Rule("""
        void Open(Module owner)
        {
            using ModuleLease? lease = owner.Lease();
            if (lease is null)
                return;
            lease.Module.Put(); // QSC102: 'lease.Module' is released more often than it was acquired
        }
        """, new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("if (lease.Module.TryGet()) lease.Module.Put();")]
    [InlineData("lease.Module.Get(); lease.Module.Put();")]
    [InlineData("Module m = lease.Module; m.Get(); m.Put();")]
    public Task A_reference_beside_its_guards(string body) => Verify.Silent($$"""
        void Open(Module owner)
        {
            using ModuleLease? lease = owner.Lease();
            if (lease is null)
                return;
            {{body}}
        }
        """, new VerifyOptions { Twins = false });

    private static string Texture(string body) => $$"""
        sealed class Texture
        {
            private int _users;
            [Acquires(Kind = "texture", Unchecked = true)] public void AddRef() => Interlocked.Increment(ref _users);
            [Releases(Kind = "texture")] public void Release() { if (Interlocked.Decrement(ref _users) == 0) Destroy(); }
            private void Destroy() { }
        }

        private Texture? _texture;

        void Open()
        {
            {{body}}
        }

        void Close()
        {
            _texture?.Release();
            _texture = null;
        }

        static void Show(Texture t) { }
        static void Keep([Owns] Texture t) { }
        """;

    [Theory]
    [InlineData("var t = new Texture(); t.AddRef(); _texture = t;")]
    [InlineData("for (int i = 0; i < 3; i++) { var t = new Texture(); t.AddRef(); Keep(t); }")]
    public Task What_is_new_nobody_can_have_given_up(string body) => Verify.Silent(Texture(body), new VerifyOptions { Twins = false });

    [Fact]
    public Task What_somebody_was_told_of_may_be_given_up() => Verify.Rule(Texture("""
        var t = new Texture();
                Show(t);
                t.AddRef(); // QSC105: 't'
                _texture = t;
        """), new VerifyOptions { Twins = false });

    [Fact]
    public Task What_was_given_back_is_not_new() => Verify.Rule(Texture("""
        var t = new Texture();
                t.AddRef();
                t.Release();
                t.AddRef(); // QSC105: 't'
                _texture = t;
        """), new VerifyOptions { Twins = false });

    [Fact]
    public Task A_guard_in_a_field_that_its_type_disposes() => Verify.Silent("""
        private readonly ModuleLease _lease = new ModuleTable().Find("m")!.Lease()!;

        void Use()
        {
            Module m = _lease.Module;
            m.Get();
            m.Put();
        }

        void Close() => _lease.Dispose();
        """, new() { Twins = false }); // a function inside would have its own object as another
}
