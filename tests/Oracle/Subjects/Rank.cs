using Quiesce.Annotations;

namespace Quiesce.Oracle.Subjects;

#pragma warning disable CA1815, CA1036, CA2225 // only what the programs need
/// <summary>A number that has operators of its own.</summary>
public readonly struct Rank(int number)
{
    private readonly int number = number;

    /// <summary>Whether it is the higher one.</summary>
    [NeverThrows]
    public static bool operator >(Rank left, Rank right) => left.number > right.number;

    /// <summary>Whether it is the lower one.</summary>
    [NeverThrows]
    public static bool operator <(Rank left, Rank right) => left.number < right.number;
}
#pragma warning restore CA1815, CA1036, CA2225

/// <summary>Bits.</summary>
[Flags]
public enum Marks
{
    /// <summary>Nothing is held.</summary>
    None = 0,

    /// <summary>Something else.</summary>
    Other = 1,

    /// <summary>A reference is held.</summary>
    Held = 2,
}
