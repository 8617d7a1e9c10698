using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>What a body takes and keeps is half of a pair: whether something says that the other half exists.</summary>
static class OtherHalf
{
    /// <summary>The body declares it, its object ends there, or code near it gives such a reference back.</summary>
    public static bool IsNear(Body body, string kind)
    {
        if (IsAtEnd(body))
            return true;
        if (body.Contracts.Of(body.Method) is { } declared)
        {
            foreach (Effect effect in declared.Effects)
            {
                if (effect.Kind is EffectKind.Acquires or EffectKind.Acquired && effect.Tag == kind)
                    return true;
            }
        }

        return body.Contracts.HasReleasingHalf(body.Method, kind);
    }

    /// <summary>The body declares that it takes just that many whenever it returns: a path that seems to take less does not return.</summary>
    public static bool IsDeclared(Body body, in Tracked row)
    {
        if (body.Contracts.Of(body.Method) is not { } declared)
            return false;
        foreach (Effect effect in declared.Effects)
        {
            if (effect is { Kind: EffectKind.Acquires, When: When.Returns } && effect.Tag == row.Slot.Tag && effect.Count == row.State.Count
                && ReferenceEquals(Entry.OperandOf(body, effect.On), row.Value))
                return true;
        }

        return false;
    }

    /// <summary>The net effect that the body declares to have on what it consumes: one less. Zero of anything else.</summary>
    public static int Consumed(Body body, in Tracked row)
    {
        if (body.Contracts.Of(body.Method) is not { } declared)
            return 0;
        foreach (Effect effect in declared.Effects)
        {
            if (effect.Kind is EffectKind.Releases or EffectKind.Owns && ReferenceEquals(Entry.OperandOf(body, effect.On), row.Value))
                return -Math.Max(effect.Count, 1);
        }

        return 0;
    }

    /// <summary>What is taken while the object ends, and given back nowhere in there, is meant to stay, if it was to be had: nobody enters any more.</summary>
    public static bool IsKeptForGood(Body body, string kind) => IsAtEnd(body) && !body.Contracts.MayRelease(body.Method, kind);

    private static bool IsAtEnd(Body body)
    {
        for (ISymbol? function = body.Method; function is IMethodSymbol method; function = function.ContainingSymbol)
        {
            if (WellKnownContracts.IsDispose(method))
                return true;
        }

        return false;
    }
}
