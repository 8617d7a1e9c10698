using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Summaries;

/// <summary>
/// Which fields count references: updated atomically somewhere in their type, and used by a member that destroys something. By
/// names, in syntax; asked only where a count decides something, and once per field. Thread-safe.
/// </summary>
sealed class CountSearch(ProtocolCatalogue catalogue, ImmutableHashSet<string> releasingInSource)
{
    private readonly ConcurrentDictionary<IFieldSymbol, bool> _counts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _destroyers = new(SymbolEqualityComparer.Default);

    public bool IsReferenceCount(IFieldSymbol field) => _counts.GetOrAdd(field.OriginalDefinition, FindCount);

    public bool MayDestroy(IMethodSymbol method) => _destroyers.GetOrAdd(method.OriginalDefinition, m =>
        m.DeclaringSyntaxReferences.Any(part => Destroys(part.GetSyntax())));

    private bool FindCount(IFieldSymbol field)
    {
        bool isUpdated = false, destroys = false;
        foreach (MemberDeclarationSyntax member in field.ContainingType.DeclaringSyntaxReferences.SelectMany(MembersOf))
        {
            IdentifierNameSyntax[] mentions = [.. member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == field.Name)];
            isUpdated |= mentions.Any(IsUpdatedAtomically);
            destroys |= mentions.Length > 0 && Destroys(member);
        }

        return isUpdated && destroys;
    }

    private static IEnumerable<MemberDeclarationSyntax> MembersOf(SyntaxReference part) =>
        part.GetSyntax() is TypeDeclarationSyntax type ? type.Members : [];

    private static bool IsUpdatedAtomically(IdentifierNameSyntax mention) =>
        mention.FirstAncestorOrSelf<ArgumentSyntax>() is { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword, Parent.Parent: InvocationExpressionSyntax call }
        && PairSearch.NameOf(call.Expression) is { } name && WellKnownContracts.AtomicNames.Contains(name);

    private bool Destroys(SyntaxNode code)
    {
        foreach (SyntaxNode node in code.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && PairSearch.NameOf(call.Expression) is { } name
                && (catalogue.DestroyingNames.Contains(name) || releasingInSource.Contains(name)))
                return true;
        }

        return false;
    }
}
