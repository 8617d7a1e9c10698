using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Code that does not compile, as it stands in an editor, is analysed to the end.</summary>
public sealed class BrokenCodeTests
{
    [Theory]
    [InlineData("void Open(Module m) { ref Module r = ref r; if (!r.TryGet()) return; r.Put(); }")]
    [InlineData("void Open(Module m) { ref Module r = ref q; ref Module q = ref r; if (!r.TryGet()) return; q.Put(); }")]
    [InlineData("void Open(Module m) { if (!m.TryGet( return; m.")]
    [InlineData("void Open(Module m) { var (a, b) = ; (a, m) = (m); if (m.TryGet()) a.Put(); }")]
    [InlineData("void Open(Module m) { var (a, (b, c)) = (m, m); if (!a.TryGet()) return; b.Put(); }")]
    [InlineData("void Open(Module m, int[] t) { if (t is (var a, true) && m.TryGet()) m.Put(); }")]
    [InlineData("void Open(Module m) { m?. ; if (m?.TryGet() == ) m.Put(); }")]
    [InlineData("void Open(Module m, int f) { f |= ; if ((f & ) != 0) m.Put(); switch (f) { case : m.Get(); } }")]
    [InlineData("void Open(Module m) { foreach (var x in ) { m.Get(); } try { m.Put(); } goto nowhere; }")]
    [InlineData("void Open(Module m) { using (m.Acquire( { } } class { [Acquires] [Releases(")]
    public async Task Is_analysed_to_the_end(string code)
    {
        Analysis analysis = await Analysis.CreateAsync(Snippet.Parse(code, null));
        Assert.False(analysis.Errors.IsEmpty);
        ImmutableArray<Diagnostic> found = await analysis.RunAsync(ShippedAnalyzers.All);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id is "AD0001" or "QSC999");
    }
}
