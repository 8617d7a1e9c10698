using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Whole numbers.
sealed partial class Values
{
    /// <summary>A number and a constant, added or subtracted.</summary>
    public Value Sum(Value number, BinaryOperatorKind kind, Value constant) => Derived(Operator.Compute, number, constant, (kind, false));

    /// <summary>The constant by which it is more than the number that it was computed from; null where it was not.</summary>
    public long? AddedTo(Value value) => value is { Operator: Operator.Compute, Other.Number: > int.MinValue and <= int.MaxValue and var constant }
        && KeyOf(value) is ValueTuple<BinaryOperatorKind, bool> (var kind, false) && kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract
            ? kind == BinaryOperatorKind.Add ? constant : -constant
            : null;

    /// <summary>A length or a count of something of the framework's, bits without the sign, or of a type that has no numbers below zero.</summary>
    public bool IsFromZero(Value value) => value.Bits is { Kept: >= 0, Turned: >= 0 } ||
        (value is { Kind: ValueKind.Member, Symbol: IPropertySymbol property } && WellKnownContracts.IsSize(property)) || NumberType.Of(TypeOf(value)) is { IsSigned: false };
}
