using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Uses of an object without a call that the source names: awaiting it, looking into it by a pattern, an operator of its type.
sealed partial class Transfer
{
    /// <summary>A task stands for its result; anything else is asked for one.</summary>
    private Evaluated Await(IAwaitOperation awaited, PathState state, Value value)
    {
        bool isTask = awaited.Operation is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation)
            || awaited.Operation.Type?.Name is MetadataNames.Task or MetadataNames.ValueTask;
        return new(isTask ? EndTask(state, value) : Use(state, value, awaited, awaited.Operation), value);
    }

    /// <summary>
    /// A guard that is a struct and read-only for the method, which does nothing but read its members. Another method may keep a copy,
    /// which is the guard then, or dispose one (errs towards silence).
    /// </summary>
    private bool IsLookedAt(Argument argument) =>
        argument is { Parameter: { RefKind: not (RefKind.None or RefKind.Ref or RefKind.Out) } parameter, Value.Type: { IsValueType: true } type }
        && body.Contracts.Guards.Of(type) is not null && body.Contracts.OnlyReads(parameter);

    /// <summary>
    /// Whether a member of the guard's own is used: to ask which object it is, to hand it on or to set what it has is no use of what it gave
    /// access to, and whether it holds anything may always be asked.
    /// </summary>
    private bool IsGuardUse(IOperation site, IOperation? operand)
    {
        (IOperation? instance, ISymbol? member) = site switch
        {
            IInvocationOperation call => (call.Instance, (ISymbol)call.TargetMethod),
            IMemberReferenceOperation reference when reference.Parent is not IAssignmentOperation { Target: var target } || target != reference => (reference.Instance, reference.Member),
            _ => (null, null),
        };
        if (member is null || instance != operand || member.ContainingType is not { SpecialType: not SpecialType.System_Object } type)
            return false;
        return body.Contracts.Guards.Of(type)?.HeldProperty != member.Name && !IsOfObject(member);
    }

    private static bool IsOfObject(ISymbol member)
    {
        for (IMethodSymbol? method = member as IMethodSymbol; method is not null; method = method.OverriddenMethod)
        {
            if (method.ContainingType.SpecialType == SpecialType.System_Object)
                return true;
        }

        return false;
    }

    /// <summary>Whether the pattern reads members or items of what it is asked of; a snapshot is read of anything.</summary>
    private bool LooksInto(IPatternOperation pattern) => pattern switch
    {
        IListPatternOperation => true,
        IRecursivePatternOperation { DeconstructSymbol: not null } => true,
        IRecursivePatternOperation recursive => ReadsMembers(recursive),
        INegatedPatternOperation negated => LooksInto(negated.Pattern),
        IBinaryPatternOperation binary => LooksInto(binary.LeftPattern) || LooksInto(binary.RightPattern),
        _ => false,
    };

    private bool ReadsMembers(IRecursivePatternOperation pattern)
    {
        foreach (IPropertySubpatternOperation part in pattern.PropertySubpatterns)
        {
            if (part.Member is IFieldReferenceOperation || (part.Member is IPropertyReferenceOperation { Property: var property } && !IsObserved(property)))
                return true;
        }

        return false;
    }

    /// <summary>The operator's body uses what it is given, and may keep it.</summary>
    private Evaluated Operate(IOperation operation, PathState state, Parts parts) => Consume(operation, UseParts(operation, state, parts), parts);

    /// <summary>Whatever the operation is made of is used: it is converted, or asked for its text.</summary>
    private PathState UseParts(IOperation operation, PathState state, Parts parts)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            if (parts.Find(child) is { } operand)
                state = Use(state, operand, operation, child);
        }

        return state;
    }

    /// <summary>To stop listening is what an object may do at its end, in whichever order.</summary>
    private static bool IsUnsubscribed(IOperation operation)
    {
        while (operation.Parent is IDelegateCreationOperation or IConversionOperation)
            operation = operation.Parent;
        return operation.Parent is IEventAssignmentOperation { Adds: false };
    }
}
