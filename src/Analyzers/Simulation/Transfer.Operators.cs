using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Operators, conversions and deconstructions that somebody wrote: where a contract says what they do, they are calls.
sealed partial class Transfer
{
    /// <summary>Without a contract, what an operator or a deconstruction is given was used, and has escaped (errs towards silence).</summary>
    private bool IsDeclaredCall(IOperation operation)
    {
        IMethodSymbol? method = operation is IDeconstructionAssignmentOperation ? CallSite.Of(operation)?.Method : CallSite.OperatorOf(operation);
        foreach (Effect effect in (method is null ? null : body.Contracts.Of(method))?.Effects ?? ImmutableArray<Effect>.Empty)
        {
            if (effect.Kind is not (EffectKind.NeverThrows or EffectKind.Blocks or EffectKind.MustCheck or EffectKind.Borrowed))
                return true;
        }

        return false; // what does nothing to its operands has the same result for the same ones
    }

    private List<Evaluated> CallOperator(IOperation operation, PathState state, Parts parts, Raise raise)
    {
        if (operation is IDeconstructionAssignmentOperation)
            return CallDeconstructor(CallSite.Of(operation)!, state, parts);
        List<Evaluated> outcomes = Call(operation, state, parts, raise);
        IOperation? target = (operation as ICompoundAssignmentOperation)?.Target ?? (operation as IIncrementOrDecrementOperation)?.Target;
        for (int i = 0; target is not null && i < outcomes.Count; i++)
            outcomes[i] = Assign(operation, target, outcomes[i], parts);
        return outcomes;
    }

    /// <summary>An operator of an instance (C# 14) changes its object; any other gives another one to the variable.</summary>
    private Evaluated Assign(IOperation operation, IOperation target, Evaluated result, Parts parts)
    {
        if (!CallSite.OperatorOf(operation)!.IsStatic)
            return result with { Value = parts[target] };
        PathState state = Store(target, result.Value, operation, result.State, parts);
        return new(state, operation is IIncrementOrDecrementOperation { IsPostfix: true } ? parts[target] : result.Value);
    }

    /// <summary>Each variable gets what the parameter in its place gives.</summary>
    private List<Evaluated> CallDeconstructor(CallSite site, PathState state, Parts parts)
    {
        if (NotNull(site, state, parts) is not { } known)
            return [];
        Contract contract = body.Contracts.Of(site.Method)!;
        if (!IsAbout(contract, Operand.This))
            known = Use(known, parts[site.Receiver!], site.Operation, site.Receiver);
        return ApplyEach(site, contract, known, refused: null, parts);
    }
}
