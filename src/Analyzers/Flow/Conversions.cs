using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>What conversions hide: the object is the same one before and after.</summary>
static class Conversions
{
    /// <summary>What is converted, through all conversions that no operator of the program's makes.</summary>
    public static IOperation Unconverted(this IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
            value = conversion.Operand;
        return value;
    }

    /// <summary>Whether <paramref name="type"/> is <paramref name="parent"/> or derives from it.</summary>
    public static bool IsOrDerivesFrom(this ITypeSymbol type, ITypeSymbol parent)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, parent))
                return true;
        }

        return false;
    }
}
