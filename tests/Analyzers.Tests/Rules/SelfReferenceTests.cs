using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC106: a module that takes a reference on itself.</summary>
public sealed class SelfReferenceTests
{
    [Theory]
    [InlineData("if (!self.TryGet()) return; // QSC106: 'self' is the module that this code belongs to")]
    [InlineData("self.Get(); // QSC106: 'self'")]
    [InlineData("self.TryGet(); // QSC106: 'self'")]
    [InlineData("using ModuleScope scope = self.Acquire(); // QSC106: 'self'")]
    [InlineData("ModuleLease? lease = self.Lease(); // QSC106: 'self'")]
    [InlineData("Module same = self; same.Get(); // QSC106: 'same'")]
    [InlineData("_self = self; _self.Get(); // QSC106: '_self'")]
    [InlineData("Later(() => self.Get()); // QSC106: 'self'")]
    [InlineData("Sleep(); self.Get(); // QSC106: 'self'")]
    public Task While_it_is_loaded(string body) => Verify.Rule($$"""
        sealed class Code : IModule
        {
            private Module? _self;
            public void Init(Module self)
            {
                {{body}}
            }
            public void Exit() { }
            [Blocks] private static void Sleep() { }
            private static void Later(Action work) { }
        }
        """, new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("void IModule.Init(Module self) => _self = self;", "private Module? _self;")]
    [InlineData("public void Init(Module self) { _self = self; }", "private Module _self = null!;")]
    [InlineData("public void Init(Module owner) { this._self ??= owner; }", "private Module? _self { get; set; }")]
    [InlineData("public void Init(Module self) { }", "[Self] private Module? _self;")]
    [InlineData("public void Init(Module self) { }", "[Self] public Module? _self { get; set; }")]
    [InlineData("public void Init(Module self) { _self = self; } void Forget() { _self = null; }", "private static Module? _self;")]
    public Task Whatever_holds_it(string init, string member) => Verify.Rule($$"""
        sealed class Code : IModule
        {
            {{member}}
            {{init}}
            public void Exit() { }
            public void Enter(Action work)
            {
                if (_self is not null && _self.TryGet()) // QSC106: '_self' is the module that this code belongs to
                    _self.Put();
            }
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task An_override_of_a_declared_method() => Verify.Rule("""
        abstract class Plugin
        {
            public abstract void Start([Self] Module self);
        }
        sealed class Code : Plugin
        {
            public override void Start(Module self)
            {
                self.Get(); // QSC106: 'self'
            }
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task A_contract_for_foreign_code() => Verify.Rule("""
        using Quiesce;
        using Quiesce.Annotations;

        [assembly: Contract("M:Code.Start(Quiesce.Module)", typeof(SelfAttribute), On = "self")]

        sealed class Code
        {
            void Start(Module self)
            {
                self.Get(); // QSC106: 'self'
            }
        }
        """, new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("public void Init(Module self) { }", "if (_self!.TryGet()) _self.Put();")]
    [InlineData("public void Init(Module self) { _self = self; } void Set(Module other) => _self = other;", "if (_self!.TryGet()) _self.Put();")]
    [InlineData("public void Init(Module self) { Module _self = self; }", "if (_self!.TryGet()) _self.Put();")]
    [InlineData("public void Init(Module self) { _self = self; }", "if (other.TryGet()) other.Put();")]
    [InlineData("public void Init(Module self) { _self = self; }", "Sleep(); if (_self!.TryGet()) _self.Put();")]
    [InlineData("public void Init(Module self) { _self = self; }", "GC.KeepAlive(_self!.Name); await Task.Yield();")]
    public Task Another_module_or_too_late_anyway(string init, string body) => Verify.Silent($$"""
        sealed class Code : IModule
        {
            private Module? _self;
            {{init}}
            public void Exit() { }
            [Blocks] private static void Sleep() { }
            public async Task Enter(Module other)
            {
                {{body}}
                await Task.Yield();
            }
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Self_is_said_of_modules() => Verify.Rule("""
        sealed class Code
        {
            [Self] private string? _a; // QSC901: '_a' is no module
            [Self] public object? B { get; set; } // QSC901: 'B' is no module
            public void Init([Self] int c) { } // QSC901: 'c' is no module
            public void Start([Self] Module d) => GC.KeepAlive(_a);
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Taken_again_after_a_release_of_what_was_never_taken() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires] public void Enter() { }
            [Acquires, NeverThrows] public void EnterAgain() { }
            [Releases] public void Leave() { }
        }

        void Run([Self] Gate gate)
        {
            try
            {
                gate.Enter(); // QSC106
            }
            catch
            {
                gate.Leave();
                gate.EnterAgain(); // QSC106
            }
        }
        """);

    [Fact]
    public Task Destroyed_after_it_took_itself_again() => Verify.Rule("""
        [NeverThrows] static void Destroy([Reclaims] Module owner) { }

        void Run([Self] Module self, bool late)
        {
            if (late)
            {
                self.Put();
                self.Get(); // QSC106
                Destroy(self);
            }
        }
        """);
}
