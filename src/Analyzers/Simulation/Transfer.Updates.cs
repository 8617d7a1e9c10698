using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Results of atomic updates of a reference count.
sealed partial class Transfer
{
    /// <summary>Who updates a count and returns the field returns what others made of it; under a lock nobody may have (errs towards silence).</summary>
    private void ReturnCount(PathState state, Value value, IOperation returned)
    {
        if (state.IsWidened || returned.Unconverted() is not (IFieldReferenceOperation or ILocalReferenceOperation) || value is not { Kind: ValueKind.Snapshot, Symbol: IFieldSymbol count, Site: IInvocationOperation update })
            return;
        if (IsResultIgnored(update) && body.Contracts.IsReferenceCount(count) && !HoldsLock(state) && !body.Locks.AreInOne(update.Syntax, returned.Syntax))
            body.Findings.Add(new Finding(Defect.CountNotAtomic, update, null, "", [new Step(StepKind.Returns, returned.Syntax)], default, update));
    }
}
