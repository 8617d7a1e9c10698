using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quiesce.Testing;

/// <summary>An action that a fix offers for a diagnostic.</summary>
readonly record struct OfferedFix(CodeFixProvider Provider, CodeAction Action, Document Document, Diagnostic Diagnostic);

/// <summary>Applies fixes as an editor does: one at a time, or all of a scope. Immutable.</summary>
sealed class CodeFixes(ImmutableArray<CodeFixProvider> providers, ImmutableArray<DiagnosticAnalyzer> analyzers, int? index, string? key)
{
    /// <summary>The chosen action for the first diagnostic that has one.</summary>
    public async Task<OfferedFix?> FirstAsync(TestProject project, CancellationToken cancellationToken)
    {
        foreach (Diagnostic diagnostic in await FixableAsync(project, cancellationToken))
        {
            Document document = project.Solution.GetDocument(diagnostic.Location.SourceTree)!;
            foreach (CodeFixProvider provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                if (await ChosenAsync(provider, document, diagnostic, cancellationToken) is { } action)
                    return new OfferedFix(provider, action, document, diagnostic);
            }
        }

        return null;
    }

    /// <summary>The diagnostics that some provider can fix.</summary>
    public async Task<ImmutableArray<Diagnostic>> FixableAsync(TestProject project, CancellationToken cancellationToken)
    {
        ImmutableArray<Diagnostic> found = await project.AnalyzeAsync(analyzers, cancellationToken);
        return [.. found.Where(diagnostic =>
            diagnostic.Location.IsInSource && providers.Any(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))];
    }

    /// <summary>The project after <paramref name="fix" />.</summary>
    public static async Task<TestProject> ApplyAsync(TestProject project, CodeAction fix, CancellationToken cancellationToken)
    {
        ImmutableArray<CodeActionOperation> operations = await fix.GetOperationsAsync(cancellationToken);
        return project.In(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution);
    }

    /// <summary>The project after Fix All of <paramref name="fix" /> in a scope; the same project where that does nothing.</summary>
    public async Task<TestProject> FixAllAsync(TestProject project, OfferedFix fix, FixAllScope scope, CancellationToken cancellationToken)
    {
        FixAllProvider provider = fix.Provider.GetFixAllProvider()
            ?? throw new InvalidOperationException($"{fix.Provider.GetType().Name} has no Fix All.");
        string[] ids = [.. fix.Provider.FixableDiagnosticIds];
        var findings = new Findings(this, fix.Provider);
        FixAllContext context = scope == FixAllScope.Document
            ? new(fix.Document, fix.Provider, scope, fix.Action.EquivalenceKey, ids, findings, cancellationToken)
            : new(project.Project, fix.Provider, scope, fix.Action.EquivalenceKey, ids, findings, cancellationToken);
        return await provider.GetFixAsync(context) is { } action ? await ApplyAsync(project, action, cancellationToken) : project;
    }

    private async Task<CodeAction?> ChosenAsync(
        CodeFixProvider provider, Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var offered = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), cancellationToken));
        List<CodeAction> chosen = key is null ? offered : offered.FindAll(action => action.EquivalenceKey == key);
        return chosen.ElementAtOrDefault(index ?? 0);
    }

    private sealed class Findings(CodeFixes fixes, CodeFixProvider provider) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        {
            ImmutableArray<Diagnostic> fixable = await fixes.FixableAsync(new TestProject(project), cancellationToken);
            return fixable.Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));
        }

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            IEnumerable<Diagnostic> all = await GetAllDiagnosticsAsync(document.Project, cancellationToken);
            return all.Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
