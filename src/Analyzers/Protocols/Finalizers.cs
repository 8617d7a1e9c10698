using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>What becomes of an object that nobody has.</summary>
static class Finalizers
{
    /// <summary>Whether what the member holds is lost with its object: it is only a place, and no finalizer looks at it.</summary>
    public static bool LoseWithoutOne(ISymbol member) => IsPlace(member) && !Has(member.ContainingType);

    private static bool IsPlace(ISymbol member) => member switch
    {
        IFieldSymbol => true,
        IPropertySymbol => member.ContainingType.GetMembers().Any(other => other is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, member)),
        _ => false,
    };

    /// <summary>That of <see cref="object"/> does nothing.</summary>
    private static bool Has(INamedTypeSymbol? type)
    {
        for (; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            if (type.GetMembers(WellKnownMemberNames.DestructorName).Any(member => member is IMethodSymbol { Parameters.IsEmpty: true }))
                return true;
        }

        return false;
    }
}
