using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// A module's own code and references on that module.
sealed partial class Transfer
{
    private Value HasBlocked => Values.Ambient("blocked");

    /// <summary>From here on it is too late for a reference of one's own.</summary>
    private PathState Block(PathState state) => state.Know(HasBlocked, true);

    /// <summary>
    /// Whether a reference on the object would be the module's own on itself. Code that has waited before is wrong for having
    /// waited, which no reference taken afterwards mends; while the module is given to its code, its loader holds one.
    /// </summary>
    private bool IsSelf(PathState state, Value? value) =>
        value is { Kind: ValueKind.Initial or ValueKind.Member, Symbol: IParameterSymbol or IFieldSymbol or IPropertySymbol }
        && body.Contracts.IsSelf(value.Symbol)
        && (value.Symbol is IParameterSymbol || state.Known(HasBlocked) != true);

    /// <summary>That is the finding; nothing more is asked of what was taken.</summary>
    private PathState AcquireOnSelf(PathState state, Effect effect, Value value, Protocol protocol, CallSite site) =>
        Fire(state, value, protocol, effect.Tag, ProtocolEvent.AcquireSelf, site.Operation, OperandOf(effect.On, site));
}
