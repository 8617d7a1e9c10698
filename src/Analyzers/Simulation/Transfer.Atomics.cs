using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Atomic calls on variables: Interlocked.Exchange(ref done, 1) == 0 is asked once, by whichever function of the body comes first.
sealed partial class Transfer
{
    /// <summary>What becomes of the variable, and what the call says of it; null where it is no such call, or about other memory.</summary>
    private List<Evaluated>? Update(CallSite site, PathState state, Parts parts)
    {
        AtomicOperation operation = WellKnownContracts.AtomicOf(site.Method);
        if (operation == AtomicOperation.None || site.Argument(0) is not { Value: ILocalReferenceOperation or IParameterReferenceOperation } variable)
            return null;
        Value before = parts[variable], given = site.Argument(1) is { } argument ? parts[argument] : Values.Constant(1);
        return operation switch
        {
            AtomicOperation.Exchange => [Put(given, state)],
            AtomicOperation.CompareExchange => PutIf(AreEqual(before, parts[site.Argument(2)!], areBools: false)),
            AtomicOperation.Add => Counted(BinaryOperatorKind.Add),
            _ => Counted(BinaryOperatorKind.Subtract),
        };

        Evaluated Put(Value after, PathState onPath) => new(Store(variable.Value, after, variable, onPath, parts), before);

        List<Evaluated> PutIf(Value isFound)
        {
            bool? known = Conditions.Evaluate(state, isFound, Values);
            PathState? found = known == false ? null : Conditions.Assume(state, isFound, true, Values);
            PathState? other = known == true ? null : Conditions.Assume(state, isFound, false, Values);
            return [.. found is null ? [] : (Evaluated[])[Put(given, found)], .. other is null ? [] : (Evaluated[])[new(other, before)]];
        }

        List<Evaluated>? Counted(BinaryOperatorKind kind) => Arithmetic(kind, before, given, site.Method.ReturnType) is { } after
            ? [Put(after, state) with { Value = after }]
            : null;
    }
}
