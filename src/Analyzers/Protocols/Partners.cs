using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// The members of one type that go together in one kind of resource: what gives back, what tries, what guards. Found by
/// their contracts; the remedies are told these names and know none themselves.
/// </summary>
sealed record Partners(string? Release, string? TryAcquire, string? Guard, string? GuardHeld, ITypeSymbol? GuardType)
{
    public static Partners Of(ITypeSymbol type, string kind, DeclaredContracts contracts)
    {
        string? release = null, tryAcquire = null;
        IMethodSymbol? guard = null;
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>().Where(IsSimple))
        {
            foreach (Effect effect in contracts.Of(method)?.Effects ?? ImmutableArray<Effect>.Empty)
            {
                if (effect.Tag != kind)
                    continue;
                if (effect is { Kind: EffectKind.Releases, On.Kind: OperandKind.This })
                    release ??= method.Name;
                if (effect is { Kind: EffectKind.Acquires, On.Kind: OperandKind.This, When: When.True })
                    tryAcquire ??= method.Name;
                if (effect is { Kind: EffectKind.Acquired, On.Kind: OperandKind.Return } && IsScope(method, contracts))
                    guard ??= method;
            }
        }

        string? held = guard is null ? null : contracts.Guards.Of(guard.ReturnType)?.HeldProperty;
        return new Partners(release, tryAcquire, guard?.Name, held, guard?.ReturnType);
    }

    private static bool IsSimple(IMethodSymbol method) =>
        method is { IsStatic: false, MethodKind: MethodKind.Ordinary, TypeParameters.IsEmpty: true }
        && method.Parameters.All(p => p.IsOptional) && method.DeclaredAccessibility >= Accessibility.Internal;

    private static bool IsScope(IMethodSymbol method, DeclaredContracts contracts) =>
        contracts.Guards.Of(method.ReturnType) is { HeldProperty: not null };
}
