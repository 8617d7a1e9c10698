using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Simulation;

// Numbers: what is computed from constants, how they are ordered, and what a conversion leaves of them.
sealed partial class Transfer
{
    /// <summary>Whether another number may come out: where the new type does not have all those of the old one.</summary>
    private static bool MayChangeNumber(IConversionOperation conversion)
    {
        if (conversion.Conversion.IsImplicit || conversion.Operand.Type is not { } from || conversion.Type is not { } to)
            return false;
        (from, to) = (Underlying(from), Underlying(to));
        bool isNumeric = conversion.Conversion.IsNumeric
            || (from.TypeKind == TypeKind.Enum && to.IsValueType) || (to.TypeKind == TypeKind.Enum && from.IsValueType);
        return isNumeric && !(NumberType.Of(from) is { } source && NumberType.Of(to)?.Has(source) == true);
    }

    /// <summary>
    /// What is computed from integers of which one is a constant, or null: <c>held |= 1</c> tells as well as a flag, and so does
    /// <c>held++</c> where both are.
    /// </summary>
    private Value? Arithmetic(BinaryOperatorKind kind, Value left, Value right, ITypeSymbol? type)
    {
        if (NumberType.Of(type) is not { } numbers)
            return null;
        if (left.Number is { } l && right.Number is { } r && Sum(kind, l, r) is { } sum)
            return numbers.Has(sum) ? Values.Constant(sum) : null;
        (Value number, long? bits) = right.Number is { } last ? (left, last) : (right, left.Number);
        if (bits is not { } constant || (number.Kind == ValueKind.Constant && number.Number is null))
            return null;
        if (BitMap.Of(kind, constant) is { } map)
            return Values.Bits(number, map);
        bool isSum = kind == BinaryOperatorKind.Add || (kind == BinaryOperatorKind.Subtract && right.Number is not null);
        return isSum && Values.AreShallow(number, number) ? Values.Sum(number, kind, Values.Constant(constant)) : null;
    }

    /// <summary>Only where it fits whatever the type wraps around at.</summary>
    private static long? Sum(BinaryOperatorKind kind, long l, long r) => kind switch
    {
        BinaryOperatorKind.Add when AreShort(l, r) => l + r,
        BinaryOperatorKind.Subtract when AreShort(l, r) => l - r,
        _ => null,
    };

    private static bool AreShort(long left, long right) => left is >= int.MinValue and <= int.MaxValue && right is >= int.MinValue and <= int.MaxValue;

    /// <summary>
    /// An order as one question, "less than", however it is asked; one with null is false. Null where it is none or does not allow that: neither of two
    /// numbers need be less if one is null or NaN.
    /// </summary>
    private Value? Order(BinaryOperatorKind kind, Value left, Value right, ITypeSymbol? type)
    {
        if (type is not null && IsNullable(type))
        {
            Value? order = Order(kind, WhereNotNull(left), WhereNotNull(right), Underlying(type));
            return order is null || !Values.AreShallow(left, right) ? null : Values.And(Values.Not(Values.Or(Values.IsNull(left), Values.IsNull(right))), order);
        }

        NumberType? numbers = NumberType.Of(type);
        return kind switch
        {
            _ when numbers is null && type?.SpecialType != SpecialType.System_Decimal => null,
            BinaryOperatorKind.LessThan => IsLess(left, right, numbers),
            BinaryOperatorKind.GreaterThan => IsLess(right, left, numbers),
            BinaryOperatorKind.LessThanOrEqual => Values.Not(IsLess(right, left, numbers)),
            BinaryOperatorKind.GreaterThanOrEqual => Values.Not(IsLess(left, right, numbers)),
            _ => null,
        };
    }

    /// <summary>Of whole numbers those above one are those from the next on, and none is below a type that has none below zero.</summary>
    private Value IsLess(Value left, Value right, NumberType? numbers)
    {
        if (ReferenceEquals(left, right))
            return Values.False;
        if (left.Number is { } l && right.Number is { } r)
            return l < r ? Values.True : Values.False;
        if (numbers is { } whole && left.Number is < long.MaxValue and var below)
            return Values.Not(IsLess(right, Values.Constant(below + 1), whole));
        if (numbers is null)
            return Values.Derived(Operator.Compare, left, right, BinaryOperatorKind.LessThan); // between 0 and 1 there are others
        bool isFromZero = right.Number is 0 or 1 && (numbers.Value.IsSigned == false || Values.IsFromZero(left));
        return !isFromZero ? Values.Derived(Operator.Less, left, right) : right.Number == 0 ? Values.False : AreEqual(left, Values.Constant(0), areBools: false);
    }

    /// <summary>What a method computes from its operands alone: constants are part of its name, and of the others there are two at most.</summary>
    private Value? Computed(CallSite site, Parts parts)
    {
        var operands = new List<Value>();
        string constants = "";
        if (site.Receiver is not null)
            operands.Add(parts[site.Receiver]);
        foreach (Argument argument in site.Arguments)
        {
            Value value = parts[argument];
            if (argument.Parameter is not { RefKind: RefKind.None })
                return null;
            if (value.Kind == ValueKind.Constant)
                constants += $" {argument.Parameter.Ordinal}={value.Id}";
            else
                operands.Add(value);
        }

        if (operands.Count is 0 or > 2 || !Values.AreShallow(operands[0], operands[operands.Count - 1]))
            return null;
        Operator asked = IsPlainBool(site.Method.ReturnType) ? Operator.Compare : Operator.Compute;
        return Values.Derived(asked, operands[0], operands.Count > 1 ? operands[1] : null, key: (site.Method, constants));
    }

    /// <summary>A comparison that the operands' type defines: the same question of the same two values.</summary>
    private Value? Ask(IMethodSymbol comparison, Value left, Value right) =>
        Values.AreShallow(left, right) ? Values.Derived(Operator.Compare, left, right, key: comparison) : null;

    /// <summary>Whether all of <paramref name="bits"/> are set.</summary>
    private Value? HasBits(Value number, Value bits, ITypeSymbol? type)
    {
        if (!Values.AreShallow(number, bits))
            return null;
        Value both = Arithmetic(BinaryOperatorKind.And, number, bits, type)
            ?? Values.Derived(Operator.Compute, number, bits, (BinaryOperatorKind.And, false));
        return AreEqual(both, bits, areBools: false);
    }
}
