using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.CodeFixes;

/// <summary>A finding whose nodes carry annotations, so that it is found again after other edits of its document.</summary>
internal sealed class Mark
{
    private readonly Diagnostic _diagnostic;
    private readonly SyntaxAnnotation _primary = new("finding");
    private readonly SyntaxAnnotation _step = new("step");
    private readonly ImmutableArray<(ExitMark Place, SyntaxAnnotation Annotation)> _exits;

    private Mark(Diagnostic diagnostic)
    {
        _diagnostic = diagnostic;
        _exits = ExitMark.Of(diagnostic).Select(place => (place, new SyntaxAnnotation("exit"))).ToImmutableArray();
    }

    /// <summary>
    /// The document with its findings marked: one mark for each place with a finding, in source order; a place is remedied once,
    /// whatever was found there. Findings of another version of the document are left out: <c>dotnet format</c> hands one remedy's
    /// findings to the next one although the first has changed the document, and their places mean nothing there.
    /// </summary>
    public static async Task<(Document Document, ImmutableArray<Mark> Marks)> AllAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
            return (document, ImmutableArray<Mark>.Empty);
        ImmutableArray<Mark> marks = diagnostics
            .Where(diagnostic => IsOf(root.SyntaxTree, diagnostic.Location))
            .GroupBy(diagnostic => diagnostic.Location.SourceSpan)
            .OrderBy(group => group.Key.Start)
            .Select(group => new Mark(group.First()))
            .ToImmutableArray();
        return (document.WithSyntaxRoot(Annotate(root, marks)), marks);
    }

    /// <summary>The finding in this version of the document, or null when an edit has removed its node.</summary>
    public async Task<Site?> FindAsync(Document document, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root is not null && model is not null && root.GetAnnotatedNodes(_primary).FirstOrDefault() is { } node
            ? new Site(root, model, node, [.. root.GetAnnotatedNodes(_step)], ExitsIn(root), _diagnostic, cancellation)
            : null;
    }

    /// <summary>The places at which a leak leaves; none when an edit has removed one of them.</summary>
    private IReadOnlyList<Exit> ExitsIn(SyntaxNode root)
    {
        Exit[] exits = [.. _exits.SelectMany(exit =>
            root.GetAnnotatedNodes(exit.Annotation).Take(1).Select(node => new Exit(node, exit.Place.IsMixed)))];
        return exits.Length == _exits.Length ? exits : [];
    }

    private static SyntaxNode Annotate(SyntaxNode root, ImmutableArray<Mark> marks)
    {
        Dictionary<SyntaxNode, List<SyntaxAnnotation>> annotations = new();
        foreach (Mark mark in marks)
        {
            Add(annotations, NodeAt(root, mark._diagnostic.Location), mark._primary);
            foreach (Location step in mark._diagnostic.AdditionalLocations)
                Add(annotations, NodeAt(root, step, mark._diagnostic.Location.SourceTree), mark._step);
            foreach ((ExitMark place, SyntaxAnnotation annotation) in mark._exits)
                Add(annotations, NodeAt(root, place.Span), annotation);
        }
        return root.ReplaceNodes(
            annotations.Keys, (original, rewritten) => rewritten.WithAdditionalAnnotations(annotations[original]));
    }

    private static bool IsOf(SyntaxTree tree, Location location) =>
        location.SourceTree is { } source && (source == tree || source.GetText().ContentEquals(tree.GetText()));

    private static SyntaxNode? NodeAt(SyntaxNode root, Location location, SyntaxTree? tree = null) =>
        tree is null || location.SourceTree == tree ? NodeAt(root, location.SourceSpan) : null;

    private static SyntaxNode? NodeAt(SyntaxNode root, TextSpan span) =>
        root.FullSpan.Contains(span) ? root.FindNode(span, getInnermostNodeForTie: true) : null;

    private static void Add(
        Dictionary<SyntaxNode, List<SyntaxAnnotation>> annotations, SyntaxNode? node, SyntaxAnnotation annotation)
    {
        if (node is null)
            return;
        if (!annotations.TryGetValue(node, out List<SyntaxAnnotation> list))
            annotations.Add(node, list = []);
        list.Add(annotation);
    }
}
