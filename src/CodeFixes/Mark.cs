using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.CodeFixes;

/// <summary>A finding whose nodes carry annotations, so that it is found again after other edits of its document.</summary>
internal sealed class Mark
{
    private readonly Diagnostic _diagnostic;
    private readonly SyntaxAnnotation _primary = new("Quiesce.Finding");
    private readonly SyntaxAnnotation _step = new("Quiesce.Step");

    private Mark(Diagnostic diagnostic) => _diagnostic = diagnostic;

    /// <summary>
    /// One mark for each place with a finding, in source order: a place is remedied once, whatever was found there. Findings of
    /// another version of the document are left out: <c>dotnet format</c> hands one remedy's findings to the next one although the
    /// first has changed the document, and their places mean nothing there.
    /// </summary>
    public static ImmutableArray<Mark> All(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics
            .Where(diagnostic => IsOf(root.SyntaxTree, diagnostic.Location))
            .GroupBy(diagnostic => diagnostic.Location.SourceSpan)
            .OrderBy(group => group.Key.Start)
            .Select(group => new Mark(group.First()))
            .ToImmutableArray();

    /// <summary>The root with every mark's nodes annotated.</summary>
    public static SyntaxNode Annotate(SyntaxNode root, ImmutableArray<Mark> marks)
    {
        Dictionary<SyntaxNode, List<SyntaxAnnotation>> annotations = new();
        foreach (Mark mark in marks)
        {
            Add(annotations, NodeAt(root, mark._diagnostic.Location), mark._primary);
            foreach (Location step in mark._diagnostic.AdditionalLocations)
                Add(annotations, NodeAt(root, step, mark._diagnostic.Location.SourceTree), mark._step);
        }
        return root.ReplaceNodes(
            annotations.Keys, (original, rewritten) => rewritten.WithAdditionalAnnotations(annotations[original]));
    }

    /// <summary>The finding in this version of the document, or null when an edit has removed its node.</summary>
    public Site? Find(SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode? node = root.GetAnnotatedNodes(_primary).FirstOrDefault();
        if (node is null)
            return null;
        SyntaxNode[] steps = root.GetAnnotatedNodes(_step).ToArray();
        return new Site(root, model, node, steps, _diagnostic.Properties, cancellation);
    }

    /// <summary>A finding in the very version of the document that it was reported for.</summary>
    public static Site SiteOf(Diagnostic diagnostic, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode node = NodeAt(root, diagnostic.Location) ?? root;
        SyntaxNode[] steps = [.. diagnostic.AdditionalLocations
            .Select(step => NodeAt(root, step, diagnostic.Location.SourceTree)).OfType<SyntaxNode>()];
        return new Site(root, model, node, steps, diagnostic.Properties, cancellation);
    }

    private static bool IsOf(SyntaxTree tree, Location location) =>
        location.SourceTree is { } source && (source == tree || source.GetText().ContentEquals(tree.GetText()));

    private static SyntaxNode? NodeAt(SyntaxNode root, Location location, SyntaxTree? tree = null) =>
        (tree is null || location.SourceTree == tree) && root.FullSpan.Contains(location.SourceSpan)
            ? root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)
            : null;

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
