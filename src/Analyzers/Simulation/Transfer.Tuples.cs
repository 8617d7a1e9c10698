using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;

namespace Quiesce.Analyzers.Simulation;

// Tuples and positional records: put together, taken apart, and looked into by patterns.
sealed partial class Transfer
{
    /// <summary>
    /// A tuple keeps what it is made of. An object in it is taken to have left, unless the tuple is taken apart at once (errs towards
    /// silence): then it was never there.
    /// </summary>
    private Evaluated Tuple(ITupleOperation tuple, PathState state, Parts parts)
    {
        if (IsTakenApart(tuple))
            return Unknown(tuple, state);
        Evaluated made = Consume(tuple, state, parts);
        if (tuple.Type is not INamedTypeSymbol { IsTupleType: true } type || type.TupleElements.Length != tuple.Elements.Length)
            return made;
        state = made.State;
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            if (parts.Find(tuple.Elements[i]) is { } item)
                state = state.Bind(Values.MemberOf(made.Value, type.TupleElements[i]), item);
        }

        return new(state, made.Value);
    }

    private static bool IsTakenApart(ITupleOperation tuple)
    {
        IOperation? user = tuple.Parent;
        while (user is ITupleOperation or IConversionOperation { IsImplicit: true })
            user = user.Parent;
        return user is IDeconstructionAssignmentOperation;
    }

    private Evaluated Deconstruct(IDeconstructionAssignmentOperation deconstruction, PathState state, Parts parts)
    {
        IOperation source = deconstruction.Value.Unconverted();
        Value? whole = source is ITupleOperation ? null : parts[deconstruction.Value];
        if (whole is not null && !HasParts(whole, source.Type))
            (state, whole) = (Escape(state, whole), null);
        return Unknown(deconstruction, StoreParts(deconstruction.Target, source, whole, deconstruction, state, parts));
    }

    /// <summary>Of a tuple that is written out each part has its own value, of another that of the item; of anything else nothing is known.</summary>
    private PathState StoreParts(IOperation target, IOperation? source, Value? whole, IOperation site, PathState state, Parts parts)
    {
        source = source?.Unconverted();
        switch (target)
        {
            case IDeclarationExpressionOperation declaration:
                return StoreParts(declaration.Expression, source, whole, site, state, parts);
            case ITupleOperation tuple:
                ImmutableArray<IOperation> written = (source as ITupleOperation)?.Elements ?? ImmutableArray<IOperation>.Empty;
                for (int i = 0; i < tuple.Elements.Length; i++)
                {
                    Value? part = whole is null ? null : PartOf(whole, source?.Type, i, state);
                    state = StoreParts(tuple.Elements[i], i < written.Length ? written[i] : null, part, site, state, parts);
                }

                return state;
            default:
                Evaluated stored = (parts.Find(source) ?? whole) is { } known ? new(state, known) : Unknown(target, state);
                return Store(target, stored.Value, site, stored.State, parts);
        }
    }

    /// <summary>What a call gives is taken apart into what it obtained, part by part; of other wholes the parts are members.</summary>
    private bool HasParts(Value whole, ITypeSymbol? type) =>
        (whole.Kind != ValueKind.Result || Values.CreationOf(whole) is ITupleOperation or IObjectCreationOperation)
        && type is INamedTypeSymbol { IsTupleType: true } or { IsRecord: true };

    /// <summary>The member that stands at a place of a tuple or a positional record; null where something else takes it apart.</summary>
    private Value? PartOf(Value whole, ITypeSymbol? type, int index, PathState state) =>
        HasParts(whole, type) && MemberAt((INamedTypeSymbol)type!, index) is { } member ? state.ValueOf(Values.MemberOf(whole, member)) : null;

    /// <summary>A record's parameters are properties, as long as nobody wrote another way to take it apart.</summary>
    private static ISymbol? MemberAt(INamedTypeSymbol type, int index)
    {
        if (type.IsTupleType)
            return index < type.TupleElements.Length ? type.TupleElements[index] : null;
        foreach (ISymbol member in type.GetMembers(WellKnownMemberNames.DeconstructMethodName))
        {
            if (member is IMethodSymbol { IsImplicitlyDeclared: true } method && index < method.Parameters.Length)
                return MemberNamed(type, method.Parameters[index].Name);
        }

        return null;
    }

    /// <summary>The item that a positional pattern looks at; null where it is taken apart in another way.</summary>
    private Value? ItemOf(IPatternOperation pattern, IOperation part, Value value, PathState state)
    {
        if (pattern is not IRecursivePatternOperation { MatchedType: { } type } recursive || part is not IPatternOperation item)
            return null;
        int index = recursive.DeconstructionSubpatterns.IndexOf(item);
        bool isPlain = recursive.DeconstructSymbol is null or IMethodSymbol { IsImplicitlyDeclared: true };
        return index >= 0 && isPlain && MemberAt((INamedTypeSymbol)type, index) is { } member ? state.ValueOf(Values.MemberOf(value, member)) : null;
    }
}
