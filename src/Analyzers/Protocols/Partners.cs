using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// The members of one type that go together in one kind of resource: what takes, what gives back, what tries, what guards.
/// Found by their contracts; the remedies are told these names and know none themselves.
/// </summary>
/// <param name="Acquires">Names of all members after which the object, or a guard made from it, holds one more reference.</param>
/// <param name="Releases">Names of all members that give one back.</param>
/// <param name="Release">The one that a remedy may write.</param>
/// <param name="TryAcquire">A method that takes one if it can and says so.</param>
/// <param name="Guard">A method that returns a guard which can tell whether it holds.</param>
/// <param name="GuardHeld">The property of the guard that tells.</param>
sealed record Partners(
    ImmutableArray<string> Acquires,
    ImmutableArray<string> Releases,
    string? Release,
    string? TryAcquire,
    IMethodSymbol? Guard,
    string? GuardHeld)
{
    public static Partners Of(ITypeSymbol type, string kind, DeclaredContracts contracts, IEnumerable<IMethodSymbol> extensions)
    {
        (IMethodSymbol Method, Effect Effect)[] rows = [.. MembersOf(type).OfType<IMethodSymbol>().Where(method => !method.IsStatic)
            .Concat(extensions).SelectMany(
            method => EffectsOf(method, contracts).Where(effect => effect.Tag == kind),
            (method, effect) => (method, effect))];
        IMethodSymbol? guard = First(row => IsGuard(row.Method, row.Effect, contracts)
            && contracts.Guards.Of(row.Method.ReturnType) is { HeldProperty: not null });
        return new Partners(
            Names(row => row.Effect is { Kind: EffectKind.Acquires, On.Kind: OperandKind.This } || IsGuard(row.Method, row.Effect, contracts)),
            Names(row => row.Effect is { Kind: EffectKind.Releases, On.Kind: OperandKind.This }),
            First(row => row.Effect is { Kind: EffectKind.Releases, On.Kind: OperandKind.This, When: When.Returns, Count: 1 } && !MustBeChecked(row.Method, contracts))?.Name,
            First(row => row.Effect is { Kind: EffectKind.Acquires, On.Kind: OperandKind.This, When: When.True, Count: 1 })?.Name,
            guard,
            contracts.Guards.Of(guard?.ReturnType)?.HeldProperty);

        ImmutableArray<string> Names(Func<(IMethodSymbol Method, Effect Effect), bool> isWanted) =>
            rows.Where(isWanted).Select(row => row.Method.AssociatedSymbol?.Name ?? row.Method.Name).Distinct().ToImmutableArray();

        IMethodSymbol? First(Func<(IMethodSymbol Method, Effect Effect), bool> isWanted) =>
            rows.Where(isWanted).Select(row => row.Method).FirstOrDefault(method => IsSimple(method, given: 0));
    }

    /// <summary>
    /// The kind of which the type has members that take a reference on it and members that give one back; the first by name
    /// where it has several, null where none.
    /// </summary>
    public static string? KindOf(ITypeSymbol type, DeclaredContracts contracts)
    {
        Effect[] effects = [.. EffectsOn(type, contracts)];
        return effects.Where(IsRelease)
            .Select(e => e.Tag)
            .Where(tag => effects.Any(e => e.Tag == tag && e.Kind == EffectKind.Acquires && e.On == Operand.This))
            .OrderBy(tag => tag, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    /// <summary>The first member that gives back, whenever it returns, the one reference that its one argument of a type carries.</summary>
    public static string? TakerOf(ITypeSymbol type, string kind, ITypeSymbol carrier, DeclaredContracts contracts) => MembersOf(type).OfType<IMethodSymbol>()
        .FirstOrDefault(method => method.Parameters.FirstOrDefault() is { RefKind: RefKind.None } only && IsSimple(method, given: 1) && !MustBeChecked(method, contracts)
            && SymbolEqualityComparer.Default.Equals(only.Type, carrier)
            && contracts.Of(method)?.On(0, EffectKind.Releases) is { When: When.Returns, Count: 1 } effect && effect.Tag == kind)?.Name;

    /// <summary>What gives a guard's reference back, whatever the type; null where it is not disposed by a call that ends with it.</summary>
    public static string? DisposalOf(ITypeSymbol type) =>
        MembersOf(type).OfType<IMethodSymbol>().FirstOrDefault(method => WellKnownContracts.IsDispose(method) && method.ReturnsVoid)?.Name;

    /// <summary>Whether a member of the type gives a reference on its object back.</summary>
    public static bool HaveRelease(ITypeSymbol type, DeclaredContracts contracts) => EffectsOn(type, contracts).Any(IsRelease);

    /// <summary>Whether the members of the type take and give back in no more than one kind.</summary>
    public static bool HaveOneKind(ITypeSymbol type, DeclaredContracts contracts) => EffectsOn(type, contracts)
        .Where(e => e.Kind is EffectKind.Acquires or EffectKind.Releases && e.On == Operand.This).Select(e => e.Tag).Distinct().Count() <= 1;

    private static IEnumerable<Effect> EffectsOn(ITypeSymbol type, DeclaredContracts contracts) => MembersOf(type).OfType<IMethodSymbol>()
        .Where(m => !m.IsStatic).SelectMany(m => contracts.Of(m)?.Effects ?? ImmutableArray<Effect>.Empty);

    private static bool IsRelease(Effect effect) => effect is { Kind: EffectKind.Releases, On: { Kind: OperandKind.This, Member: null } };

    /// <summary>The effects as the caller sees them: what an extension does to its first parameter, it does to its receiver.</summary>
    private static IEnumerable<Effect> EffectsOf(IMethodSymbol method, DeclaredContracts contracts)
    {
        ImmutableArray<Effect> effects = contracts.Of(method.ReducedFrom ?? method)?.Effects ?? ImmutableArray<Effect>.Empty;
        return method.ReducedFrom is null
            ? effects
            : effects.Select(effect => effect.On == Operand.Parameter(0) ? effect with { On = Operand.This } : effect);
    }

    /// <summary>The members that can be called on the type, its own before those of its bases.</summary>
    public static IEnumerable<ISymbol> MembersOf(ITypeSymbol type)
    {
        IEnumerable<ITypeSymbol> further = type switch
        {
            ITypeParameterSymbol parameter => parameter.ConstraintTypes,
            { TypeKind: TypeKind.Interface } => type.Interfaces,
            { BaseType: { } parent } => [parent],
            _ => [],
        };
        return type.GetMembers().Concat(further.SelectMany(MembersOf));
    }

    /// <summary>A call that a remedy can write with so many arguments, and whose end is the call's end.</summary>
    private static bool IsSimple(IMethodSymbol method, int given) =>
        method is { MethodKind: MethodKind.Ordinary, TypeParameters.IsEmpty: true }
        && method.ReturnType.Name is not (MetadataNames.Task or MetadataNames.ValueTask)
        && method.Parameters.Skip(given).All(p => p.IsOptional) && method.DeclaredAccessibility >= Accessibility.Internal;

    /// <summary>A release whose result somebody must look at is nothing that can be put just anywhere.</summary>
    private static bool MustBeChecked(IMethodSymbol method, DeclaredContracts contracts) =>
        EffectsOf(method, contracts).Any(effect => effect.Kind == EffectKind.MustCheck);

    private static bool IsGuard(IMethodSymbol method, Effect effect, DeclaredContracts contracts) =>
        effect is { Kind: EffectKind.Acquired, On.Kind: OperandKind.Return } && contracts.Guards.Of(AnnotationReader.Awaited(method.ReturnType)) is not null;
}
