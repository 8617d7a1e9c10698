using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Simulation;

/// <summary>What becomes of each bit of a number: it is kept or cleared, then turned over or not. That is all that constants can do.</summary>
readonly record struct BitMap(long Kept, long Turned)
{
    public static BitMap And(long bits) => new(bits, 0);

    /// <summary>What the operation with the constant does; null where it is none of bits.</summary>
    public static BitMap? Of(BinaryOperatorKind kind, long bits) => kind switch
    {
        BinaryOperatorKind.And => And(bits),
        BinaryOperatorKind.Or => new(~bits, bits),
        BinaryOperatorKind.ExclusiveOr => new(-1, bits),
        _ => null,
    };

    /// <summary>The lowest bit, which is taken off the <paramref name="rest"/>.</summary>
    public static long TakeLowest(ref long rest)
    {
        long bit = rest & -rest;
        rest &= ~bit;
        return bit;
    }

    public static bool IsOneBit(long bits) => bits != 0 && (bits & (bits - 1)) == 0;

    public long Of(long number) => (number & Kept) ^ Turned;

    /// <summary>This, and then <paramref name="next"/>.</summary>
    public BitMap Then(BitMap next) => new(Kept & next.Kept, next.Of(Turned));
}

// Bits: a set of flags in one form, whichever operations made it.
sealed partial class Values
{
    private const int MostBits = 4;

    /// <summary>Whether some bit was asked for or changed: else nobody needs to know which are set.</summary>
    public bool HasBits { get; private set; }

    public Value Bits(Value number, BitMap map)
    {
        if (number.Bits is { } inner)
            (number, map) = (number.Base!, inner.Then(map));
        if (number.Number is { } constant)
            return Constant(map.Of(constant));
        if (map.Kept == 0)
            return Constant(map.Turned);
        if (map == BitMap.And(-1))
            return number;
        HasBits = true;
        return Derived(Operator.Bits, number, key: map);
    }

    /// <summary>
    /// The same question as one of each of a few bits, so that it is answered by those; null where it is another one.
    /// </summary>
    public Value? AreEach(Value number, Value constant)
    {
        if (number.Bits is not { } map || constant.Number is not { } sought || ((sought ^ map.Turned) & ~map.Kept) != 0)
            return null;
        Value each = True;
        long rest = map.Kept;
        for (int i = 0; i < MostBits && rest != 0; i++)
        {
            long bit = BitMap.TakeLowest(ref rest);
            each = And(each, Equal(Bits(number, BitMap.And(bit)), Constant(sought & bit)));
        }

        return rest == 0 ? each : null;
    }

    /// <summary>Whether the bits are what they would be in <paramref name="constant"/>: asked of the number that they are of.</summary>
    private Value AreBits(Value number, BitMap map, long constant)
    {
        long sought = constant ^ map.Turned;
        if ((sought & ~map.Kept) != 0)
            return False;
        Value kept = Bits(number, BitMap.And(map.Kept));
        if (kept.Bits is null)
            return Equal(kept, Constant(sought));
        return sought == 0 && BitMap.IsOneBit(map.Kept)
            ? Not(Derived(Operator.Equal, kept, Constant(map.Kept)))
            : Derived(Operator.Equal, kept, Constant(sought));
    }
}
