namespace Quiesce.Oracle.Trees;

/// <summary>
/// How a program is written, where the language has several ways to say one thing: what it does is the same, and so must the
/// analysis of it be.
/// </summary>
/// <param name="Functions">What its functions are.</param>
/// <param name="Flags">Where its flags live.</param>
/// <param name="Calls">How modules are asked for references.</param>
/// <param name="HasAliases">Every second mention of a module is by another local that holds it.</param>
/// <param name="IsNullSafe">Modules are asked for null before they are called.</param>
readonly record struct Style(Functions Functions = Functions.Local, Flags Flags = Flags.Locals, Calls Calls = Calls.Methods, bool HasAliases = false, bool IsNullSafe = false);

enum Functions
{
    Local,
    Lambda,
    Async,
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
}
