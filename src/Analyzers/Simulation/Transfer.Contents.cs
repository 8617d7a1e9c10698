using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What an object was made with, and what was put into a collection or an array: whoever has that has what is in it, and may take it
// into account when it is acquired later: _list.Add(m); if (!m.TryGet()) _list.Remove(m);
sealed partial class Transfer
{
    /// <summary>
    /// A record's properties have what its primary constructor was given. What other constructors do with something that is counted is not
    /// known: it is taken to be kept.
    /// </summary>
    private Evaluated MadeOf(CallSite site, Evaluated made, Parts parts)
    {
        if (site.Operation is not IObjectCreationOperation)
            return made;
        PathState state = made.State;
        foreach (Argument argument in site.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.None or RefKind.In } parameter && MemberFor(parameter, site.Method.ContainingType) is { } member)
                state = state.Bind(Values.MemberOf(made.Value, member), parts[argument]);
        }

        return made with { State = state };
    }

    private ISymbol? MemberFor(IParameterSymbol parameter, INamedTypeSymbol type)
    {
        if (type.IsRecord && MemberAt(type, parameter.Ordinal) is { } property && property.Name == parameter.Name)
            return property;
        return KindOf(parameter.Type) is not null ? parameter : null;
    }

    /// <summary>The properties of an object without a name for its type.</summary>
    private Evaluated MadeOf(IAnonymousObjectCreationOperation creation, PathState state, Parts parts)
    {
        Evaluated made = Consume(creation, state, parts);
        state = made.State;
        foreach (IOperation initializer in creation.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment && parts.Find(assignment.Value) is { } value)
                state = state.Bind(Values.MemberOf(made.Value, property), value);
        }

        return made with { State = state };
    }

    /// <summary>
    /// A collection or an array, named by its type, has the last that was put into it (errs towards saying something of those before). Of a
    /// member's it is enough that something was: it may be a note.
    /// </summary>
    private PathState PutInto(ITypeSymbol? type, Value? collection, Value item, ITypeSymbol? itemType, PathState state) => type is not null && collection is not null
        && (collection.Symbol is IFieldSymbol or IPropertySymbol || (itemType is not null && KindOf(itemType) is not null))
        ? state.Bind(Values.MemberOf(collection, type), item)
        : state;

    /// <summary>A call on a collection may change what is in it: what it answered tells.</summary>
    private Evaluated Changed(CallSite site, Evaluated answer, Parts parts) => site.Receiver?.Type is { } type && WellKnownContracts.IsCollection(type)
        ? answer with { State = PutInto(type, parts.Find(site.Receiver), answer.Value, null, answer.State) }
        : answer;

    /// <summary>Who has an object has what is in it, and may give that back.</summary>
    private PathState EscapeMembers(PathState state, Value value)
    {
        if (ReferenceEquals(value, Values.This(body.Method.ContainingType)))
            return EscapeOwn(state);
        foreach (Tracked row in state.Tracked.With(RowTraits.Member))
        {
            if (row.State.Owes && row.Value.Base!.DependsOn(value))
                state = state.Escape(row);
        }

        return EscapeContents(state, value);
    }

    /// <summary>Who has an object has what is in it, as far as this body put it there.</summary>
    private PathState EscapeContents(PathState state, Value value)
    {
        foreach (Place member in value.Members)
        {
            if (!state.Bindings.TryFind(member.Id, out Binding content))
                continue;
            foreach (Tracked row in state.Of(content.Value))
                state = row.State.Owes ? state.Escape(row) : state;
        }

        return state;
    }

    /// <summary>A method that gives such references back may do so with what its object holds.</summary>
    private PathState EscapeMembers(IMethodSymbol method, Value owner, PathState state)
    {
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (row.State.Owes && IsIn(row.Value, owner) && body.Contracts.MayRelease(method, row.Slot.Tag))
                state = state.Escape(row);
        }

        return state;
    }

    /// <summary>Whoever has this object may call a member of it that gives back what is in it.</summary>
    private PathState EscapeOwn(PathState state)
    {
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (row.State.Owes && IsIn(row.Value, Values.This(body.Method.ContainingType)) && body.Contracts.AreBothAbout(row.Value.Symbol!, body.Method, andRelease: true))
                state = state.Escape(row);
        }

        return EscapeContents(state, Values.This(body.Method.ContainingType));
    }

    /// <summary>A member of the object; what a primary constructor was given is one of this object's.</summary>
    private bool IsIn(Value value, Value owner) => ReferenceEquals(value.Base, owner) ? value.Kind == ValueKind.Member
        : value is { Kind: ValueKind.Initial, Symbol: IParameterSymbol parameter } && !body.IsLocal(parameter) && ReferenceEquals(owner, Values.This(body.Method.ContainingType));
}
