namespace Quiesce.Analyzers.Simulation;

/// <summary>Between which whole numbers a value is known to lie on a path, both included.</summary>
/// <remarks>Cousot and Cousot, "Static determination of dynamic properties of programs", 1976.</remarks>
readonly record struct Interval(long Least, long Most)
{
    private const int MostExcluded = 4;

    private static Interval All { get; } = new(long.MinValue, long.MaxValue);

    /// <summary>Sums are taken not to overflow (errs towards what their writer meant).</summary>
    public static Interval Of(PathState state, Value value, Values values)
    {
        if ((value.Kind == ValueKind.Constant ? value : state.EqualTo(value))?.Number is { } exact)
            return new(exact, exact);
        Interval known = values.AddedTo(value) is { } added ? Of(state, value.Base!, values).Plus(added) : Around(Conditions.ConstantsOf(state, value, values));
        if (values.IsFromZero(value))
            known = known with { Least = Math.Max(0, known.Least) };
        foreach (Fact fact in state.Facts.With(RowTraits.Ordered))
        {
            if (ReferenceEquals(fact.Condition.Base, value))
                known = known.With(fact.Condition.Other!.Number!.Value, fact.Truth);
        }

        return known.WithoutEnds(state, value, values);
    }

    public bool IsOne => Least == Most;

    /// <summary>Whether all numbers of this one are less than all of the other; null where only some are.</summary>
    public bool? IsLess(Interval other) => Most < other.Least ? true : Least >= other.Most ? false : null;

    /// <summary>Whether the number is <paramref name="constant"/>, as far as the ends tell.</summary>
    public bool? Are(long constant) => constant < Least || constant > Most ? false : IsOne ? true : null;

    private static Interval Around(List<Value> constants)
    {
        Interval around = new(long.MaxValue, long.MinValue);
        foreach (Value constant in constants)
        {
            if (constant.Number is not { } number)
                return All;
            around = new(Math.Min(around.Least, number), Math.Max(around.Most, number));
        }

        return constants.Count == 0 ? All : around;
    }

    private Interval Plus(long added) => new(Sum(Least, added), Sum(Most, added));

    /// <summary>What has no end has none after an addition.</summary>
    private static long Sum(long end, long added) => end is long.MinValue or long.MaxValue ? end : end + added;

    /// <summary>It is known whether the number is less than <paramref name="bound"/>.</summary>
    private Interval With(long bound, bool isLess) => isLess ? this with { Most = Math.Min(Most, bound - 1) } : this with { Least = Math.Max(Least, bound) };

    /// <summary>What is not 0 and not less is from 1 on.</summary>
    private Interval WithoutEnds(PathState state, Value value, Values values)
    {
        (long least, long most) = (Least, Most);
        for (int i = 0; i < MostExcluded && least is not long.MinValue and < long.MaxValue && IsNot(least); i++)
            least++;
        for (int i = 0; i < MostExcluded && most is not long.MaxValue and > long.MinValue && IsNot(most); i++)
            most--;
        return new(least, most);

        bool IsNot(long number) => state.Known(values.Equal(value, values.Constant(number))) == false;
    }
}
