namespace Quiesce.Oracle.Trees;

/// <summary>
/// How a program is written, where the language has several ways to say one thing: what it does is the same, and so must the
/// analysis of it be.
/// </summary>
/// <param name="Functions">What its functions are.</param>
/// <param name="Flags">Where its flags live.</param>
/// <param name="Calls">How modules are asked for references.</param>
/// <param name="Aliases">By which other names things are mentioned.</param>
/// <param name="IsNullSafe">Modules are asked for null before they are called.</param>
readonly record struct Style(
    Functions Functions = Functions.Local, Flags Flags = Flags.Locals, Calls Calls = Calls.Methods, Aliases Aliases = Aliases.None, bool IsNullSafe = false)
{
    public bool HasAliases => Aliases != Aliases.None;

    public Results Results { get; init; }

    public Counts Counts { get; init; }

    public Question Question { get; init; }

    public Guards Guards { get; init; }

    /// <summary>The method is code of the first module.</summary>
    public bool IsSelf { get; init; }

    public bool HasPropertyFlags => Flags is Flags.Properties or Flags.OwnProperties or Flags.StaticProperties;

    /// <summary>They are there before the method runs, and after it.</summary>
    public bool HasLastingFlags => Flags is Flags.OwnFields or Flags.OwnProperties or Flags.StaticFields or Flags.StaticProperties;

    /// <summary>They are members of the method's object.</summary>
    public bool HasOwnFlags => Flags is Flags.OwnFields or Flags.OwnProperties;
}

/// <summary>The other names of things: every second mention is by one.</summary>
enum Aliases
{
    None,

    /// <summary>Locals that hold the same modules.</summary>
    Names,

    /// <summary>Ref locals of modules, flags and guards; not in an async method, and not in its functions.</summary>
    References,

    /// <summary>Locals that a tuple of the modules is taken apart into.</summary>
    Tuples,
}

enum Functions
{
    Local,
    Lambda,
    Async,

    /// <summary>Called by a delegate.</summary>
    Delegate,
}

enum Calls
{
    Methods,

    /// <summary>Of somebody who gets the module as an argument.</summary>
    Arguments,

    /// <summary>They may throw.</summary>
    Throwing,

    /// <summary>They may throw, and are awaited.</summary>
    Awaited,
}

enum Flags
{
    Locals,

    /// <summary>Of an object of the method's own.</summary>
    Fields,
    Properties,

    /// <summary>Of the method's object.</summary>
    OwnFields,
    OwnProperties,
    StaticFields,
    StaticProperties,
}

/// <summary>What stands for true and false as a result.</summary>
enum Results
{
    Bools,

    /// <summary>Objects of two types.</summary>
    Types,

    /// <summary>What two functions of the type of the result make.</summary>
    Names,

    /// <summary>An object, and none.</summary>
    Nulls,
}

/// <summary>What counters are.</summary>
enum Counts
{
    Numbers,

    /// <summary>Numbers that are asked and changed by atomic calls.</summary>
    Atomics,
    Bits,

    /// <summary>Members of an enum.</summary>
    Marks,

    /// <summary>Bits of one number for all.</summary>
    Shared,
}

/// <summary>What <see cref="Kind.Level" /> asks.</summary>
enum Question
{
    Order,
    Type,

    /// <summary>An operator of a type of its own.</summary>
    Operator,

    /// <summary>Whether a type is another.</summary>
    Types,
}

/// <summary>What holds a reference on the heap.</summary>
enum Guards
{
    Leases,

    /// <summary>Leases that an argument receives.</summary>
    Received,

    /// <summary>Another type, which can hold several.</summary>
    Pins,
}
