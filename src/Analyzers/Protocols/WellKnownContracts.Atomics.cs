using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>What an atomic call does to the memory that its first argument refers to.</summary>
enum AtomicOperation
{
    None,

    /// <summary>Puts its second argument there; the result is what was there.</summary>
    Exchange,

    /// <summary>The same where its third argument was there.</summary>
    CompareExchange,

    /// <summary>Adds its second argument, or what its contract says; the result is the sum.</summary>
    Add,
}

// Atomic updates of memory.
static partial class WellKnownContracts
{
    /// <summary>What atomic updates are called, and the type that has them.</summary>
    public static ImmutableHashSet<string> AtomicNames { get; } = ImmutableHashSet.Create("Increment", "Decrement", "Add");

    /// <summary>What the framework's calls on memory by reference are called that do not count up.</summary>
    public static ImmutableHashSet<string> NotCountingUp { get; } = ImmutableHashSet.Create("Decrement", "Exchange", "Read", "Write", "And", "Or");

    /// <summary>What the framework's calls on memory by reference are called that do not count down.</summary>
    public static ImmutableHashSet<string> NotCountingDown { get; } =
        ImmutableHashSet.Create("Increment", "CompareExchange", "Exchange", "Read", "Write", "And", "Or");

    /// <inheritdoc cref="AtomicNames"/>
    public const string AtomicType = "Interlocked";

    private const string VolatileType = "Volatile";

    /// <summary>What remedies write.</summary>
    public const string AtomicDecrement = "global::System.Threading.Interlocked.Decrement";

    /// <inheritdoc cref="AtomicDecrement"/>
    public const string AtomicExchange = "global::System.Threading.Interlocked.CompareExchange";

    /// <inheritdoc cref="AtomicDecrement"/>
    public const string AtomicRead = "global::System.Threading.Volatile.Read";

    /// <summary>Types of the memory that is updated atomically and read at once.</summary>
    private static readonly ImmutableArray<string> s_numbers =
        ImmutableArray.Create("System.Int32", "System.Int64", "System.UInt32", "System.UInt64");

    /// <summary>Whether the method reads or writes memory by reference, at once.</summary>
    private static bool IsOnMemory(IMethodSymbol method) =>
        method.ContainingType is { Name: AtomicType or VolatileType } type && IsOfFramework(type, MetadataNames.ThreadingNamespace);

    /// <summary>What the framework's atomic call does; none for any other method.</summary>
    public static AtomicOperation AtomicOf(IMethodSymbol method)
    {
        if (method.ContainingType is not { Name: AtomicType } type || !IsOfFramework(type, MetadataNames.ThreadingNamespace))
            return AtomicOperation.None;
        return method.Name switch
        {
            "Exchange" => AtomicOperation.Exchange,
            "CompareExchange" => AtomicOperation.CompareExchange,
            { } name => AtomicNames.Contains(name) ? AtomicOperation.Add : AtomicOperation.None,
        };
    }

    private static IEnumerable<KeyValuePair<string, Contract>> Atomic(string number)
    {
        yield return new($"M:System.Threading.Interlocked.Increment({number}@)", Updates(+1));
        yield return new($"M:System.Threading.Interlocked.Decrement({number}@)", Updates(-1));
        yield return new($"M:System.Threading.Interlocked.Add({number}@,{number})", Updates(0));
        yield return new($"M:System.Threading.Interlocked.Read({number}@)", Reads);
        yield return new($"M:System.Threading.Volatile.Read({number}@)", Reads);
    }

    private static Contract Updates(int by) => new(ImmutableArray.Create(
        new Effect(EffectKind.AtomicUpdate, Operand.Parameter(0), When.Returns, Count: by), new Effect(EffectKind.NeverThrows, Operand.This, When.Returns)));
}
