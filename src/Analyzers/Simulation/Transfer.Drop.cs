using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What is put into a collection of this body that nobody ever looks into.
sealed partial class Transfer
{
    /// <summary>Whoever is called has it now; unless that is a collection which ends here, with all that is in it.</summary>
    private PathState HandOver(CallSite site, IArgumentOperation argument, PathState state, Parts parts)
    {
        Value value = parts[argument];
        bool isDropped = site.Receiver is ILocalReferenceOperation { Local: var local } && argument.Value.Type is { IsReferenceType: true }
            && WellKnownContracts.Collects(site.Method) && body.DeadCollections.Contains(local, body.Flow.Graph);
        bool isOwed = false;
        foreach (Tracked row in isDropped ? state.Of(value) : [])
        {
            if (!row.State.Owes || !IsReference(row.Slot.Protocol))
                continue;
            isOwed = true;
            state = Fire(state, value, row.Slot.Protocol, row.Slot.Tag, ProtocolEvent.Drop, site.Operation, row.Operand);
            exits.Bury(state.Find(value, row.Slot)!.Value, state);
        }

        return isOwed ? state : Escape(Tell(state, argument.Value), value);
    }
}
