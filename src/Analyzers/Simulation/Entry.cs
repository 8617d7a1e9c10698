using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>What a body starts with: its own contract, seen from inside.</summary>
static class Entry
{
    public static PathState Of(Body body)
    {
        PathState state = PathState.Begin(body.Budget);
        if (body.Contracts.Of(body.Method) is not { } contract)
            return state;
        foreach (Effect effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.RequiresReadSide && effect.On.Kind == OperandKind.Ambient)
                state = Start(state, body.Values.Ambient(effect.Tag), body.Slot(Protocol.ReadSide, effect.Tag), new(Phase.Held, 1, true));
            else if (effect.Kind == EffectKind.Held && OperandOf(body, effect.On) is { } lent)
                state = Start(state, lent, body.Slot(Protocol.Reference, effect.Tag), new(Phase.Untouched, 0, true));
        }

        return state;
    }

    private static PathState Start(PathState state, Value value, Slot slot, ProtocolState start) =>
        state.Track(new Tracked(value, slot, start, null, null, null, null, 0));

    /// <summary>What an operand of the body's own contract is inside; null where it is nothing that the body begins with.</summary>
    public static Value? OperandOf(Body body, Operand operand) => operand.Kind switch
    {
        OperandKind.This when ExtensionBlocks.ReceiverOf(body.Method) is { } receiver => body.Values.Variable(receiver).Initial,
        OperandKind.This => body.Values.This(body.Method.ContainingType),
        OperandKind.Parameter => body.Values.Variable(body.Method.Parameters[operand.Ordinal]).Initial,
        _ => null,
    };
}
