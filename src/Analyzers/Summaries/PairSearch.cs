using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Summaries;

/// <summary>
/// Looks for the other half of a pair near a method: in its type, bases, partial parts, nested and containing types. By the
/// names of releasing members, in syntax: another member of that name hides a missing half (errs towards silence).
/// </summary>
sealed class PairSearch(ProtocolCatalogue catalogue, ReleasesInSource releasingInSource, NamesInText names)
{
    private const int MostAsked = 30;

    private readonly ConcurrentDictionary<string, ImmutableHashSet<string>> _releasing = new();
    private readonly Lazy<ImmutableHashSet<string>> _allReleasing = new(() => catalogue.AllReleasingNames.Union(releasingInSource.Names));

    /// <summary>Whether the method calls a releasing member, or another method near it that does.</summary>
    public bool MayRelease(IMethodSymbol method, string tag) =>
        MayRelease(method, ReleasingNames(tag), new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default));

    private bool MayRelease(IMethodSymbol method, ImmutableHashSet<string> releasing, HashSet<IMethodSymbol> asked)
    {
        if (!asked.Add(method) || asked.Count > MostAsked)
            return false;
        foreach (SyntaxReference part in method.DeclaringSyntaxReferences)
        {
            if (names.MentionsAny(part.GetSyntax(), releasing) || Near(method, part.GetSyntax()).Any(called => MayRelease(called, releasing, asked)))
                return true;
        }

        return false;
    }

    /// <summary>The methods of the same type that the text speaks of.</summary>
    private IEnumerable<IMethodSymbol> Near(IMethodSymbol method, SyntaxNode text) => names.All(text)
        .SelectMany(name => method.ContainingType?.GetMembers(name) ?? ImmutableArray<ISymbol>.Empty).OfType<IMethodSymbol>();

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
            .Any(m => m.DeclaringSyntaxReferences.Any(part => names.Of(method.Name, part.GetSyntax()).Count > 0))
            && !method.DeclaringSyntaxReferences.Any(part => names.MentionsAny(part.GetSyntax(), _allReleasing.Value));
    }

    public bool HasReleasingHalf(IMethodSymbol method, string tag)
    {
        ImmutableHashSet<string> releasing = ReleasingNames(tag);
        for (INamedTypeSymbol? type = Outermost(method.ContainingType); type is not null; type = type.BaseType)
        {
            foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
            {
                if (names.MentionsAny(part.GetSyntax(), releasing))
                    return true;
            }
        }

        return false;
    }

    public bool AreBothAbout(ISymbol noted, IMethodSymbol method, bool andRelease)
    {
        SyntaxReference? self = method.DeclaringSyntaxReferences.FirstOrDefault();
        foreach (SyntaxReference part in Outermost(method.ContainingType)?.DeclaringSyntaxReferences ?? ImmutableArray<SyntaxReference>.Empty)
        {
            foreach (SyntaxNode around in names.Of(noted.Name, part.GetSyntax()).SelectMany(mention => mention.Ancestors()))
            {
                bool isSelf = self?.SyntaxTree == around.SyntaxTree && around.Span.Contains(self.Span);
                if (around is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax && !isSelf && (!andRelease || names.MentionsAny(around, _allReleasing.Value)))
                    return true;
            }
        }

        return false;
    }

    public bool OnlyReads(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaringSyntaxReferences: { Length: 1 } parts }
        && parts[0].GetSyntax() is MethodDeclarationSyntax method && (method.Body ?? (SyntaxNode?)method.ExpressionBody) is { } text
        && names.Of(parameter.Name, text).All(name => name is not IdentifierNameSyntax mention || IsRead(mention, parameter.Type));

    /// <summary>A member of what the name stands for, and no extension of its type; or something else that has a member of this name.</summary>
    private bool IsRead(IdentifierNameSyntax name, ITypeSymbol type) => name.Parent is MemberAccessExpressionSyntax access
        && (access.Name == name || (Partners.MembersOf(type).Any(m => m.Name == access.Name.Identifier.ValueText)
            && !catalogue.DestroyingNames.Contains(access.Name.Identifier.ValueText) && !releasingInSource.Names.Contains(access.Name.Identifier.ValueText)));

    private ImmutableHashSet<string> ReleasingNames(string tag) =>
        _releasing.GetOrAdd(tag, t => catalogue.ReleasingNames(t).Union(releasingInSource.NamesOf(t)));

    private static INamedTypeSymbol? Outermost(INamedTypeSymbol? type)
    {
        while (type?.ContainingType is { } outer)
            type = outer;
        return type;
    }

    public static string? NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => null,
    };
}
