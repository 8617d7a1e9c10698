using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Quiesce.Analyzers.Tests.HarnessTests;

/// <summary>The shape of Microsoft.CodeAnalysis.Testing, and that each check can fail.</summary>
public sealed class CodeFixTestTests
{
    private const string Before = "class C { void Leak() { } void Release() { } void M() { {|QSC101:Leak()|}; {|QSC101:Leak()|}; } }";
    private const string After = "class C { void Leak() { } void Release() { } void M() { Release(); Release(); } }";

    [Fact]
    public Task Expects_what_is_marked() => Analyze("class C { void Leak() { } void M() { [|Leak()|]; } }").RunAsync();

    [Fact]
    public async Task Expects_a_result_at_a_key()
    {
        var test = Analyze("class C { int Leak() => 0; int M() { {|#0:Leak()|}; {|#1:return 0;|} } }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult("QSC101", DiagnosticSeverity.Warning)
            .WithLocation(0).WithLocation(1).WithMessage("'Leak()' leaks"));
        await test.RunAsync();
    }

    [Fact]
    public async Task Expects_a_result_at_line_and_column()
    {
        var test = Analyze("class C { void Leak() { }\nvoid M() { Leak(); } }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(new LeakCallAnalyzer().SupportedDiagnostics[0])
            .WithSpan(2, 12, 2, 18).WithArguments("Leak()"));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("class C { void Leak() { } void M() { Leak(); } }", "not expected")]
    [InlineData("class C { void Leak() { } void M() { [|M()|]; } }", "not found")]
    [InlineData("class C { void Leak() { } void M() { {|QSC102:Leak()|}; } }", "not found")]
    [InlineData("class C { void M() { Leak(); } }", "CS0103")]
    public Task Rejects_other_diagnostics(string source, string because) => Fails(because, Analyze(source).RunAsync());

    [Fact]
    public Task Expects_a_marked_compiler_error() => Analyze("class C { void M() { {|CS0103:Leek|}(); } }").RunAsync();

    [Fact]
    public async Task Rejects_another_message()
    {
        var test = Analyze("class C { void Leak() { } void M() { {|#0:Leak()|}; } }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult("QSC101", DiagnosticSeverity.Warning).WithLocation(0).WithMessage("something else"));
        await Fails("something else", test.RunAsync());
    }

    [Fact]
    public async Task Rejects_findings_in_generated_code() => await Fails("auto-generated",
        new CSharpAnalyzerTest<IndiscreetAnalyzer, DefaultVerifier> { TestCode = "class C { void Leak() => [|Leak()|]; }" }.RunAsync());

    [Fact]
    public async Task Parses_with_the_language_version_asked_for()
    {
        var test = Analyze("class C { string M() => \"\"\"x\"\"\"; }");
        test.SolutionTransforms.Add((solution, project) => solution.WithProjectParseOptions(project, new CSharpParseOptions(LanguageVersion.CSharp10)));
        await Fails("CS8936", test.RunAsync());
    }

    [Fact]
    public async Task Obeys_an_editorconfig()
    {
        var test = Analyze("class C { void Leak() => Leak(); }");
        test.TestState.AnalyzerConfigFiles.Add(("/0/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.QSC101.severity = none\n"));
        await test.RunAsync();
    }

    [Fact]
    public Task Applies_a_fix_singly_and_everywhere() => Repair<RenameLeakFix>(Before, After).RunAsync();

    [Fact]
    public async Task Applies_a_fix_in_several_files()
    {
        var test = new CSharpCodeFixTest<LeakCallAnalyzer, RenameLeakFix, DefaultVerifier>();
        test.TestState.Sources.Add(Before.Replace("class C", "partial class C"));
        test.TestState.Sources.Add("partial class C { void N() { [|Leak()|]; } }");
        test.FixedState.Sources.Add(After.Replace("class C", "partial class C"));
        test.FixedState.Sources.Add("partial class C { void N() { Release(); } }");
        await test.RunAsync();
    }

    [Fact]
    public Task Rejects_another_result() => Fails("is not the fixed code", Repair<RenameLeakFix>(Before, After + "\n").RunAsync());

    [Fact]
    public Task Rejects_a_result_that_does_not_compile() =>
        Fails("CS0103", Repair<BreakingFix>(Before, After.Replace("Release();", "Nothing();")).RunAsync());

    [Fact]
    public Task Rejects_a_fix_that_changes_nothing() => Fails("changes nothing", Repair<IdleFix>(Before, Before).RunAsync());

    [Fact]
    public Task Rejects_a_fix_offered_where_none_is_wanted() => Fails("is not the fixed code",
        new CSharpCodeFixTest<LeakCallAnalyzer, RenameLeakFix, DefaultVerifier> { TestCode = Before }.RunAsync());

    [Fact]
    public Task Rejects_a_fix_all_that_differs() => Fails("Fix All in Document", Repair<ForgetfulFixAllFix>(Before, After).RunAsync());

    [Fact]
    public async Task Counts_iterations()
    {
        var test = Repair<RenameLeakFix>(Before, After);
        test.NumberOfIncrementalIterations = 3;
        await Fails("applied 2 times, not 3", test.RunAsync());
    }

    [Fact]
    public async Task Chooses_the_action_by_key()
    {
        var test = Repair<RenameLeakFix>(Before, After);
        test.CodeActionEquivalenceKey = "Keep";
        await Fails("'Keep' is offered but changes nothing", test.RunAsync());
    }

    [Fact]
    public async Task Chooses_the_action_by_index()
    {
        var test = Repair<RenameLeakFix>(Before, After);
        test.CodeActionIndex = 1;
        await Fails("'Keep' is offered but changes nothing", test.RunAsync());
    }

    private static CSharpAnalyzerTest<LeakCallAnalyzer, DefaultVerifier> Analyze(string source) => new() { TestCode = source };

    private static CSharpCodeFixTest<LeakCallAnalyzer, TFix, DefaultVerifier> Repair<TFix>(string before, string after)
        where TFix : CodeFixProvider, new() => new() { TestCode = before, FixedCode = after };

    private static async Task Fails(string because, Task test)
    {
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => test);
        Assert.Contains(because, failure.Message, StringComparison.Ordinal);
    }
}
