using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Operations whose result is a condition or a pure function of their operands. They read and keep nothing.
sealed partial class Transfer
{
    private const int DeepestName = 6;

    private Evaluated Condition(IOperation operation, PathState state, Parts parts) => operation switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not => new(state, Values.Not(parts[not.Operand])),
        IUnaryOperation unary => Unknown(unary, state),
        IIsNullOperation isNull => new(state, IsNull(parts[isNull.Operand])),
        IBinaryOperation { OperatorMethod: null } binary when IsShallow(parts[binary.LeftOperand], parts[binary.RightOperand]) =>
            new(state, Binary(binary, parts)),
        IBinaryOperation binary when IsEquality(binary.OperatorKind) => new(state, Binary(binary, parts)),
        IBinaryOperation binary => Unknown(binary, state),
        IIsTypeOperation test => new(state, Values.Derived(Operator.Test, parts[test.ValueOperand], key: test.TypeOperand)),
        IIsPatternOperation pattern => Pattern(pattern, state, parts),
        IInterpolatedStringOperation or IInterpolationOperation or IInterpolatedStringTextOperation => Unknown(operation, state),
        ICaughtExceptionOperation or ITupleBinaryOperation or IRangeOperation => Unknown(operation, state),
        IDeclarationExpressionOperation declaration => new(state, parts[declaration.Expression]),
        IPatternOperation => Unknown(operation, state),
        _ => Consume(operation, state, parts),
    };

    /// <summary>
    /// A conversion gives the same object, except where it can turn one into null or one number into another. The other name
    /// of an object that a failed cast may have lost is not followed (errs towards silence).
    /// </summary>
    private Evaluated Convert(IConversionOperation conversion, PathState state, Value value)
    {
        bool isSame = value.Kind == ValueKind.Constant || conversion.Conversion.IsImplicit || conversion.Conversion.IsIdentity
            || !(conversion.IsTryCast || conversion.Conversion.IsNumeric);
        return isSame ? new(state, value) : new(Escape(state, value), Values.Derived(Operator.Cast, value, key: conversion.Type));
    }

    /// <summary>The step that a branch on <paramref name="condition"/> is.</summary>
    public static Step Decision(IOperation condition, bool truth) =>
        new(condition is IIsNullOperation ? StepKind.NullTest : StepKind.Branch, condition.Syntax, truth);

    private Value IsNull(Value value) => value.Kind == ValueKind.Constant
        ? value.Constant is null ? Values.True : Values.False
        : Values.Derived(Operator.IsNull, value);

    private static bool IsShallow(Value left, Value right) => left.Depth < DeepestName && right.Depth < DeepestName;

    private static bool IsEquality(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;

    private Value Binary(IBinaryOperation binary, Parts parts)
    {
        Value left = parts[binary.LeftOperand], right = parts[binary.RightOperand];
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Equals:
                return AreEqual(left, right);
            case BinaryOperatorKind.NotEquals:
                return Values.Not(AreEqual(left, right));
            default:
                return Logic(binary.OperatorKind, left, right) ?? Order(binary.OperatorKind, left, right) ?? Values.Derived(Operator.Compare, left, right, (binary.OperatorKind, binary.IsLifted));
        }
    }

    /// <summary>A logical operation of which one side is known, or null.</summary>
    private Value? Logic(BinaryOperatorKind kind, Value left, Value right)
    {
        (bool known, Value other) = left.Truth is { } l ? (l, right) : right.Truth is { } r ? (r, left) : (false, Values.Null);
        if (other.IsNullConstant)
            return null;
        return kind switch
        {
            BinaryOperatorKind.And => known ? other : Values.False,
            BinaryOperatorKind.Or => known ? Values.True : other,
            BinaryOperatorKind.ExclusiveOr => known ? Values.Not(other) : other,
            _ => null,
        };
    }

    /// <summary>The order of two integer constants, or null.</summary>
    private Value? Order(BinaryOperatorKind kind, Value left, Value right)
    {
        if (left.Constant is not int l || right.Constant is not int r)
            return null;
        return kind switch
        {
            BinaryOperatorKind.LessThan => l < r ? Values.True : Values.False,
            BinaryOperatorKind.LessThanOrEqual => l <= r ? Values.True : Values.False,
            BinaryOperatorKind.GreaterThan => l > r ? Values.True : Values.False,
            BinaryOperatorKind.GreaterThanOrEqual => l >= r ? Values.True : Values.False,
            _ => null,
        };
    }

    /// <summary>The constant stands on the right, so that <c>a == 1</c> and <c>1 == a</c> are one condition.</summary>
    private Value AreEqual(Value left, Value right)
    {
        if (ReferenceEquals(left, right))
            return Values.True;
        bool swap = left.Kind == ValueKind.Constant || (right.Kind != ValueKind.Constant && right.Id < left.Id);
        (left, right) = swap ? (right, left) : (left, right);
        if (left.Kind == ValueKind.Constant && right.Kind == ValueKind.Constant)
            return Equals(left.Constant, right.Constant) ? Values.True : Values.False;
        return right.IsNullConstant ? IsNull(left) : Values.Derived(Operator.Equal, left, right);
    }

    private Evaluated Pattern(IIsPatternOperation operation, PathState state, Parts parts)
    {
        Value value = parts[operation.Value];
        state = Declare(operation.Pattern, value, state);
        return new(state, Matches(operation.Pattern, value, state));
    }

    /// <summary>The condition under which <paramref name="pattern"/> matches; the same pattern on the same value is the same condition.</summary>
    private Value Matches(IPatternOperation pattern, Value value, PathState state) => pattern switch
    {
        IDiscardPatternOperation => Values.True,
        IDeclarationPatternOperation { MatchesNull: true } => Values.True,
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } } => AreEqual(value, Values.Constant(constant)),
        INegatedPatternOperation negated => Values.Not(Matches(negated.Pattern, value, state)),
        IDeclarationPatternOperation declaration when IsSameType(declaration.MatchedType, declaration.InputType) => Values.Not(IsNull(value)),
        IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } recursive
            when IsSameType(recursive.MatchedType, recursive.InputType) => Values.Not(IsNull(value)),
        IRecursivePatternOperation { PropertySubpatterns.Length: 1, DeconstructionSubpatterns.IsEmpty: true } recursive
            when IsSameType(recursive.MatchedType, recursive.InputType) && MemberOf(recursive.PropertySubpatterns[0], value, state) is { } member =>
            Matches(recursive.PropertySubpatterns[0].Pattern, member, state),
        ITypePatternOperation type => Values.Derived(Operator.Test, value, key: type.MatchedType),
        IDeclarationPatternOperation declaration => Values.Derived(Operator.Test, value, key: declaration.MatchedType),
        _ => Values.Derived(Operator.Test, value, key: pattern),
    };

    /// <summary>What a property pattern looks at, where the object is known to be there.</summary>
    private Value? MemberOf(IPropertySubpatternOperation pattern, Value value, PathState state) =>
        pattern.Member is IPropertyReferenceOperation { Property: { Parameters.IsEmpty: true } property }
        && (property.ContainingType.IsValueType || Conditions.Evaluate(state, IsNull(value), Values) == false)
            ? state.ValueOf(Values.MemberOf(value, property))
            : null;

    /// <summary>The nullable value that the operation asks or takes apart without ever throwing, or null.</summary>
    private static IOperation? NullableOf(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: MetadataNames.GetValueOrDefault, Parameters.IsEmpty: true }, Instance: { } value } when IsNullable(value) => value,
        IPropertyReferenceOperation { Property.Name: MetadataNames.HasValue, Instance: { } value } when IsNullable(value) => value,
        _ => null,
    };

    private static bool IsNullable(IOperation value) => value.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>What a nullable value wraps is that value itself: <c>m?.TryGet() ?? false</c> is the result of the call.</summary>
    private Evaluated Unwrap(IOperation operation, Value nullable, PathState state)
    {
        if (operation is IPropertyReferenceOperation)
            return new(state, Values.Not(IsNull(nullable)));
        if (!nullable.IsNullConstant)
            return new(state, nullable);
        return operation.Type?.SpecialType == SpecialType.System_Boolean ? new(state, Values.False) : Unknown(operation, state);
    }

    private static bool IsSameType(ITypeSymbol? matched, ITypeSymbol input) =>
        SymbolEqualityComparer.Default.Equals(matched, input) || SymbolEqualityComparer.Default.Equals(matched, Underlying(input));

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

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
                IPropertySubpatternOperation { Member: IMemberReferenceOperation member } => ReadMember(value, member.Member, child, state),
                IPatternOperation when isWhole => new(state, value),
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
