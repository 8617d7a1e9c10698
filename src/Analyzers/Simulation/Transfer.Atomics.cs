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
        if (operation == AtomicOperation.None || site.ArgumentFor(0) is not { Value: ILocalReferenceOperation or IParameterReferenceOperation } variable)
            return null;
        Value before = parts[variable];
        return operation switch
        {
            AtomicOperation.Exchange => [Put(parts[site.ArgumentFor(1)!.Value], HandBack(site, before, state), before)],
            AtomicOperation.CompareExchange => PutIf(AreEqual(before, parts[site.ArgumentFor(2)!.Value], areBools: false)),
            _ => Arithmetic(BinaryOperatorKind.Add, before, Added(site, parts), site.Method.ReturnType) is { } sum ? [Put(sum, state, sum)] : null,
        };

        Evaluated Put(Value after, PathState onPath, Value result) => new(Store(variable.Value, after, variable.Operation, onPath, parts), result);

        List<Evaluated> PutIf(Value isFound)
        {
            var outcomes = new List<Evaluated>(2);
            if (Conditions.Restrict(state, isFound, true, Values) is { } found)
                outcomes.Add(Put(parts[site.ArgumentFor(1)!.Value], HandBack(site, before, found), before));
            if (Conditions.Restrict(state, isFound, false, Values) is { } other)
                outcomes.Add(new(other, before));
            return outcomes;
        }
    }

    /// <summary>The caller of an exchange has what was there, unless it ignores that; what becomes of it is not followed (errs towards silence).</summary>
    private PathState HandBack(CallSite site, Value before, PathState state) => IsResultIgnored(site.Operation) ? state : Escape(state, before);

    /// <summary>What the contract says, or the argument.</summary>
    private Value Added(CallSite site, Parts parts) =>
        site.ArgumentFor(1) is { } argument ? parts[argument] : Values.Constant((long)body.Contracts.Of(site.Method)!.On(0, EffectKind.AtomicUpdate)!.Value.Count);
}
