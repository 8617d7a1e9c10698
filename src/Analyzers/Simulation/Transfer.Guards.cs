using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What is reached through a guard, or from which one was taken, lives as long as the guard holds.
sealed partial class Transfer
{
    /// <summary>Whether a guard that was not disposed was taken from the object, or gives access to it.</summary>
    private bool IsGuarded(PathState state, Value value)
    {
        if (value.Kind == ValueKind.Member && HoldsAsGuard(state, value.Base!))
            return true;
        foreach (Tracked row in state.Tracked.With(RowTraits.Related))
        {
            if (row.Slot.Protocol == Protocol.Guard && (row.State.IsThere || row.State.Phase == Phase.Lost) && ReferenceEquals(row.Related, value))
                return true;
        }

        return false;
    }

    /// <summary>
    /// A guard of this body's holds until it is disposed. One that it got from others does where somebody says so: it is lent, owned by its
    /// parameter, given back by its field's type, or was asked whether it holds; one that a call gave is there, since it is not null. Who
    /// has got one from this body is not asked what became of it (errs towards silence).
    /// </summary>
    private bool HoldsAsGuard(PathState state, Value guard)
    {
        bool isLent = false;
        foreach (Tracked row in state.Of(guard))
        {
            if (row.Slot.Protocol == Protocol.Guard && row.State.Phase != Phase.Escaped)
                return row.State.IsThere;
            isLent |= row.State.Lent;
        }

        return TypeOfGuard(state, guard) is { } type
            && (isLent || state.IsKnownHeld(guard) || IsGivenBackByOwner(guard) || (type.IsReferenceType && Values.CreationOf(guard) is not null));
    }

    private bool IsGivenBackByOwner(Value guard) => guard switch
    {
        { Kind: ValueKind.Initial, Symbol: IParameterSymbol parameter } when body.IsLocal(parameter) => body.Contracts.IsOwner(parameter),
        { Kind: ValueKind.Initial or ValueKind.Member, Symbol: IFieldSymbol or IPropertySymbol or IParameterSymbol } =>
            body.Contracts.IsOwner(guard.Symbol) || (IsPrivate(guard.Symbol) && !body.Contracts.Keeps(guard.Symbol)),
        _ => false,
    };

    private static bool IsPrivate(ISymbol member) => member is IParameterSymbol or { DeclaredAccessibility: Accessibility.Private, IsStatic: false };

    /// <summary>What a guard gives access to that this body has not disposed, whether it is known to hold or not (errs towards silence).</summary>
    private bool MayBeGuarded(PathState state, Value value) =>
        IsGuarded(state, value) || (value.Kind == ValueKind.Member && TypeOfGuard(state, value.Base!) is not null);

    /// <summary>The type of a guard of which this path does not know that it was disposed; null for anything else.</summary>
    private ITypeSymbol? TypeOfGuard(PathState state, Value guard)
    {
        if (Values.TypeOf(guard) is not { } declared || AnnotationReader.Awaited(declared) is not { } type || body.Contracts.Guards.Of(type) is not { } word)
            return null;
        bool isDisposed = word.HeldProperty is { } held && MemberNamed(type, held) is { } property && state.ValueOf(Values.MemberOf(guard, property)).Truth == false;
        return isDisposed ? null : type;
    }

    /// <summary>
    /// The reference that a guard of this body's has is the guard's to give back: who releases what the guard gives access to has none,
    /// unless it was taken under the name from which the guard was.
    /// </summary>
    private PathState WithoutThatOfGuard(PathState state, Value value, string tag)
    {
        Slot slot = body.Slot(Protocol.Reference, tag);
        if (value.Kind != ValueKind.Member || state.Find(value, slot) is not null || state.Find(value.Base!, body.Slot(Protocol.Guard, tag)) is not { State.IsThere: true } guard)
            return state;
        bool isTaken = guard.Related is { } source && state.Find(source, slot) is { State.Owes: true };
        return isTaken ? state : state.Track(new Tracked(value, slot, new(Phase.Released, 0, false), null, null, null, null, guard.Since));
    }
}
