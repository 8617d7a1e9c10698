using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>The variables that guards are copied from, and whether they live on beside the copy.</summary>
static class Originals
{
    /// <summary>The variable that is read, where <paramref name="value"/> copies a struct guard out of one; else null.</summary>
    public static IOperation? CopiedBy(IOperation value, GuardTypes guards)
    {
        IOperation source = value.Unconverted();
        return source is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
            && source.Type is { TypeKind: TypeKind.Struct } type && guards.Of(type) is not null
            ? source
            : null;
    }

    /// <summary>The variable that a call disposes.</summary>
    public static ISymbol? DisposedBy(IOperation? call, Body body) => Variable((call is null ? null : CallSite.Of(call))?.Receiver, body);

    /// <summary>
    /// Whether somebody else's variable (a field, a reference, a captured variable) still holds the guard of which a copy went on its
    /// own way: its owner will dispose it too.
    /// </summary>
    public static bool LiveOn(in Tracked row, PathState state, Body body)
    {
        if (row.State.Phase is not (Phase.Copied or Phase.Released) || PlaceOf(row.Value, body) is not { } place)
            return false;
        bool isDisposedItself = row.State.Phase == Phase.Released
            && SymbolEqualityComparer.Default.Equals(DisposedBy(row.Last, body), row.Value.Symbol);
        return ReferenceEquals(state.ValueOf(place), row.Value) && !isDisposedItself;
    }

    /// <summary>Where a guard that came from outside came from; null for one of this body's own.</summary>
    private static Place? PlaceOf(Value value, Body body) => value switch
    {
        { Kind: ValueKind.Member, Symbol: IFieldSymbol field } => body.Values.MemberOf(value.Base!, field),
        { Kind: ValueKind.Initial, Symbol: IFieldSymbol field } => body.Values.Variable(field),
        { Kind: ValueKind.Initial, Symbol: IParameterSymbol { RefKind: not RefKind.None } reference } => body.Values.Variable(reference),
        { Kind: ValueKind.Initial, Symbol: IParameterSymbol or ILocalSymbol } when !body.IsLocal(value.Symbol) => body.Values.Variable(value.Symbol),
        _ => null,
    };

    private static ISymbol? Variable(IOperation? reference, Body body) => reference?.Unconverted() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IFlowCaptureReferenceOperation capture => Variable(body.Captured(capture.Id), body),
        _ => null,
    };
}
