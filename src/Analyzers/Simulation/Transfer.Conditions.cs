using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Operations whose result is a condition or a pure function of their operands. They read and keep nothing.
sealed partial class Transfer
{
    private Evaluated Condition(IOperation operation, PathState state, Parts parts) => operation switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not => new(state, Values.Not(parts[not.Operand])),
        IUnaryOperation { OperatorMethod: null } unary => Unknown(unary, state),
        IIsNullOperation isNull => new(state, Values.IsNull(parts[isNull.Operand])),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String } text =>
            Unknown(text, UseParts(text, state, parts)),
        IBinaryOperation { OperatorMethod: null } binary when Values.AreShallow(parts[binary.LeftOperand], parts[binary.RightOperand]) =>
            new(state, Binary(binary, parts)),
        IBinaryOperation binary when IsEquality(binary.OperatorKind) && !AreBools(binary) => new(state, Binary(binary, parts)),
        IBinaryOperation { OperatorMethod: null } binary => Unknown(binary, state),
        IBinaryOperation { OperatorMethod: { } comparison } binary when IsPlainBool(binary.Type) =>
            Ask(comparison, parts[binary.LeftOperand], parts[binary.RightOperand]) is { } asked ? new(state, asked) : Unknown(binary, state),
        IBinaryOperation or IUnaryOperation => Operate(operation, state, parts),
        IIsTypeOperation { ValueOperand.Type: { } input } test when !test.IsNegated => new(state, IsOfType(test.TypeOperand, input, parts[test.ValueOperand])),
        IIsPatternOperation pattern => Pattern(pattern, state, parts),
        IInterpolationOperation => Unknown(operation, UseParts(operation, state, parts)),
        IInterpolatedStringOperation or IInterpolatedStringTextOperation => Unknown(operation, state),
        IConversionOperation => Operate(operation, state, parts),
        IEventReferenceOperation subscribed => Consume(subscribed, IsUnsubscribed(subscribed) ? state : UseParts(subscribed, state, parts), parts),
        ICaughtExceptionOperation or ITupleBinaryOperation or IRangeOperation => Unknown(operation, state),
        IDeclarationExpressionOperation declaration => new(state, parts[declaration.Expression]),
        IPatternOperation => Unknown(operation, state),
        IArrayInitializerOperation => MakeWith(operation, state, parts),
        { Kind: OperationKind.None } or { Syntax.Parent: EqualsValueClauseSyntax } => MakeWith(operation, state, parts),
        _ => Consume(operation, state, parts),
    };

    /// <summary>
    /// A conversion gives the same object, except where it can turn one into null or one number into another. The other name
    /// of an object that a failed cast may have lost is not followed (errs towards silence).
    /// </summary>
    private Evaluated Convert(IConversionOperation conversion, PathState state, Value value)
    {
        bool mayChange = MayChangeNumber(conversion);
        if (value.Kind == ValueKind.Constant && mayChange)
            return value.Number is >= 0 and <= sbyte.MaxValue && NumberType.Of(conversion.Type) is not null ? new(state, value) : Unknown(conversion, state);
        bool isSame = value.Kind == ValueKind.Constant || conversion.Conversion.IsImplicit || conversion.Conversion.IsIdentity
            || !(conversion.IsTryCast || mayChange);
        if (isSame && conversion is { Conversion: { IsReference: true, IsImplicit: false }, Type: { } type, Operand.Type: { } from } && value.Kind != ValueKind.Constant)
            return new(Conditions.Assume(state, Values.Or(Values.IsNull(value), IsOfType(type, from, value)), true, Values) ?? state, value);
        return isSame ? new(state, value) : new(Escape(state, value), Values.Derived(Operator.Cast, value, key: conversion.Type));
    }

    /// <summary>Whether it asks for an object that is counted: then it has two outcomes.</summary>
    private bool IsTryCast(IOperation operation) => operation is IConversionOperation { IsTryCast: true, Conversion: { IsReference: true, IsImplicit: false }, Type: { } type }
        && KindOf(type) is not null;

    /// <summary>The same object, or null where it is of another type.</summary>
    private List<Evaluated> TryCast(IConversionOperation conversion, PathState state, Parts parts)
    {
        Value value = parts[conversion.Operand];
        Value isOfType = Values.And(Values.Not(Values.IsNull(value)), IsOfType(conversion.Type, conversion.Operand.Type!, value));
        var outcomes = new List<Evaluated>();
        if (Conditions.Restrict(state, isOfType, true, Values) is { } same)
            outcomes.Add(new(same, value));
        if (Conditions.Restrict(state, isOfType, false, Values) is { } other)
            outcomes.Add(new(other, Values.Null));
        return outcomes;
    }

    /// <summary>The step that a branch on <paramref name="condition"/> is.</summary>
    public static Step Decision(IOperation condition, bool truth) =>
        new(condition is IIsNullOperation ? StepKind.NullTest : StepKind.Branch, condition.Syntax, truth);

    private static bool IsEquality(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;

    private Value Binary(IBinaryOperation binary, Parts parts)
    {
        Value left = parts[binary.LeftOperand], right = parts[binary.RightOperand];
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Equals:
                return Equality(binary, left, right);
            case BinaryOperatorKind.NotEquals:
                return Values.Not(Equality(binary, left, right));
            default:
                return Logic(binary.OperatorKind, left, right, IsPlainBool(binary.Type))
                    ?? Arithmetic(binary.OperatorKind, left, right, binary.Type)
                    ?? Order(binary.OperatorKind, left, right, binary.LeftOperand.Type)
                    ?? Values.Derived(binary.Type is { } type && IsPlainBool(Underlying(type)) ? Operator.Compare : Operator.Compute, left, right, (binary.OperatorKind, binary.IsLifted));
        }
    }

    private static bool IsPlainBool(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Boolean;

    private static bool AreBools(IBinaryOperation binary) => IsPlainBool(binary.LeftOperand.Type) && IsPlainBool(binary.RightOperand.Type);

    /// <summary>A logical operation; null where it is none, or where an operand that can be null leaves its result open.</summary>
    private Value? Logic(BinaryOperatorKind kind, Value left, Value right, bool isPlain)
    {
        if (left.IsNullConstant || right.IsNullConstant || !(isPlain || left.Truth is not null || right.Truth is not null))
            return null;
        return kind switch
        {
            BinaryOperatorKind.And => Values.And(left, right),
            BinaryOperatorKind.Or => Values.Or(left, right),
            BinaryOperatorKind.ExclusiveOr => Values.Xor(left, right),
            _ => null,
        };
    }

    /// <summary>NaN is not equal to itself.</summary>
    private Value Equality(IBinaryOperation binary, Value left, Value right) =>
        ReferenceEquals(left, right) && IsFloating(binary.LeftOperand.Type)
            ? Values.Derived(Operator.Compare, left, right, (BinaryOperatorKind.Equals, binary.IsLifted))
            : IsOfOthers(binary.LeftOperand, left, right) || IsOfOthers(binary.RightOperand, right, left) ? Values.False
            : AreEqual(left, right, AreBools(binary));

    /// <summary>Who asks a variable which of several objects it has knows them to be several: <c>first = a; if (...) first = b; other = first == a ? b : a;</c>.</summary>
    private bool IsOfOthers(IOperation variable, Value has, Value asked) => variable.Unconverted() is ILocalReferenceOperation local
        && Values.Variable(local.Local) is { IsChoice: true } place && !ReferenceEquals(has, asked) && has.Kind is not (ValueKind.Join or ValueKind.Constant)
        && asked.Kind != ValueKind.Constant && asked.WasIn(place);

    private static bool IsFloating(ITypeSymbol? type) =>
        type is not null && Underlying(type).SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    /// <summary>The constant stands on the right, so that <c>a == 1</c> and <c>1 == a</c> are one condition.</summary>
    private Value AreEqual(Value left, Value right, bool areBools)
    {
        if (ReferenceEquals(left, right))
            return Values.True;
        if (areBools)
            return Values.Not(Values.Xor(left, right)); // ok == true is ok itself
        bool swap = left.Kind == ValueKind.Constant || (right.Kind != ValueKind.Constant && right.Id < left.Id);
        (left, right) = swap ? (right, left) : (left, right);
        return right.IsNullConstant ? Values.IsNull(left) : Values.AreEach(left, right) ?? Values.Equal(left, right);
    }

    /// <summary>The nullable value that the operation asks or takes apart, or null; that it has none is a defect of its own.</summary>
    private static IOperation? NullableOf(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: MetadataNames.GetValueOrDefault, Parameters.IsEmpty: true }, Instance: { } value } when IsNullable(value) => value,
        IPropertyReferenceOperation { Property.Name: MetadataNames.HasValue or MetadataNames.Value, Instance: { } value } when IsNullable(value) => value,
        _ => null,
    };

    private static bool IsNullable(IOperation value) => value.Type is { } type && IsNullable(type);

    public static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Of <c>o?.Name</c> the name, where it is known that there is one.</summary>
    private static Value WhereNotNull(Value value)
    {
        while (value.Operator == Operator.Conditional)
            value = value.Base!;
        return value;
    }

    /// <summary>What a nullable value wraps is that value itself: <c>m?.TryGet() ?? false</c> is the result of the call.</summary>
    private Evaluated Unwrap(IOperation operation, Value nullable, PathState state)
    {
        if (operation is IPropertyReferenceOperation { Property.Name: MetadataNames.HasValue })
            return new(state, Values.Not(Values.IsNull(nullable)));
        bool? isNull = Conditions.Evaluate(state, Values.IsNull(nullable), Values);
        if (isNull is null && operation is IPropertyReferenceOperation)
            state = Conditions.Assume(state, Values.IsNull(nullable), false, Values) ?? state;
        if (IsPlainBool(operation.Type))
            return new(state, isNull == true ? Values.False : Values.Equal(nullable, Values.True)); // the same question as n == true
        if (isNull == false || operation.IsImplicit || operation is IPropertyReferenceOperation)
            return new(state, WhereNotNull(nullable)); // the compiler takes out only what it has tested
        if (NumberType.Of(operation.Type) is null)
            return Unknown(operation, state);
        return new(state, isNull == true ? Values.Constant(0) : Values.Derived(Operator.Compute, nullable, key: operation.Type));
    }
}
