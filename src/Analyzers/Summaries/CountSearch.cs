using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Summaries;

/// <summary>
/// Which fields count references: counted up and down atomically in their type or one around it, and used by a member that destroys something. What
/// only grows is a statistic, what only shrinks a number of tries. By names, in syntax; asked only where a count decides something, and once per field. Thread-safe.
/// </summary>
sealed class CountSearch(ProtocolCatalogue catalogue, ImmutableHashSet<string> releasingInSource, NamesInText names)
{
    private readonly ConcurrentDictionary<IFieldSymbol, bool> _counts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IFieldSymbol, bool> _references = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _destroyers = new(SymbolEqualityComparer.Default);

    public bool CountsUpAndDown(IFieldSymbol field) => _counts.GetOrAdd(field.OriginalDefinition, FindUpAndDown);

    public bool IsReferenceCount(IFieldSymbol field) =>
        CountsUpAndDown(field) && _references.GetOrAdd(field.OriginalDefinition, f => MembersWith(f).Any(member => Destroys(member.Key)));

    public bool MayDestroy(IMethodSymbol method) => _destroyers.GetOrAdd(method.OriginalDefinition, m =>
        m.DeclaringSyntaxReferences.Any(part => Destroys(part.GetSyntax())));

    /// <summary>Another method that gets the field by reference may count either way (errs towards looking).</summary>
    private bool FindUpAndDown(IFieldSymbol field)
    {
        IdentifierNameSyntax[] mentions = [.. MembersWith(field).SelectMany(member => member)];
        return mentions.Any(m => IsUpdated(m, WellKnownContracts.NotCountingUp))
            && mentions.Any(m => IsUpdated(m, WellKnownContracts.NotCountingDown) || IsDecremented(m));
    }

    private IEnumerable<IGrouping<MemberDeclarationSyntax, IdentifierNameSyntax>> MembersWith(IFieldSymbol field) =>
        Outermost(field.ContainingType).DeclaringSyntaxReferences.SelectMany(part => names.Of(field.Name, part.GetSyntax())).OfType<IdentifierNameSyntax>()
            .Where(mention => MemberAround(mention) is not null).GroupBy(mention => MemberAround(mention)!);

    /// <summary>The types around may count what a nested one keeps.</summary>
    private static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
            type = outer;
        return type;
    }

    private static MemberDeclarationSyntax? MemberAround(IdentifierNameSyntax mention) =>
        mention.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not BaseTypeDeclarationSyntax);

    /// <summary>By one update that is not atomic among those that are.</summary>
    private static bool IsDecremented(IdentifierNameSyntax mention)
    {
        SyntaxNode field = mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention ? access : mention;
        return field.Parent.IsKind(SyntaxKind.PostDecrementExpression) || field.Parent.IsKind(SyntaxKind.PreDecrementExpression);
    }

    private static bool IsUpdated(IdentifierNameSyntax mention, ImmutableHashSet<string> others) =>
        mention.FirstAncestorOrSelf<ArgumentSyntax>() is { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword, Parent.Parent: InvocationExpressionSyntax call }
        && PairSearch.NameOf(call.Expression) is { } name && !others.Contains(name);

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
