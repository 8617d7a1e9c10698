using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Destroying what is counted is for the release that finds it was the last one.
sealed partial class Transfer
{
    /// <summary>
    /// A counted object is destroyed by something else than its release. Not asked where it may be the last reference all the same:
    /// what this body made and told nobody, what a release before it said was the last, and what the object's own type or a
    /// method that is declared to destroy it does.
    /// </summary>
    private PathState Destroy(PathState state, Effect effect, Value value, CallSite site)
    {
        IOperation? operand = OperandOf(effect.On, site);
        if (value.Kind == ValueKind.Constant || operand is null || TypeOf(operand) is not { } type || body.Contracts.CountedKind(type) is not { } kind)
            return state;
        Tracked? row = state.Find(value, body.Slot(Protocol.Reference, kind));
        bool isKnownOnlyHere = value.IsOurs && row is null;
        if (isKnownOnlyHere || IsToldLast(row) || IsEntitled(type, value) || !body.Contracts.Destroys(site.Method, type))
            return state;
        return Fire(state, value, Protocol.Reference, kind, ProtocolEvent.Reclaim, site.Operation, operand);
    }

    /// <summary>The object as it was before it was converted for the call or the store.</summary>
    private static ITypeSymbol? TypeOf(IOperation operation)
    {
        while (operation is Microsoft.CodeAnalysis.Operations.IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion)
            operation = conversion.Operand;
        return operation.Type;
    }

    /// <summary>The release that came before has a result, which may say that nobody else holds one.</summary>
    private static bool IsToldLast(Tracked? row) =>
        row is { State.Phase: Phase.Released or Phase.Consumed, Release.Type: { SpecialType: not SpecialType.System_Void } };

    private bool IsEntitled(ITypeSymbol type, Value value)
    {
        for (INamedTypeSymbol? around = body.Method.ContainingType; around is not null; around = around.ContainingType)
        {
            if (IsBaseOf(around, type) || IsBaseOf(type, around))
                return true;
        }

        if (body.Contracts.Of(body.Method) is not { } own)
            return false;
        foreach (Effect effect in own.Effects)
        {
            bool isThis = effect.On.Kind == OperandKind.Parameter && value.Symbol is IParameterSymbol parameter && parameter.Ordinal == effect.On.Ordinal;
            if (effect.Kind is EffectKind.Reclaims or EffectKind.Releases && (isThis || effect.On.Kind == OperandKind.This))
                return true;
        }

        return false;
    }

    private static bool IsBaseOf(ITypeSymbol parent, ITypeSymbol type)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, parent.OriginalDefinition))
                return true;
        }

        return false;
    }
}
