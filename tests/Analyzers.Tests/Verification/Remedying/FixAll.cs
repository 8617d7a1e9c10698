using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Quiesce.Testing.Remedying;

/// <summary>Applies a remedy to all its findings in a document at once, as an editor does.</summary>
static class FixAll
{
    public static async Task<Document> ApplyAsync(CodeFixProvider remedy, Document document, ImmutableArray<Diagnostic> findings)
    {
        var context = new FixAllContext(
            document, remedy, FixAllScope.Document, remedy.GetType().Name, findings.Select(finding => finding.Id).Distinct(),
            new Known(findings), CancellationToken.None);
        if (findings.IsEmpty || remedy.GetFixAllProvider() is not { } provider || await provider.GetFixAsync(context) is not { } action)
            return document;
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution.GetDocument(document.Id) ?? document;
    }

    private sealed class Known(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
