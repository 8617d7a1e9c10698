namespace Quiesce.Analyzers.Simulation;

/// <summary>What a row is, so that those of one kind are found without looking at all others.</summary>
[Flags]
enum RowTraits : ushort
{
    None = 0,

    /// <summary>Every row has it.</summary>
    Any = 1,

    /// <summary>Tracked: nothing is owed for it any more.</summary>
    Settled = 2,

    /// <summary>Tracked: several references on one object.</summary>
    Several = 4,

    /// <summary>Tracked: an item of a collection, or a member of one.</summary>
    Item = 8,

    /// <summary>Tracked: it speaks of another object too.</summary>
    Related = 16,

    /// <summary>Binding, fact: of memory that others may change. Tracked: owed for a member of another object.</summary>
    Member = 32,

    /// <summary>Binding: a flag whose truth is known. Fact: a value is known to equal a constant.</summary>
    Decided = 64,

    /// <summary>Tracked: this body must give it back.</summary>
    Owed = 128,

    /// <summary>Fact: conditions do not hold together, or are equal, or are not.</summary>
    Excludes = 256,

    /// <summary>Binding: which of several counted objects an expression is about.</summary>
    Choice = 512,

    /// <summary>Binding: a variable that holds a member of another object.</summary>
    Read = 1024,

    /// <summary>Fact: a number is less than a constant, or not.</summary>
    Ordered = 2048,
}

/// <summary>A row of a table.</summary>
interface IRow<T>
{
    /// <summary>The key that rows are sorted by; unique within a table, not negative.</summary>
    long Key { get; }

    Digest Digest { get; }

    /// <summary>Whether two rows of the same key say the same.</summary>
    bool IsSame(T other);
}

/// <summary>What is known of all rows of a table together.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Traits">What at least one of them is.</param>
/// <param name="Hash">Equal for tables that say the same.</param>
/// <param name="Since">The greatest depth of the trace at which one of them began.</param>
readonly record struct Digest(int Count, RowTraits Traits, int Hash = 0, int Since = 0)
{
    public static Digest operator +(Digest left, Digest right) => new(
        left.Count + right.Count, left.Traits | right.Traits, unchecked(left.Hash + right.Hash), Math.Max(left.Since, right.Since));
}

/// <summary>A key on which two tables differ: null where one of them has no such row.</summary>
readonly record struct Difference<T>(T? Left, T? Right) where T : struct;

static class Bits
{
    /// <summary>The highest bit that is set, alone.</summary>
    public static long Highest(long value)
    {
        for (int shift = 1; shift < 64; shift *= 2)
            value |= value >> shift;
        return value - (value >> 1);
    }
}
