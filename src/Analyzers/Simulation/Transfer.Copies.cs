using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Copies of struct guards. Handing one over (returned, passed to an owner) is a move: the original is not disposed any more.
sealed partial class Transfer
{
    /// <summary>
    /// What is passed by value is copied. Who takes it over may do so, unless the variable is disposed all the same; a function that
    /// runs right here is another variable.
    /// </summary>
    private PathState CopyArguments(CallSite site, Contract? contract, PathState state, Parts parts)
    {
        foreach (Argument argument in site.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.None } parameter || Originals.CopiedBy(argument.Value, body.Contracts.Guards) is not { } original)
                continue;
            bool isMoved = contract?.Moves(parameter.Ordinal) == true;
            if (!isMoved || !IsOutside(original))
                state = Copy(state, parts[argument], original, FunctionCalledBy(site, parts) is not null ? ProtocolEvent.Duplicate : ProtocolEvent.Copy);
        }

        return state;
    }

    /// <summary>A second variable of this body may be where the guard has moved; one elsewhere lives longer.</summary>
    private PathState CopyInto(ISimpleAssignmentOperation assignment, Value value, PathState state)
    {
        if (assignment.IsRef || Originals.CopiedBy(assignment.Value, body.Contracts.Guards) is not { } original)
            return state;
        return assignment.Target switch
        {
            IDiscardOperation => state,
            ILocalReferenceOperation or IParameterReferenceOperation when !IsOutside(assignment.Target) => Copy(state, value, original, ProtocolEvent.Duplicate),
            _ => Copy(state, value, original, ProtocolEvent.Copy),
        };
    }

    /// <summary>What is returned is a copy; a defect only where the original is disposed on the way out.</summary>
    private PathState CopyOut(PathState state, Value value, IOperation returned) =>
        Originals.CopiedBy(returned, body.Contracts.Guards) is ILocalReferenceOperation or IParameterReferenceOperation
            ? Copy(state, value, returned, ProtocolEvent.Copy)
            : state;

    /// <summary>A function that leaves shares the variable: only one that disposes it gives the reference back besides this body.</summary>
    private PathState CopyCaptured(Function function, ISymbol variable, Value value, PathState state)
    {
        ITypeSymbol? type = (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;
        if (type is not { TypeKind: TypeKind.Struct } || body.Contracts.Guards.Of(type) is null)
            return state;
        foreach (IOperation operation in Bodies.Operations(function.Graph))
        {
            if (operation is IInvocationOperation call && WellKnownContracts.IsDispose(call.TargetMethod)
                && SymbolEqualityComparer.Default.Equals(Originals.DisposedBy(call, body), variable))
                return Fire(state, value, Protocol.Copy, "", ProtocolEvent.Copy, function.Graph.OriginalOperation, CallSite.Of(call)!.Receiver);
        }

        return state;
    }

    private PathState Copy(PathState state, Value value, IOperation original, ProtocolEvent on) =>
        Fire(state, value, Protocol.Copy, "", on, original, original);

    /// <summary>Disposing the same variable again does nothing; disposing another copy gives the reference back again.</summary>
    private PathState GiveBackCopy(PathState state, Value guard, CallSite site)
    {
        if (state.Find(guard, body.Slot(Protocol.Copy, "")) is not { } row)
            return state;
        bool isSame = row.State.Phase == Phase.Released
            && SymbolEqualityComparer.Default.Equals(Originals.DisposedBy(row.Last, body), Originals.DisposedBy(site.Operation, body));
        return isSame ? state : Fire(state, guard, Protocol.Copy, "", ProtocolEvent.Release, site.Operation, null);
    }
}
