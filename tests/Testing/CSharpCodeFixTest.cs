using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quiesce.Testing;

/// <summary>Which ways of applying a fix a test does without.</summary>
[Flags]
public enum CodeFixTestBehaviors
{
    /// <summary>All are tested.</summary>
    None = 0,

    /// <summary>The fix is applied to the first diagnostic only.</summary>
    FixOne = 1,

    /// <summary>Fix All is not tested.</summary>
    SkipFixAllCheck = 2,
}

/// <summary>
/// A test of one fix: applied one by one until nothing is left to fix, and by Fix All in document, project and solution, the
/// test code becomes the fixed code, which compiles and has exactly the diagnostics expected of it; applied again nothing
/// changes. Without fixed code nothing may be offered. Not thread-safe; run it once.
/// </summary>
public class CSharpCodeFixTest<TAnalyzer, TCodeFix, TVerifier> : AnalyzerTest<TVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
    where TVerifier : IVerifier, new()
{
    private static readonly ImmutableArray<FixAllScope> s_scopes = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <summary>The project after the fix.</summary>
    public SolutionState FixedState { get; } = new();

    /// <summary>The project after Fix All, where it differs.</summary>
    public SolutionState BatchFixedState { get; } = new();

    /// <summary>The only source of <see cref="FixedState" />.</summary>
    public string FixedCode { set => FixedState.Sources.Add(value); }

    /// <summary>The only source of <see cref="BatchFixedState" />.</summary>
    public string BatchFixedCode { set => BatchFixedState.Sources.Add(value); }

    /// <summary>Which of the actions offered is taken; the first by default.</summary>
    public int? CodeActionIndex { get; set; }

    /// <summary>Only actions with this key are taken.</summary>
    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>How often the fix is applied one by one: exactly, or where negative at most; at most once per diagnostic by default.</summary>
    public int? NumberOfIncrementalIterations { get; set; }

    /// <summary>How often Fix All is applied in each scope; once by default.</summary>
    public int? NumberOfFixAllIterations { get; set; }

    /// <summary>Ways of applying the fix to do without.</summary>
    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    /// <inheritdoc />
    public override async Task RunAsync(CancellationToken cancellationToken = default)
    {
        TestProject before = await CheckTestStateAsync(cancellationToken);
        CodeFixes fixes = new([.. GetCodeFixProviders()], Analyzers, CodeActionIndex, CodeActionEquivalenceKey);
        SolutionState wanted = FixedState.Sources.Count == 0 ? TestState : FixedState;
        await CheckOneByOneAsync(fixes, before, wanted, cancellationToken);
        if (CodeFixTestBehaviors != CodeFixTestBehaviors.None || await fixes.FirstAsync(before, cancellationToken) is not { } first)
            return;
        SolutionState batch = BatchFixedState.Sources.Count == 0 ? wanted : BatchFixedState;
        foreach (FixAllScope scope in s_scopes)
            await CheckFixAllAsync(fixes, before, first, scope, batch, cancellationToken);
    }

    /// <inheritdoc />
    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new TAnalyzer()];

    /// <summary>The fixes under test.</summary>
    protected virtual IEnumerable<CodeFixProvider> GetCodeFixProviders() => [new TCodeFix()];

    private async Task CheckOneByOneAsync(CodeFixes fixes, TestProject before, SolutionState wanted, CancellationToken cancellationToken)
    {
        int expected = NumberOfIncrementalIterations ?? -(await fixes.FixableAsync(before, cancellationToken)).Length;
        bool onlyOne = CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne);
        int applied = 0;
        TestProject project = before;
        while (await fixes.FirstAsync(project, cancellationToken) is { } fix && !(onlyOne && applied == 1))
        {
            Verifier.True(applied < Math.Abs(expected), $"The fix is still offered after {applied} iterations:\n{await project.TextAsync(cancellationToken)}");
            TestProject after = await CodeFixes.ApplyAsync(project, fix.Action, cancellationToken);
            Verifier.True(
                await after.TextAsync(cancellationToken) != await project.TextAsync(cancellationToken),
                $"'{fix.Action.Title}' is offered but changes nothing.");
            project = after;
            applied++;
        }

        Verifier.True(expected < 0 || applied == expected, $"The fix was applied {applied} times, not {expected}.");
        await CheckStateAsync("One by one", project, wanted, cancellationToken);
    }

    private async Task CheckFixAllAsync(
        CodeFixes fixes, TestProject before, OfferedFix first, FixAllScope scope, SolutionState wanted, CancellationToken cancellationToken)
    {
        TestProject project = before;
        OfferedFix? fix = first;
        for (int i = NumberOfFixAllIterations ?? 1; i > 0 && fix is { } current; i--)
        {
            project = await fixes.FixAllAsync(project, current, scope, cancellationToken);
            fix = await fixes.FirstAsync(project, cancellationToken);
        }

        if (scope != FixAllScope.Document || project.Project.DocumentIds.Count == 1)
        {
            await CheckStateAsync($"Fix All in {scope}", project, wanted, cancellationToken);
            await CheckIdempotentAsync(fixes, project, first, scope, cancellationToken);
            return;
        }

        // In one document: that document is as wanted, the others are as before.
        string? path = first.Document.FilePath;
        await CheckTextAsync($"Fix All in {scope}", project, wanted, document => document.FilePath == path, cancellationToken);
        await CheckTextAsync($"Fix All in {scope}", project, TestState, document => document.FilePath != path, cancellationToken);
    }

    private async Task CheckIdempotentAsync(
        CodeFixes fixes, TestProject project, OfferedFix first, FixAllScope scope, CancellationToken cancellationToken)
    {
        OfferedFix again = first with { Document = project.Solution.GetDocument(first.Document.Id)! };
        TestProject twice = await fixes.FixAllAsync(project, again, scope, cancellationToken);
        string changed = await twice.TextAsync(cancellationToken);
        Verifier.True(changed == await project.TextAsync(cancellationToken), $"Fix All in {scope}, applied again, changes its own result to\n{changed}");
    }

    private async Task CheckStateAsync(string subject, TestProject project, SolutionState wanted, CancellationToken cancellationToken)
    {
        await CheckTextAsync(subject, project, wanted, _ => true, cancellationToken);
        (MarkedState marked, _) = await CreateAsync(wanted, cancellationToken);
        await CheckAsync(subject + ", the fixed code", project, marked.Expected, cancellationToken);
    }

    private async Task CheckTextAsync(
        string subject, TestProject project, SolutionState wanted, Func<Document, bool> concerned, CancellationToken cancellationToken)
    {
        (MarkedState marked, _) = await CreateAsync(wanted, cancellationToken);
        Dictionary<string, string> sources = marked.Sources.ToDictionary(source => source.Path, source => source.Source);
        foreach (Document document in project.Project.Documents.Where(concerned))
        {
            string actual = (await document.GetTextAsync(cancellationToken)).ToString();
            if (!sources.TryGetValue(document.FilePath!, out string? expected) || expected != actual)
                Verifier.Fail($"{subject}: {document.FilePath} is not the fixed code.\n--- expected\n{expected}\n--- actual\n{actual}");
        }
    }
}
