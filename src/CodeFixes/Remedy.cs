using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.CodeFixes;

/// <summary>
/// A remedy: a pure function from one finding in one version of a document to the next version. It never analyses again;
/// every name it writes comes from the diagnostic's properties. It is offered only where the result differs from the source,
/// keeps every comment and brings no new compile error. Thread-safe: a remedy has no state.
/// </summary>
public abstract class Remedy : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider? GetFixAllProvider() => HasFixAll ? FixAll.Instance : null;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            (Document document, ImmutableArray<Mark> marks) = await Mark
                .AllAsync(context.Document, ImmutableArray.Create(diagnostic), context.CancellationToken).ConfigureAwait(false);
            if (marks.IsEmpty || await marks[0].FindAsync(document, context.CancellationToken).ConfigureAwait(false) is not { } site)
                continue;
            if (await ApplyAsync(document, site).ConfigureAwait(false) is not { } changed)
                continue;
            CodeAction action = CodeAction.Create(
                Title(site), cancellation => Layout.FormatAsync(changed, cancellation), GetType().Name);
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    /// <summary>
    /// What Fix All does where this remedy does not apply; null for nothing. <c>dotnet format</c> gives a document that one remedy
    /// has changed to no other remedy of the same rule: without this one run would leave what it can remedy.
    /// </summary>
    internal virtual Remedy? Otherwise => null;

    /// <summary>False where each finding needs a decision of its own.</summary>
    internal virtual bool HasFixAll => true;

    /// <summary>True where what Fix All adds for one finding must stand behind what it adds for a later one.</summary>
    internal virtual bool IsLastFirst => false;

    /// <summary>The code action's title.</summary>
    private protected abstract string Title(Site site);

    /// <summary>The declaration in which the edit lies: what must compile as well as before.</summary>
    private protected virtual SyntaxNode Edited(Site site) => Syntax.MemberOf(site.Node);

    /// <summary>The remedied root, or null where this remedy does not apply.</summary>
    private protected abstract SyntaxNode? Apply(Site site);

    /// <summary>
    /// Applies the remedy to each finding in turn, each on the result of the one before: overlapping edits cannot be lost, and a
    /// name made fresh for one finding is seen by the next. A finding whose node an earlier edit removed is done already.
    /// </summary>
    private async Task<Document> ApplyAllAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        (Document current, ImmutableArray<Mark> marks) = await Mark.AllAsync(document, diagnostics, cancellation).ConfigureAwait(false);
        bool changed = false;
        foreach (Mark mark in IsLastFirst ? marks.Reverse() : marks)
        {
            if (await mark.FindAsync(current, cancellation).ConfigureAwait(false) is not { } site)
                continue;
            Document? next = null;
            for (Remedy? remedy = this; remedy is not null && next is null; remedy = remedy.Otherwise)
                next = await remedy.ApplyAsync(current, site).ConfigureAwait(false);
            changed |= next is not null;
            current = next ?? current;
        }
        return changed ? await Layout.FormatAsync(current, cancellation).ConfigureAwait(false) : document;
    }

    /// <summary>The document remedied at one place, or null where the remedy does not apply, would not compile or would lose a comment.</summary>
    private async Task<Document?> ApplyAsync(Document document, Site site)
    {
        if (Apply(site) is not { } changed || changed.IsEquivalentTo(site.Root) || !Comments.AreKept(site.Root, changed))
            return null;
        Document next = document.WithSyntaxRoot(changed);
        SemanticModel? after = await next.GetSemanticModelAsync(site.Cancellation).ConfigureAwait(false);
        TextSpan member = Edited(site).Span;
        return after is not null && CompileCheck.AddsNoError(site.Model, after, member, site.Cancellation) ? next : null;
    }

    /// <summary>
    /// Fix All for every remedy: all findings of a document in one pass over it. The batch fixer merges independent edits and drops
    /// those that overlap, which two references held in one block always do.
    /// </summary>
    private sealed class FixAll : DocumentBasedFixAllProvider
    {
        public static readonly FixAll Instance = new();

        protected override async Task<Document?> FixAllAsync(
            FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics) =>
            await ((Remedy)fixAllContext.CodeFixProvider)
                .ApplyAllAsync(document, diagnostics, fixAllContext.CancellationToken).ConfigureAwait(false);
    }
}
