using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Simulation;

/// <summary>The integers of one type, in their order; an enum's are those of the type that it is made of.</summary>
/// <param name="Bits">How many bits a number has besides the sign.</param>
/// <param name="IsSigned">Whether there are numbers below zero.</param>
readonly record struct NumberType(int Bits, bool IsSigned)
{
    /// <summary>Null where the type is none of whole numbers that are each less than another or not.</summary>
    public static NumberType? Of(ITypeSymbol? type) => ((type as INamedTypeSymbol)?.EnumUnderlyingType ?? type)?.SpecialType switch
    {
        SpecialType.System_SByte => new(7, true),
        SpecialType.System_Byte => new(8, false),
        SpecialType.System_Int16 => new(15, true),
        SpecialType.System_UInt16 or SpecialType.System_Char => new(16, false),
        SpecialType.System_Int32 => new(31, true),
        SpecialType.System_UInt32 => new(32, false),
        SpecialType.System_Int64 => new(63, true),
        SpecialType.System_UInt64 => new(64, false),
        _ => null,
    };

    /// <summary>Whether each number of <paramref name="other"/> is one of this type too.</summary>
    public bool Has(NumberType other) => Bits >= other.Bits && (IsSigned || !other.IsSigned);

    /// <summary>Whether the number is one of this type.</summary>
    public bool Has(long number) => (IsSigned || number >= 0) && (Bits >= 63 || (number < 1L << Bits && number >= -(1L << Bits)));
}
