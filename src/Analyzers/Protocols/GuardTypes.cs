using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>Which types are guards, and which property tells whether one holds anything.</summary>
sealed class GuardTypes
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, Guard?> _guards = new(SymbolEqualityComparer.Default);

    /// <summary>A guard type; <paramref name="HeldProperty"/> is null where the guard itself is null when it holds nothing.</summary>
    public sealed record Guard(string? HeldProperty);

    /// <summary>The guard that the type is, derives from, or may have for a value.</summary>
    public Guard? Of(ITypeSymbol? type) =>
        (type is null ? null : Underlying(type)) is INamedTypeSymbol named ? _guards.GetOrAdd(named.OriginalDefinition, Read) : null;

    /// <summary>The type of the value that a nullable one may have; any other type as it is.</summary>
    public static ITypeSymbol Underlying(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    /// <summary>Whether an acquire that returns this type can return without having acquired.</summary>
    public bool MayHoldNothing(ITypeSymbol type) =>
        type.NullableAnnotation == NullableAnnotation.Annotated
        || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || Of(type) is { HeldProperty: not null };

    /// <summary>What is wrong with the annotation of a guard type itself.</summary>
    public static ContractProblem? ProblemOf(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (Annotation.From(attribute, Operand.This) is not { Name: MetadataNames.Guard } word || word.Text(MetadataNames.HeldProperty) is not { } held)
                continue;
            if (!type.GetMembers(held).Any(m => m is IPropertySymbol { IsStatic: false, GetMethod: not null, Type.SpecialType: SpecialType.System_Boolean }))
                return new($"'{held}' is no bool property of '{type.Name}' that tells whether it holds anything", attribute.ApplicationSyntaxReference);
        }

        return null;
    }

    private static Guard? Read(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            foreach (AttributeData attribute in t.GetAttributes())
            {
                if (Annotation.From(attribute, Operand.This) is { Name: MetadataNames.Guard } word)
                    return new Guard(word.Text(MetadataNames.HeldProperty));
            }
        }

        return null;
    }
}
