using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Patterns: the condition under which one matches, and the variables that it declares.
sealed partial class Transfer
{
    private Evaluated Pattern(IIsPatternOperation operation, PathState state, Parts parts)
    {
        Value value = parts[operation.Value];
        if (LooksInto(operation.Pattern))
            state = Use(state, value, operation, operation.Value);
        state = Declare(operation.Pattern, value, state);
        return new(state, Matches(operation.Pattern, value, state));
    }

    /// <summary>The condition under which <paramref name="pattern"/> matches; the same pattern on the same value is the same condition.</summary>
    private Value Matches(IPatternOperation pattern, Value value, PathState state) => pattern switch
    {
        IDiscardPatternOperation => Values.True,
        IDeclarationPatternOperation { MatchesNull: true } => Values.True,
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } } =>
            IsConstant((IConstantPatternOperation)pattern, value, Values.Constant(constant)),
        INegatedPatternOperation negated => Values.Not(Matches(negated.Pattern, value, state)),
        IBinaryPatternOperation binary => Both(binary, value, state),
        IRelationalPatternOperation relational => Compares(relational, value),
        IRecursivePatternOperation recursive => PartsMatch(recursive, value, state),
        ITypePatternOperation type => IsOfType(type.MatchedType, type.InputType, value),
        IDeclarationPatternOperation declaration => IsOfType(declaration.MatchedType, declaration.InputType, value),
        _ => Test(pattern, value),
    };

    /// <summary>Of a value that may be of any type, the constant also says of which: 1 is not 1L.</summary>
    private Value IsConstant(IConstantPatternOperation pattern, Value value, Value constant)
    {
        Value isEqual = AreEqual(value, constant, IsPlainBool(pattern.InputType));
        bool saysType = constant.Number is not null && pattern.InputType.TypeKind is not (TypeKind.Struct or TypeKind.Enum);
        return saysType && Values.AreShallow(value, isEqual) ? Values.And(IsOfType(pattern.Value.Type, pattern.InputType, value), isEqual) : isEqual;
    }

    /// <summary>A pattern that is not looked into: one of the same form on the same value says the same.</summary>
    private Value Test(IPatternOperation pattern, Value value) => Values.Derived(Operator.Test, value, key: PatternForm.Of(pattern, IsObserved) ?? (object)pattern);

    private Value IsOfType(ITypeSymbol? type, ITypeSymbol input, Value value) =>
        type is not null && (IsAlways(type, MadeType(value) ?? input) || (Values.TypeOf(value.Symbol) is { } declared && IsAlways(type, declared)))
            ? CanBeNull(input) ? Values.Not(Values.IsNull(value)) : Values.True
            : value.IsNullConstant ? Values.False : Values.Derived(Operator.IsType, value, key: type);

    /// <summary>The type with which the object was made or given; a task stands for its result, which is of another type.</summary>
    private ITypeSymbol? MadeType(Value value) =>
        Values.CreationOf(value)?.Type is { } type && SymbolEqualityComparer.Default.Equals(AnnotationReader.Awaited(type), type) ? type : null;

    /// <summary>Whether every object of type <paramref name="input"/> is one of <paramref name="type"/>.</summary>
    private static bool IsAlways(ITypeSymbol type, ITypeSymbol input)
    {
        input = Underlying(input);
        if (input.IsOrDerivesFrom(type))
            return true;
        foreach (INamedTypeSymbol implemented in input.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(implemented, type))
                return true;
        }

        return type.SpecialType == SpecialType.System_Object || IsSameType(type, input);
    }

    private static bool CanBeNull(ITypeSymbol type) => !type.IsValueType || IsNullable(type);

    private Value Both(IBinaryPatternOperation pattern, Value value, PathState state)
    {
        Value left = Matches(pattern.LeftPattern, value, state), right = Matches(pattern.RightPattern, value, state);
        if (!Values.AreShallow(left, right))
            return Test(pattern, value);
        return pattern.OperatorKind == BinaryOperatorKind.Or ? Values.Or(left, right) : Values.And(left, right);
    }

    private Value Compares(IRelationalPatternOperation pattern, Value value)
    {
        // What may be of any type is compared with numbers of one.
        if (pattern.Value.ConstantValue is not { HasValue: true, Value: var number } || pattern.InputType.TypeKind is not (TypeKind.Struct or TypeKind.Enum))
            return Test(pattern, value);
        Value constant = Values.Constant(number);
        return Order(pattern.OperatorKind, value, constant, pattern.InputType)
            ?? Values.Derived(Operator.Compare, value, constant, (pattern.OperatorKind, IsNullable(pattern.InputType)));
    }

    /// <summary>The whole matches where it is of the type, and each part matches; a part that cannot be read makes the pattern opaque.</summary>
    private Value PartsMatch(IRecursivePatternOperation pattern, Value value, PathState state)
    {
        Value opaque = Test(pattern, value);
        Value matches = IsOfType(pattern.MatchedType, pattern.InputType, value);
        value = WhereNotNull(value);
        if (Conditions.Evaluate(state, matches, Values) is { } known)
            matches = known ? Values.True : Values.False;
        foreach (IPropertySubpatternOperation part in pattern.PropertySubpatterns)
        {
            if (MemberOf(part, value, state) is not { } member || !Add(Matches(part.Pattern, member, state)))
                return opaque;
        }

        foreach (IPatternOperation part in pattern.DeconstructionSubpatterns)
        {
            if (ItemOf(pattern, part, value, state) is not { } item || !Add(Matches(part, item, state)))
                return opaque;
        }

        return matches;

        bool Add(Value condition)
        {
            bool isShallow = Values.AreShallow(matches, condition);
            matches = isShallow ? Values.And(matches, condition) : matches;
            return isShallow;
        }
    }

    /// <summary>What a property pattern looks at.</summary>
    private Value? MemberOf(IPropertySubpatternOperation pattern, Value value, PathState state) => pattern.Member switch
    {
        IFieldReferenceOperation field => state.ValueOf(Values.MemberOf(value, field.Field)),
        IPropertyReferenceOperation { Property: { Parameters.IsEmpty: true } property } => LookIn(property) is { } look
            ? Seen(pattern, property, false, look, value, state)
            : state.ValueOf(Values.MemberOf(value, property)),
        _ => null,
    };

    /// <summary>What the property is declared to be, if it is a look at something that others change.</summary>
    private Contract? LookIn(ISymbol property) => property is IPropertySymbol { GetMethod: { } getter } && body.Contracts.Of(getter) is { } contract
        && contract.Has(EffectKind.Observes) ? contract : null;

    private static bool IsSameType(ITypeSymbol? matched, ITypeSymbol input) =>
        SymbolEqualityComparer.Default.Equals(matched, input) || SymbolEqualityComparer.Default.Equals(matched, Underlying(input));

    private static ITypeSymbol Underlying(ITypeSymbol type) => GuardTypes.Underlying(type);

    /// <summary>A variable that a pattern declares is another name of what it matches: the whole value, a member, or an item of it.</summary>
    private PathState Declare(IPatternOperation pattern, Value value, PathState state)
    {
        if (DeclaredBy(pattern) is { } declared)
            state = Bind(state, Values.Variable(declared), value, pattern).State;
        bool isWhole = pattern is INegatedPatternOperation or IBinaryPatternOperation;
        foreach (IOperation child in pattern.ChildOperations)
        {
            Evaluated part = child switch
            {
                IPropertySubpatternOperation { Member: IMemberReferenceOperation member } when LookIn(member.Member) is { } look =>
                    Observation(child, Seen(child, member.Member, false, look, value, state), state),
                IPropertySubpatternOperation { Member: IMemberReferenceOperation member } => ReadMember(value, member.Member, child, state),
                IPatternOperation when isWhole => new(state, value),
                IPatternOperation when ItemOf(pattern, child, value, state) is { } item => new(state, item),
                _ => Element(child, state),
            };
            IPatternOperation? inner = child as IPatternOperation ?? (child as IPropertySubpatternOperation)?.Pattern;
            state = inner is null ? state : Declare(inner, part.Value, part.State);
        }

        return state;
    }

    private static ISymbol? DeclaredBy(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        IListPatternOperation list => list.DeclaredSymbol,
        _ => null,
    };
}
