using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What becomes of a reference that a field is given.
sealed partial class Transfer
{
    /// <summary>
    /// The object whose member is written has the reference now: this body owes nothing for it any more. Where nothing that can
    /// reach the member ever releases it, the path goes on knowing where it went, for this body may still take it back.
    /// </summary>
    private PathState Keep(PathState state, Value value, IOperation target, ISymbol member, Value? instance)
    {
        bool isTracked = false, isKept = false;
        foreach (Tracked row in state.Of(value))
        {
            isTracked = true;
            if ((row.State.Owes || row.State.Phase == Phase.Stored) && IsReference(row.Slot.Protocol) && body.Contracts.Keeps(member) && !IsAlsoElsewhere(value))
            {
                state = Fire(state, value, row.Slot.Protocol, row.Slot.Tag, ProtocolEvent.Store, target, row.Operand);
                isKept = true;
            }
        }

        if (!isTracked && IsOwned(value, member) && KindOf(target.Type!) is { } kind && body.Contracts.Keeps(member))
        {
            Protocol protocol = body.Contracts.Guards.Of(target.Type) is null ? Protocol.Reference : Protocol.Guard;
            return Fire(state, value, protocol, kind, ProtocolEvent.Store, target, SourceOf(target));
        }

        if (isKept || EndsWithException(state, member, instance))
            return state;
        bool isReachable = IsReachable(member, instance);
        if (isReachable && IsGuarded(state, value))
            Values.MakeChoice(instance is null ? Values.Variable(member) : Values.MemberOf(instance, member)); // no row of the object's says where it is
        return Escape(isReachable ? Publish(state, value, SourceOf(target), target) : state, value);
    }

    /// <summary>
    /// The object that a constructor makes ends with the exception that leaves the constructor, and nobody will give back what is in it;
    /// unless somebody else got it before, or it has a finalizer.
    /// </summary>
    private bool EndsWithException(PathState state, ISymbol member, Value? instance) =>
        IsUnborn(instance, state) && Finalizers.LoseWithoutOne(member);

    /// <summary>The object that this constructor makes, as long as nobody else has it.</summary>
    private bool IsUnborn(Value? value, PathState state) => IsConstructor && value is not null && Values.IsThis(value) && !state.IsGiven(value, Values);

    private bool IsConstructor => body.Method.MethodKind == MethodKind.Constructor;

    /// <summary>It came from a member that may give it back under that name.</summary>
    private bool IsAlsoElsewhere(Value value) => value is { Kind: ValueKind.Member or ValueKind.Initial, Symbol: IFieldSymbol or IPropertySymbol } && !body.Contracts.Keeps(value.Symbol);

    private static bool IsReference(Protocol protocol) => protocol == Protocol.Reference || protocol == Protocol.Guard;

    /// <summary>Somebody declared that the reference comes with the value, or that it belongs to the member.</summary>
    private bool IsOwned(Value value, ISymbol member) => value.Kind != ValueKind.Constant
        && ((value is { Kind: ValueKind.Initial, Symbol: IParameterSymbol parameter } && body.Contracts.IsOwner(parameter)) || body.Contracts.IsOwner(member));

    private string? KindOf(ITypeSymbol type) => body.Contracts.Guards.Of(type) is null ? body.Contracts.CountedKind(type) : AnyTag;

    private static IOperation SourceOf(IOperation target) =>
        target.Parent is IAssignmentOperation assignment && assignment.Target == target ? assignment.Value : target;
}
