namespace Quiesce.Analyzers.Simulation;

/// <summary>Which bits of a number a path knows.</summary>
/// <param name="Mask">The bits that are known.</param>
/// <param name="Set">Those of them that are set.</param>
readonly record struct KnownBits(long Mask, long Set)
{
    public static KnownBits Of(PathState state, Value number, Values values)
    {
        if ((number.Kind == ValueKind.Constant ? number : state.EqualTo(number))?.Number is { } exact)
            return new(-1, exact);
        if (number.Bits is { } map)
            return Of(state, number.Base!, values).Through(map);
        KnownBits known = Common(Conditions.ConstantsOf(state, number, values));
        for (int i = 0; i < number.Dependents.Count; i++) // to ask may make another
        {
            state.Budget.Spend();
            if (number.Dependents[i] is { Bits: { Turned: 0 } asked } dependent)
                known = known.With(Asked(state, dependent, asked.Kept, values));
        }

        return known;
    }

    /// <summary>The bits in which the two numbers are known to be the same.</summary>
    public KnownBits Common(KnownBits other)
    {
        long same = Mask & other.Mask & ~(Set ^ other.Set);
        return new(same, Set & same);
    }

    /// <summary>The bits in which the two numbers are known to differ.</summary>
    public long Differences(KnownBits other) => Mask & other.Mask & (Set ^ other.Set);

    /// <summary>Whether the number is <paramref name="constant"/>, as far as the bits tell.</summary>
    public bool? Are(long constant) => ((Set ^ constant) & Mask) != 0 ? false : Mask == -1 ? true : null;

    private static KnownBits Common(List<Value> constants)
    {
        if (constants.Count == 0 || constants[0].Number is not { } first)
            return default;
        var common = new KnownBits(-1, first);
        foreach (Value constant in constants)
            common = constant.Number is { } number ? common.Common(new(-1, number)) : default;
        return common;
    }

    /// <summary>What is known of those <paramref name="bits"/> of a number that <paramref name="value"/> is.</summary>
    private static KnownBits Asked(PathState state, Value value, long bits, Values values)
    {
        if (state.EqualTo(value)?.Number is { } set)
            return new(bits, set);
        return BitMap.IsOneBit(bits) && state.Known(values.Equal(value, values.Constant(bits))) == false ? new(bits, 0) : default;
    }

    private KnownBits Through(BitMap map) => new(Mask | ~map.Kept, map.Of(Set));

    private KnownBits With(KnownBits other) => new(Mask | other.Mask, Set | other.Set);
}
