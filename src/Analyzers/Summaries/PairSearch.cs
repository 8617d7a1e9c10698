using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Summaries;

/// <summary>
/// Looks for the other half of a pair near a method: in its type, bases, partial parts, nested and containing types. By the
/// names of releasing members, in syntax: another member of that name hides a missing half (errs towards silence).
/// </summary>
sealed class PairSearch(ProtocolCatalogue catalogue, ImmutableHashSet<string> releasingInSource)
{
    /// <summary>Whether the method itself calls a releasing member; what it calls in turn is not asked.</summary>
    public bool MayRelease(IMethodSymbol method, string tag)
    {
        ImmutableHashSet<string> names = catalogue.ReleasingNames(tag).Union(releasingInSource);
        foreach (SyntaxReference part in method.DeclaringSyntaxReferences)
        {
            if (Releases(part.GetSyntax(), names))
                return true;
        }

        return false;
    }

    public bool HasReleasingHalf(IMethodSymbol method, string tag)
    {
        ImmutableHashSet<string> names = catalogue.ReleasingNames(tag).Union(releasingInSource);
        for (INamedTypeSymbol? type = Outermost(method.ContainingType); type is not null; type = type.BaseType)
        {
            foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
            {
                if (Releases(part.GetSyntax(), names))
                    return true;
            }
        }

        return false;
    }

    private static INamedTypeSymbol? Outermost(INamedTypeSymbol? type)
    {
        while (type?.ContainingType is { } outer)
            type = outer;
        return type;
    }

    private static bool Releases(SyntaxNode type, ImmutableHashSet<string> names)
    {
        foreach (SyntaxNode node in type.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && NameOf(call.Expression) is { } name && names.Contains(name))
                return true;
        }

        return false;
    }

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => null,
    };
}
