namespace Quiesce.CodeFixes;

/// <summary>The keys under which a diagnostic names what its remedies may write. An absent key means: no such remedy.</summary>
internal static class FixKeys
{
    /// <summary>Names, separated by commas, of all members of the operand's type that take a reference of this kind.</summary>
    public const string Acquires = "acquires";

    /// <summary>Names, separated by commas, of all members of the operand's type that give one back.</summary>
    public const string Releases = "releases";

    /// <summary>Instance method on the operand, without argument, that gives the reference back.</summary>
    public const string Release = "release";

    /// <summary>Of a call whose result carries the reference: the instance method on the result, without argument, that gives it back.</summary>
    public const string ResultRelease = "resultRelease";

    /// <summary>The method that takes the reference back with the object that carries it, called where the acquiring one was.</summary>
    public const string TakesBack = "takesBack";

    /// <summary>Instance method on the operand, returning bool, that takes a reference if it can.</summary>
    public const string TryAcquire = "tryAcquire";

    /// <summary>Instance method on the operand that returns a guard for <c>using</c>.</summary>
    public const string Guard = "guard";

    /// <summary>Property of the guard that tells whether it holds a reference.</summary>
    public const string GuardHeld = "guardHeld";

    /// <summary>Fully qualified type of the guard.</summary>
    public const string GuardType = "guardType";

    /// <summary>The field that holds a reference for good; what gives it back is then called <see cref="Release"/>.</summary>
    public const string Field = "field";

    /// <summary>The kind of resource, as annotations name it.</summary>
    public const string Kind = "kind";

    /// <summary>
    /// Where a leak leaves, each place as distance from the acquire and length (<c>45+7</c>), with a <c>?</c> behind it where some
    /// path comes there without the reference; <see cref="AllExits"/> where every normal exit keeps it.
    /// </summary>
    public const string Exits = "exits";

    /// <summary>The value of <see cref="Exits"/> where every normal exit keeps the reference.</summary>
    public const string AllExits = "all";

    /// <summary>
    /// Present where some normal exit leaves with the reference in other hands, or keeps it as all like it do: what is released on
    /// every way would be taken from those.
    /// </summary>
    public const string Kept = "kept";

    /// <summary>Fully qualified static method that counts the memory down atomically that it gets by reference.</summary>
    public const string Decrement = "decrement";

    /// <summary>Fully qualified static method that stores a value where memory still holds another, and returns what it held.</summary>
    public const string CompareExchange = "compareExchange";

    /// <summary>Fully qualified static method that reads memory which others change.</summary>
    public const string Read = "read";

    /// <summary>Fully qualified static method, without argument, that waits for a grace period.</summary>
    public const string Wait = "wait";

    /// <summary>Fully qualified static method that reclaims its argument after a grace period.</summary>
    public const string Defer = "defer";
}
