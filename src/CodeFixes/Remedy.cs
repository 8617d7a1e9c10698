using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.CodeFixes;

/// <summary>
/// A remedy: a pure function from one finding in one version of a document to the next version. It never analyses again;
/// every name it writes comes from the diagnostic's properties. It is offered only where the result differs from the source
/// and brings no new compile error. Thread-safe: a remedy has no state.
/// </summary>
public abstract class Remedy : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => RemedyFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            ImmutableArray<Diagnostic> one = ImmutableArray.Create(diagnostic);
            Document changed = await ApplyAsync(context.Document, one, context.CancellationToken).ConfigureAwait(false);
            if (changed == context.Document)
                continue;
            string title = await TitleAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            CodeAction action = CodeAction.Create(
                title, cancellation => Layout.FormatAsync(changed, cancellation), GetType().Name);
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    /// <summary>
    /// What Fix All does where this remedy does not apply; null for nothing. <c>dotnet format</c> gives a document that one remedy
    /// has changed to no other remedy of the same rule: without this one run would leave what it can remedy.
    /// </summary>
    internal virtual Remedy? Otherwise => null;

    /// <summary>The code action's title.</summary>
    private protected abstract string Title(Site site);

    /// <summary>The remedied root, or null where this remedy does not apply.</summary>
    private protected abstract SyntaxNode? Apply(Site site);

    /// <summary>
    /// Applies the remedy to each finding in turn, each on the result of the one before: overlapping edits cannot be lost, and a
    /// name made fresh for one finding is seen by the next. A finding whose node an earlier edit removed is done already.
    /// </summary>
    internal async Task<Document> ApplyAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation, bool isFixAll = false)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null)
            return document;
        ImmutableArray<Mark> marks = Mark.All(root, diagnostics);
        Document current = document.WithSyntaxRoot(Mark.Annotate(root, marks));
        bool changed = false;
        foreach (Mark mark in marks)
        {
            Document? next = await ApplyOneAsync(current, mark, cancellation).ConfigureAwait(false);
            if (next is null && isFixAll && Otherwise is { } otherwise)
                next = await otherwise.ApplyOneAsync(current, mark, cancellation).ConfigureAwait(false);
            changed |= next is not null;
            current = next ?? current;
        }
        return changed ? current : document;
    }

    private async Task<string> TitleAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return Title(Mark.SiteOf(diagnostic, root!, model!, cancellation));
    }

    private async Task<Document?> ApplyOneAsync(Document document, Mark mark, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        Site? site = root is null || model is null ? null : mark.Find(root, model, cancellation);
        if (site is null || Apply(site) is not { } changed || changed.IsEquivalentTo(site.Root))
            return null;
        Document next = document.WithSyntaxRoot(changed);
        SemanticModel? after = await next.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        TextSpan member = Syntax.MemberOf(site.Node).Span;
        return after is not null && CompileCheck.AddsNoError(site.Model, after, member, cancellation) ? next : null;
    }
}
