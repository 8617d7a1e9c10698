using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Tests.Documents;
using Xunit;
using Xunit.Abstractions;

namespace Quiesce.Analyzers.Tests.Torture;

/// <summary>
/// What an editor shows an analyzer is broken most of the time: whatever is typed, cut or pasted, no analyzer throws and
/// none gives up. The damage is random, its seed is fixed.
/// </summary>
public sealed class BrokenSyntaxTests(ITestOutputHelper output)
{
    private const int Seed = 19920825;
    private const int DamagesPerFile = 24;
    private const int DamagesPerDocument = 8;

    public static TheoryData<string> Files => TortureFiles.All;

    [Theory]
    [MemberData(nameof(Files))]
    public Task A_damaged_file_is_survived(string name) => Survives(Snippet.WholeFile(TortureFiles.Read(name), null), DamagesPerFile);

    [Fact]
    public async Task A_damaged_violation_is_survived()
    {
        foreach (string violation in RuleDocument.Ids.Select(id => RuleDocument.Load(id).Violation).OfType<string>())
            await Survives(Snippet.Parse(violation, null), DamagesPerDocument);
    }

    [Theory]
    [InlineData("void M(Module m) { if (m.TryGet( return; m.Put(); }")]
    [InlineData("void M(Module m) { m.TryGet()")]
    [InlineData("void M(Module m) { m. ; m?. ; m.TryGet() && ; while (m.TryGet()) }")]
    [InlineData("void M(Modul m) { if (!m.TryGet()) return; }")]
    [InlineData("bool M(Module m) { if (!m.TryGet()) }")]
    [InlineData("void M(Module m) { goto nowhere; try { m.Get(); } catch finally }")]
    [InlineData("void M(Module m, Module m) { m.Get(); { Module m; m.Put(); } }")]
    [InlineData("[Acquires(Of = nameof(x))] [Releases(When = (When)99, Kind = null, Count = -1)] [Acquires(3)] void M(Module m) { M(); }")]
    [InlineData("[Held(Kind = )] [Guard(HeldProperty = \"\")] class G { void Dispose() } void M(G g) { using (g) { } }")]
    [InlineData("int P { get { yield return 1; } set { await value; } }")]
    [InlineData("void M() { void L() { L( } L(; } void M() { }")]
    [InlineData("class C : C { C() : this() { } } interface I : I { void M(Module m) { base.M(m); m.Put(); } }")]
    [InlineData("void M(Module m) { foreach (var x in ) { m.Get(); } switch (m) { case : m.Put() default } using (var s = m.Acquire( }")]
    [InlineData("}}}} {{{{ #if #endif #error \"\"\" $\"{")]
    [InlineData("")]
    public async Task Half_typed_code_is_survived(string text)
    {
        Analysis analysis = await Analysis.CreateAsync(new Snippet(Snippet.Opening + text, VerifyOptions.Default));
        await RequireSound(analysis, "as typed");
    }

    private async Task Survives(Snippet snippet, int damages)
    {
        var random = new Random(Seed);
        Analysis analysis = await Analysis.CreateAsync(snippet);
        int broken = 0;
        for (int i = 0; i < damages; i++)
        {
            Analysis damaged = analysis.With(Damage(analysis.Tree, random));
            broken += damaged.Errors.IsEmpty ? 0 : 1;
            await RequireSound(damaged, $"damage {i}");
        }

        output.WriteLine($"{broken} of {damages} do not compile");
        Assert.True(broken > damages / 2, "The damage is too gentle: most still compiles.");
    }

    private static async Task RequireSound(Analysis analysis, string what)
    {
        ImmutableArray<Diagnostic> found = await analysis.RunAsync(ShippedAnalyzers.All);
        Diagnostic[] unsound = [.. found.Where(diagnostic => diagnostic.Id is "AD0001" or "QSC999")];
        Assert.True(unsound.Length == 0, $"{what}: {string.Join("\n", unsound.AsEnumerable())}\n{analysis.Tree}");
    }

    // A few tokens deleted, doubled or swapped with their neighbour; now and then the rest of the file is missing.
    private static string Damage(SyntaxTree tree, Random random)
    {
        List<string> tokens = [.. tree.GetRoot().DescendantTokens().Select(token => token.ToFullString())];
        for (int hits = random.Next(1, 6); hits > 0; hits--)
        {
            int at = random.Next(tokens.Count - 1);
            switch (random.Next(8))
            {
                case 0:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 1:
                    (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                    break;
                case 2 when hits == 1:
                    tokens.RemoveRange(at + 1, tokens.Count - at - 1);
                    return string.Concat(tokens);
                default:
                    tokens.RemoveAt(at);
                    break;
            }
        }

        return string.Concat(tokens);
    }
}
