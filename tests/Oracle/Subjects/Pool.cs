using System.Runtime.CompilerServices;
using Quiesce.Annotations;

namespace Quiesce.Oracle.Subjects;

/// <summary>Takes and gives references of what it gets as an argument.</summary>
public static class Pool
{
    /// <inheritdoc cref="Module.TryGet" />
    [NeverThrows]
    [MustCheck]
    public static bool TryTake([Acquires(Kind = "module")] Module module) => module is { } known && known.TryGet();

    /// <inheritdoc cref="Module.Get" />
    [NeverThrows]
    public static void Take([Acquires(Kind = "module", Unchecked = true)] Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Get();
    }

    /// <inheritdoc cref="Module.Put" />
    [NeverThrows]
    [Releases(Of = nameof(module), Kind = "module")]
    public static void Give(Module module, [CallerLineNumber] int by = 0)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Put(by);
    }

    /// <inheritdoc cref="Module.Enter()" />
    public static void Enter([Acquires(Kind = "module")] Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Enter();
    }
}
