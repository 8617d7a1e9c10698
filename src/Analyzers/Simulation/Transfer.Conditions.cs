using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Operations whose result is a condition or a pure function of their operands. They read and keep nothing.
sealed partial class Transfer
{
    private Evaluated Condition(IOperation operation, PathState state, Parts parts) => operation switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not => new(state, Values.Not(parts[not.Operand])),
        IUnaryOperation unary => Unknown(unary, state),
        IIsNullOperation isNull => new(state, IsNull(parts[isNull.Operand])),
        IBinaryOperation { OperatorMethod: null } binary when Values.AreShallow(parts[binary.LeftOperand], parts[binary.RightOperand]) =>
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

    private static bool IsEquality(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;

    private Value Binary(IBinaryOperation binary, Parts parts)
    {
        Value left = parts[binary.LeftOperand], right = parts[binary.RightOperand];
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Equals:
                return AreEqual(left, right, AreBools(binary));
            case BinaryOperatorKind.NotEquals:
                return Values.Not(AreEqual(left, right, AreBools(binary)));
            default:
                return Logic(binary.OperatorKind, left, right, IsPlainBool(binary.Type))
                    ?? Arithmetic(binary.OperatorKind, left, right)
                    ?? Order(binary.OperatorKind, left, right, binary.IsLifted || IsPartiallyOrdered(binary.LeftOperand.Type))
                    ?? Values.Derived(Operator.Compare, left, right, (binary.OperatorKind, binary.IsLifted));
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

    /// <summary>The sum or difference of two integer constants, or null: <c>held++</c> tells as well as a flag.</summary>
    private Value? Arithmetic(BinaryOperatorKind kind, Value left, Value right)
    {
        if (left.Constant is not int l || right.Constant is not int r)
            return null;
        return kind switch
        {
            BinaryOperatorKind.Add => Values.Constant(unchecked(l + r)),
            BinaryOperatorKind.Subtract => Values.Constant(unchecked(l - r)),
            _ => null,
        };
    }

    /// <summary>NaN is neither less than a number nor not less than it.</summary>
    private static bool IsPartiallyOrdered(ITypeSymbol? type) =>
        type?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64
            or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Byte or SpecialType.System_SByte
            or SpecialType.System_Char or SpecialType.System_Decimal);

    /// <summary>An order as one question, "less than", however it is asked; null where it is none or does not allow that.</summary>
    private Value? Order(BinaryOperatorKind kind, Value left, Value right, bool isPartial) => kind switch
    {
        _ when isPartial => null,
        BinaryOperatorKind.LessThan => IsLess(left, right),
        BinaryOperatorKind.GreaterThan => IsLess(right, left),
        BinaryOperatorKind.LessThanOrEqual => Values.Not(IsLess(right, left)),
        BinaryOperatorKind.GreaterThanOrEqual => Values.Not(IsLess(left, right)),
        _ => null,
    };

    private Value IsLess(Value left, Value right)
    {
        if (ReferenceEquals(left, right))
            return Values.False;
        return left.Constant is int l && right.Constant is int r ? l < r ? Values.True : Values.False : Values.Derived(Operator.Less, left, right);
    }

    /// <summary>The constant stands on the right, so that <c>a == 1</c> and <c>1 == a</c> are one condition.</summary>
    private Value AreEqual(Value left, Value right, bool areBools)
    {
        if (ReferenceEquals(left, right))
            return Values.True;
        if (areBools)
            return Values.Not(Values.Xor(left, right)); // ok == true is ok itself
        bool swap = left.Kind == ValueKind.Constant || (right.Kind != ValueKind.Constant && right.Id < left.Id);
        (left, right) = swap ? (right, left) : (left, right);
        if (left.Kind == ValueKind.Constant && right.Kind == ValueKind.Constant)
            return Equals(left.Constant, right.Constant) ? Values.True : Values.False;
        return right.IsNullConstant ? IsNull(left) : Values.Derived(Operator.Equal, left, right);
    }

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
}
