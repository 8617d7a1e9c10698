using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Quiesce.CodeFixes;

/// <summary>
/// Fix All for every remedy: all findings of a document in one pass over it. The batch fixer merges independent edits and drops
/// those that overlap, which two references held in one block always do.
/// </summary>
internal sealed class RemedyFixAll : DocumentBasedFixAllProvider
{
    public static readonly RemedyFixAll Instance = new();

    private RemedyFixAll()
    {
    }

    protected override async Task<Document?> FixAllAsync(
        FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (fixAllContext.CodeFixProvider is not Remedy remedy)
            return null;
        CancellationToken cancellation = fixAllContext.CancellationToken;
        Document changed = await remedy.ApplyAsync(document, diagnostics, cancellation, isFixAll: true).ConfigureAwait(false);
        return changed == document ? document : await Layout.FormatAsync(changed, cancellation).ConfigureAwait(false);
    }
}
