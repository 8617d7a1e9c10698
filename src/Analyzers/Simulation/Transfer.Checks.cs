using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Calls that return only where something held: assertions, and checks that throw.
sealed partial class Transfer
{
    /// <summary>
    /// Whether the call returns on this path; what its arguments must then have been is known afterwards. Nothing follows from an assertion
    /// that fails, for it is there to find that out; any other check (it is not compiled only where somebody debugs) throws in earnest.
    /// </summary>
    private bool Returns(CallSite site, ref PathState state, Parts parts, Raise raise)
    {
        if (body.Contracts.Returning.Never(site.Method))
            return Throws(state, site, raise);
        if (WellKnownContracts.ThrowsIfNull(site.Method))
            return Passes(site, Values.IsNull(parts[site.Arguments[0]]), false, ref state, raise);
        foreach (DoesNotReturnIf condition in body.Contracts.Returning.Conditions(site.Method))
        {
            if (site.ArgumentFor(condition.Parameter) is not { } argument)
                continue;
            bool isAssertion = site.Method.IsConditional && !argument.Value.ConstantValue.HasValue; // it may be told never to be reached
            Raise failed = isAssertion ? static (_, _, _) => { } : raise;
            if (IsLook(parts[argument]))
                failed(state, site.Operation, Thrown.ByCall);
            else if (!Passes(site, parts[argument], !condition.Value, ref state, failed))
                return false;
        }

        return true;
    }

    private static bool Throws(PathState state, CallSite site, Raise raise)
    {
        raise(state, site.Operation, Thrown.ByCall);
        return false;
    }

    /// <summary>An assertion about what others change decides nothing: the program does the same without it.</summary>
    private bool IsLook(Value condition) => Decisions.LookIn(
        condition, look => look.Kind == ValueKind.Snapshot || (look.Symbol is IFieldSymbol field && body.Contracts.IsReferenceCount(field))) is not null;

    /// <summary>On one path it throws, on the other it held.</summary>
    private bool Passes(CallSite site, Value condition, bool mustBe, ref PathState state, Raise raise)
    {
        if (Conditions.Restrict(state, condition, !mustBe, Values) is { } failed)
            raise(failed, site.Operation, Thrown.ByCall);
        if (Conditions.Restrict(state, condition, mustBe, Values) is not { } passed)
            return false;
        state = passed;
        return true;
    }
}
