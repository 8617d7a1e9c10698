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

    private static bool IsTakenApart(ITupleOperation tuple) => TargetOf(tuple) is ITupleOperation;

    /// <summary>What the tuple is assigned to by the deconstruction that it is a source of; null where it is none.</summary>
    private static IOperation? TargetOf(ITupleOperation tuple)
    {
        IOperation part = tuple;
        while (part.Parent is IConversionOperation { IsImplicit: true } converted)
            part = converted;
        IOperation? target = part.Parent switch
        {
            IDeconstructionAssignmentOperation deconstruction => deconstruction.Target,
            ITupleOperation whole when TargetOf(whole) is ITupleOperation parts && whole.Elements.IndexOf(part) is >= 0 and var i && i < parts.Elements.Length => parts.Elements[i],
            _ => null,
        };
        return target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
    }

    private Evaluated Deconstruct(IDeconstructionAssignmentOperation deconstruction, PathState state, Parts parts)
    {
        IOperation source = deconstruction.Value.Unconverted();
        Value? whole = source is ITupleOperation ? null : parts[deconstruction.Value];
        if (whole is not null && CallSite.Of(deconstruction) is not null)
            state = Use(state, whole, deconstruction, source);
        if (whole is not null && !HasParts(whole, source.Type))
            (state, whole) = (Escape(state, whole), null);
        var stores = new List<(IOperation Target, Value Value)>();
        state = TakeApart(deconstruction.Target, source, source.Type, whole, stores, state, parts);
        // All parts are read before the first is written: until the last is, each has a name.
        foreach ((IOperation target, Value value) in stores)
            state = state.Bind(Values.Part(target), value);
        foreach ((IOperation target, Value value) in stores)
            state = Store(target, value, deconstruction, state, parts);
        foreach ((IOperation target, Value value) in stores)
            state = Lose(state.Without(Values.Part(target)), value, deconstruction);
        return Unknown(deconstruction, state);
    }

    /// <summary>
    /// What each variable gets. Of a tuple that is written out each part has its own value, of another that of the item; of anything else
    /// nothing is known.
    /// </summary>
    private PathState TakeApart(
        IOperation target, IOperation? source, ITypeSymbol? type, Value? whole, List<(IOperation Target, Value Value)> stores, PathState state, Parts parts)
    {
        source = source?.Unconverted();
        switch (target)
        {
            case IDeclarationExpressionOperation declaration:
                return TakeApart(declaration.Expression, source, type, whole, stores, state, parts);
            case ITupleOperation tuple:
                ImmutableArray<IOperation> written = (source as ITupleOperation)?.Elements ?? ImmutableArray<IOperation>.Empty;
                for (int i = 0; i < tuple.Elements.Length; i++)
                {
                    IOperation? element = i < written.Length ? written[i] : null;
                    ISymbol? member = whole is not null && HasParts(whole, type) ? MemberAt((INamedTypeSymbol)type!, i) : null;
                    Value? part = member is null ? null : state.ValueOf(Values.MemberOf(whole!, member));
                    state = TakeApart(tuple.Elements[i], element, element?.Type ?? Values.TypeOf(member), part, stores, state, parts);
                }

                return state;
            default:
                Evaluated stored = (parts.Find(source) ?? whole) is { } known ? new(state, known) : Unknown(target, state);
                stores.Add((target, stored.Value));
                return stored.State;
        }
    }

    /// <summary>What a call gives is taken apart into what it obtained, part by part; of other wholes the parts are members.</summary>
    private bool HasParts(Value whole, ITypeSymbol? type) =>
        (whole.Kind != ValueKind.Result || Values.CreationOf(whole) is ITupleOperation or IObjectCreationOperation)
        && type is INamedTypeSymbol { IsTupleType: true } or { IsRecord: true };

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
        if (pattern is not IRecursivePatternOperation { MatchedType: INamedTypeSymbol type } recursive || part is not IPatternOperation item)
            return null;
        int index = recursive.DeconstructionSubpatterns.IndexOf(item);
        bool isPlain = recursive.DeconstructSymbol is null or IMethodSymbol { IsImplicitlyDeclared: true };
        return index >= 0 && isPlain && MemberAt(type, index) is { } member ? state.ValueOf(Values.MemberOf(value, member)) : null;
    }
}
