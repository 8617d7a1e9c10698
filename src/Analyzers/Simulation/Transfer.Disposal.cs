using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Disposing what an acquire returned gives it back: a guard, and whatever type says of no member that it does.
sealed partial class Transfer
{
    /// <summary>A disposal gives back whatever kind was taken.</summary>
    private const string AnyTag = "*";

    /// <summary>A lease in a variable of type <c>IDisposable</c> is still a lease.</summary>
    private bool IsGivenBackByDisposal(PathState state, Value? value)
    {
        foreach (Tracked row in value is null ? [] : state.Of(value))
        {
            if (IsGivenBackByDisposal(row))
                return true;
        }

        return false;
    }

    /// <summary>To dispose twice is no defect, so of what is no guard only the disposal counts that finds it held.</summary>
    private bool IsGivenBackByDisposal(in Tracked row) =>
        row.Slot.Protocol == Protocol.Guard || (row.Slot.Protocol == Protocol.Reference && row.State.Owes && row.Value.IsOurs && IsWithoutRelease(row.Site));

    /// <summary>Whether the call acquired something that no member of its type gives back.</summary>
    private bool IsWithoutRelease(IOperation? acquire)
    {
        if (acquire is null || CallSite.Of(acquire) is not { } site || body.Contracts.Of(site.Method) is not { } contract)
            return false;
        foreach (Effect effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.Acquired && AcquiredBy(effect, site) is { } type && !body.Contracts.HasRelease(type))
                return true;
        }

        return false;
    }

    /// <summary>The type of what the call acquires: of its result, awaited, or of the argument that gets it.</summary>
    private static ITypeSymbol? AcquiredBy(Effect effect, CallSite site)
    {
        ITypeSymbol? type = effect.On.Kind == OperandKind.Return ? site.Operation.Type : OperandOf(effect.On, site)?.Type;
        return type is null ? null : AnnotationReader.Awaited(type);
    }

    private PathState Dispose(PathState state, Value value, CallSite site)
    {
        foreach (Tracked row in state.Of(value))
        {
            if (IsGivenBackByDisposal(row))
                state = Fire(state, value, row.Slot.Protocol, row.Slot.Tag, ProtocolEvent.Release, site.Operation, null);
        }

        return HoldsNothing(GiveBackCopy(state, value, site), value, site);
    }

    /// <summary>A guard that was disposed says that it holds nothing.</summary>
    private PathState HoldsNothing(PathState state, Value guard, CallSite site) =>
        site.Receiver?.Type is { } type && body.Contracts.Guards.Of(type)?.HeldProperty is { } held && MemberNamed(type, held) is { } property
            ? state.Bind(Values.MemberOf(guard, property), Values.False)
            : state;
}
