using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Where no scope is offered, and what Fix All does there instead.</summary>
public class ScopeGuardOfferTests
{
    [Theory]
    [InlineData("bool TryGet() => true; void Put() { } void M() { if (!{|QSC101:TryGet()|}) return; Action a = Put; a(); }")]
    [InlineData("using Quiesce;\nclass B { public void PutLater() { } } class D : B { bool TryGet() => true; void Put() { } ModuleScope Acquire() => default; void M(bool b) { if (!{|QSC101:TryGet()|}) return; if (b) return; base.PutLater(); } }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) return;\n#if DEBUG\nm.Run();\n#endif\nm.Put(); }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; Module n = m; if (b) return; n.Put(); }")]
    [InlineData("void M(Module m, bool b) { m.Get(); while (b) { m.Put(); if (!{|QSC101:m.TryGet()|}) return; } }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; m.Put(); if (b) return; m.Put(); }")]
    [InlineData("Module Next() => new(); void M(bool b) { if (!{|QSC101:Next().TryGet()|}) return; Next().Put(); }")]
    [InlineData("Module? M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return null; if (b) return null; return m; }")]
    [InlineData("Module? _m; void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) return; _m = m; }")]
    [InlineData("bool M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return false; if (b) return false; return true; }")]
    [InlineData("void M(Module m) { if (!{|QSC101:m.TryGet()|}) return; Action a = () => m.Put(); a(); }")]
    [InlineData("void M(Module m) { try { if (!{|QSC101:m.TryGet()|}) return; m.Run(); } finally { m.Put(); } }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; m.Get(); if (b) return; m.Put(); m.Put(); }")]
    [InlineData("void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) m.PutLater(); else m.Put(); }")]
    public Task Is_not_offered_where_it_would_not_compile_or_change_the_meaning(string members) =>
        Fix.IsNotOffered<ScopeGuard>(members);

    [Theory]
    [InlineData("async Task M(Module m) { if (!{|QSC101:m.TryGet()|}) return; await Task.Yield(); m.Put(); }")]
    [InlineData("IEnumerable<int> M(Module m) { if (!{|QSC101:m.TryGet()|}) yield break; yield return 1; m.Put(); }")]
    [InlineData("void M(Module m) { {|QSC101:m.Get()|}; m.Run(); m.Put(); }")]
    [InlineData("void M(Module m, bool b) { if (b || !{|QSC101:m.TryGet()|}) return; m.Run(); m.Put(); }")]
    public Task Fix_all_releases_in_finally_where_a_scope_is_not_possible(string members) =>
        Fix.IsNotOffered<ScopeGuard>(members, fallback: "finally");

    [Fact]
    public Task Is_not_offered_where_the_diagnostic_names_no_guard() => Fix.IsNotOffered<ScopeGuard>(
        "void M(Module m, bool b) { if (!{|QSC101:m.TryGet()|}) return; if (b) return; m.Put(); }",
        fallback: "finally",
        without: "guard");
}
