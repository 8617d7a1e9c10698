using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Summaries;

/// <summary>
/// Looks for the other half of a pair near a method: in its type, bases, partial parts, nested and containing types. By the
/// names of releasing members, in syntax: another member of that name hides a missing half (errs towards silence).
/// </summary>
sealed class PairSearch(ProtocolCatalogue catalogue, ReleasesInSource releasingInSource)
{
    private const int MostAsked = 30;

    /// <summary>Whether the method calls a releasing member, or another method near it that does.</summary>
    public bool MayRelease(IMethodSymbol method, string tag) =>
        MayRelease(method, catalogue.ReleasingNames(tag).Union(releasingInSource.NamesOf(tag)), new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default));

    private static bool MayRelease(IMethodSymbol method, ImmutableHashSet<string> names, HashSet<IMethodSymbol> asked)
    {
        if (!asked.Add(method) || asked.Count > MostAsked)
            return false;
        foreach (SyntaxReference part in method.DeclaringSyntaxReferences)
        {
            if (Calls(part.GetSyntax(), names) || Near(method, part.GetSyntax()).Any(called => MayRelease(called, names, asked)))
                return true;
        }

        return false;
    }

    /// <summary>The methods of the same type that the text speaks of.</summary>
    private static IEnumerable<IMethodSymbol> Near(IMethodSymbol method, SyntaxNode text) => text.DescendantNodes().OfType<SimpleNameSyntax>()
        .SelectMany(name => method.ContainingType?.GetMembers(name.Identifier.ValueText) ?? ImmutableArray<ISymbol>.Empty).OfType<IMethodSymbol>();

    /// <summary>
    /// A method that is declared to destroy does, unless it is declared to release. Of another that the language calls to end an
    /// object's life, the type tells: its release calls it when the last reference is gone, and it calls no release.
    /// </summary>
    public bool Destroys(IMethodSymbol method, ITypeSymbol type)
    {
        method = type.FindImplementationForInterfaceMember(method) as IMethodSymbol ?? method;
        if (catalogue.Declared.Of(method) is { } declared)
            return declared.Has(EffectKind.Reclaims) && !declared.Has(EffectKind.Releases);
        return Partners.MembersOf(type).OfType<IMethodSymbol>()
            .Where(m => catalogue.Declared.Of(m)?.Has(EffectKind.Releases) == true)
            .Any(m => m.DeclaringSyntaxReferences.Any(part => Calls(part.GetSyntax(), ImmutableHashSet.Create(method.Name))))
            && !method.DeclaringSyntaxReferences.Any(part => Calls(part.GetSyntax(), catalogue.AllReleasingNames.Union(releasingInSource.Names)));
    }

    public bool HasReleasingHalf(IMethodSymbol method, string tag)
    {
        ImmutableHashSet<string> names = catalogue.ReleasingNames(tag).Union(releasingInSource.NamesOf(tag));
        for (INamedTypeSymbol? type = Outermost(method.ContainingType); type is not null; type = type.BaseType)
        {
            foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
            {
                if (Calls(part.GetSyntax(), names))
                    return true;
            }
        }

        return false;
    }

    public bool AreBothAbout(ISymbol noted, IMethodSymbol method, bool andRelease)
    {
        ImmutableHashSet<string> name = ImmutableHashSet.Create(noted.Name), releases = catalogue.AllReleasingNames.Union(releasingInSource.Names);
        SyntaxReference? self = method.DeclaringSyntaxReferences.FirstOrDefault();
        foreach (SyntaxReference part in Outermost(method.ContainingType)?.DeclaringSyntaxReferences ?? ImmutableArray<SyntaxReference>.Empty)
        {
            foreach (SyntaxNode node in part.GetSyntax().DescendantNodes())
            {
                bool isSelf = self?.SyntaxTree == node.SyntaxTree && node.Span.Contains(self.Span);
                if (node is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax && !isSelf && Calls(node, name) && (!andRelease || Calls(node, releases)))
                    return true;
            }
        }

        return false;
    }

    public bool OnlyReads(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaringSyntaxReferences: { Length: 1 } parts }
        && parts[0].GetSyntax() is MethodDeclarationSyntax method && (method.Body ?? (SyntaxNode?)method.ExpressionBody) is { } text
        && text.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == parameter.Name).All(name => IsRead(name, parameter.Type));

    /// <summary>A member of what the name stands for, and no extension of its type; or something else that has a member of this name.</summary>
    private bool IsRead(IdentifierNameSyntax name, ITypeSymbol type) => name.Parent is MemberAccessExpressionSyntax access
        && (access.Name == name || (Partners.MembersOf(type).Any(m => m.Name == access.Name.Identifier.ValueText)
            && !catalogue.DestroyingNames.Union(releasingInSource.Names).Contains(access.Name.Identifier.ValueText)));

    private static INamedTypeSymbol? Outermost(INamedTypeSymbol? type)
    {
        while (type?.ContainingType is { } outer)
            type = outer;
        return type;
    }

    /// <summary>Whether it is called there, or made a delegate of.</summary>
    private static bool Calls(SyntaxNode type, ImmutableHashSet<string> names)
    {
        foreach (SyntaxNode node in type.DescendantNodes())
        {
            if (node is SimpleNameSyntax name && names.Contains(name.Identifier.ValueText))
                return true;
        }

        return false;
    }

    public static string? NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => null,
    };
}
