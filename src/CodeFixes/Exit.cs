using Microsoft.CodeAnalysis;

namespace Quiesce.CodeFixes;

/// <summary>One place at which a leak leaves: a statement, or the block of a function at whose end it leaves. Immutable.</summary>
internal sealed class Exit(SyntaxNode node, bool isMixed)
{
    /// <summary>The place, in the document as it is now.</summary>
    public SyntaxNode Node { get; } = node;

    /// <summary>Some path comes here without the reference.</summary>
    public bool IsMixed { get; } = isMixed;
}
