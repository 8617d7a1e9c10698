using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// Conditions over values, in one form each: what says the same has the same name, whichever way it was asked, so what is known of the
/// one is known of the other.
/// </summary>
sealed partial class Values
{
    private const int DeepestName = 8;

    /// <summary>Whether what is computed from them still has a short name.</summary>
    public static bool AreShallow(Value left, Value right) => left.Depth < DeepestName && right.Depth < DeepestName;

    public Value IsNull(Value value) =>
        value.Kind == ValueKind.Constant ? (value.Constant is null ? True : False)
        : IsTrueOrFalse(value) || IsThis(value) || IsProduced(value) || TypeOf(value.Symbol) is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } ? False
        : value.Operator == Operator.Cast && KeyOf(value) is ITypeSymbol { IsReferenceType: true } type ? Not(Derived(Operator.IsType, value.Base!, key: type))
        : value.Operator == Operator.Conditional ? Or(IsNull(value.Other!), IsNull(value.Base!))
        : Derived(Operator.IsNull, value);

    private bool IsProduced(Value value) => value.Kind switch
    {
        ValueKind.Result => _names[value.Id] is { Part: < 0, Key: IOperation site } && NeverNull.Is(site),
        ValueKind.Member => value.Symbol is IPropertySymbol property && NeverNull.IsDeclared(property),
        ValueKind.Derived => value.Operator == Operator.Compute && KeyOf(value) switch
        {
            ValueTuple<BinaryOperatorKind, bool> (_, var isLifted) => !isLifted,
            ValueTuple<IMethodSymbol, string> (var method, _) => NeverNull.IsDeclared(method),
            _ => false,
        },
        ValueKind.Ambient => true,
        _ => false,
    };

    /// <summary>What is read of <paramref name="owner"/> where that is not null, and null where it is.</summary>
    public Value Conditional(Value value, Value owner) => Derived(Operator.Conditional, value, owner);

    /// <summary>Whether it is the object whose code this body is.</summary>
    public static bool IsThis(Value value) => value is { Kind: ValueKind.Initial, Symbol: ITypeSymbol };

    /// <summary>A test has an answer; of a nullable bool neither a negation nor a logical operation need have one.</summary>
    private bool IsTrueOrFalse(Value value) => value.Operator switch
    {
        Operator.Compare => KeyOf(value) is not ValueTuple<BinaryOperatorKind, bool> (_, true), // an operation that is lifted may give none
        Operator.IsNull or Operator.Equal or Operator.Less or Operator.IsType or Operator.Test => true,
        Operator.Not => IsTrueOrFalse(value.Base!),
        Operator.And or Operator.Xor => IsTrueOrFalse(value.Base!) && IsTrueOrFalse(value.Other!),
        _ => value.Kind is ValueKind.Initial or ValueKind.Member or ValueKind.Snapshot ? IsBool(value.Symbol) : value is { Kind: ValueKind.Result, IsCondition: true },
    };

    /// <summary>Whether <paramref name="value"/> is the constant.</summary>
    public Value Equal(Value value, Value constant) => value switch
    {
        { Kind: ValueKind.Constant } when Value.AreSame(value, constant) is { } known => known ? True : False,
        { Operator: Operator.Conditional, Base: { } read, Other: { } owner } when constant.Constant is not null => And(Not(IsNull(owner)), Equal(read, constant)),
        _ when constant.Truth is { } truth && IsTrueOrFalse(value) => truth ? value : Not(value),
        { Bits: { } bits } when constant.Number is { } number => AreBits(value.Base!, bits, number),
        _ => Derived(Operator.Equal, value, constant),
    };

    public Value Not(Value value) => value switch
    {
        { Truth: { } truth } => truth ? False : True,
        { Kind: ValueKind.Derived, Operator: Operator.Not } => value.Base!,
        _ => Derived(Operator.Not, value),
    };

    public Value Or(Value left, Value right) => Not(And(Not(left), Not(right)));

    /// <summary>Both, as a chain of its parts in their order: each once, without those that follow from another.</summary>
    public Value And(Value left, Value right)
    {
        if (left.Truth is { } l)
            return l ? right : False;
        if (right.Truth is { } r)
            return r ? left : False;
        var parts = new List<Value>();
        if (!Conjunction.Insert(parts, left) || !Conjunction.Insert(parts, right))
            return False;
        Value both = parts[0];
        for (int i = 1; i < parts.Count; i++)
            both = Derived(Operator.And, both, parts[i]);
        return both;
    }

    public Value Xor(Value left, Value right)
    {
        if (left.Truth is { } l)
            return l ? Not(right) : right;
        if (right.Truth is { } r)
            return r ? Not(left) : left;
        if (ReferenceEquals(left, right))
            return False;
        if (left.Operator == Operator.Not || right.Operator == Operator.Not)
            return Not(left.Operator == Operator.Not ? Xor(left.Base!, right) : Xor(left, right.Base!));
        return left.Id < right.Id ? Derived(Operator.Xor, left, right) : Derived(Operator.Xor, right, left);
    }

    /// <summary>The same computation over <paramref name="to"/> instead of <paramref name="from"/>.</summary>
    public Value Replace(Value value, Value from, Value to)
    {
        if (ReferenceEquals(value, from))
            return to;
        if (!value.DependsOn(from))
            return value;
        Value? left = value.Base is null ? null : Replace(value.Base, from, to), right = value.Other is null ? null : Replace(value.Other, from, to);
        return value.Operator switch
        {
            Operator.Not => Not(left!),
            Operator.And => And(left!, right!),
            Operator.Xor => Xor(left!, right!),
            Operator.Bits => Bits(left!, value.Bits!.Value),
            Operator.IsNull => IsNull(left!),
            Operator.Equal when right!.Kind == ValueKind.Constant => Equal(left!, right),
            _ => Intern(_names[value.Id] with { Base = left, Other = right }),
        };
    }
}
