using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>One finding in one version of a document: all that a remedy sees. Immutable.</summary>
internal sealed class Site(
    SyntaxNode root,
    SemanticModel model,
    SyntaxNode node,
    IReadOnlyList<SyntaxNode> steps,
    IReadOnlyList<Exit> exits,
    Diagnostic finding,
    CancellationToken cancellation)
{
    /// <summary>Root of the document; <see cref="Node"/> and <see cref="Steps"/> are in it.</summary>
    public SyntaxNode Root { get; } = root;

    /// <summary>Semantic model of exactly <see cref="Root"/>.</summary>
    public SemanticModel Model { get; } = model;

    /// <summary>The acquire or the wrong call.</summary>
    public SyntaxNode Node { get; } = node;

    /// <summary>The steps of the path that lie in this document.</summary>
    public IReadOnlyList<SyntaxNode> Steps { get; } = steps;

    /// <summary>All the places at which a leak leaves; none where they are not known.</summary>
    public IReadOnlyList<Exit> Exits { get; } = exits;

    /// <summary>Cancels the semantic queries of a remedy.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The finding's node as a call, with or without its <c>x?</c>; null where it is none.</summary>
    public InvocationExpressionSyntax? Call => CallAt(Node);

    /// <summary>A node of a finding as a call.</summary>
    public static InvocationExpressionSyntax? CallAt(SyntaxNode node) =>
        (node is ConditionalAccessExpressionSyntax access ? access.WhenNotNull : node) as InvocationExpressionSyntax;

    /// <summary>The rule's id.</summary>
    public string Id => finding.Id;

    /// <summary>What the diagnostic says under a key of <see cref="FixKeys"/>, or null.</summary>
    public string? Property(string key) => finding.Properties.TryGetValue(key, out string? value) ? value : null;

    /// <summary>The names that the diagnostic lists under a key of <see cref="FixKeys"/>.</summary>
    public HashSet<string> Names(string key) => [.. (Property(key) ?? "").Split(',')];
}
