using Quiesce.Annotations;

namespace Quiesce;

/// <summary>
/// A loaded module. Who holds a reference keeps it from being removed; the reference says <em>who is inside</em>, which
/// the garbage collector does not know.
/// </summary>
/// <remarks>
/// The kernel's <c>struct module</c>. All members are thread-safe; <see cref="TryGet" />, <see cref="Get" /> and
/// <see cref="Put" /> are lock-free and allocate nothing. Where <c>System.Reflection</c> is imported too, write
/// <c>using Module = Quiesce.Module;</c>.
/// </remarks>
public sealed class Module
{
    private ReferenceCount count;
    private int state = (int)ModuleState.Unformed;

    internal Module(string name, IModule code, long references = 1)
    {
        Name = name;
        Code = code;
        count = new ReferenceCount(references);
        Node = null!; // set by the table before anybody else can see this module
    }

    /// <summary>The name it was loaded under. Never changes.</summary>
    [Observes(Immutable = true)]
    public string Name { get; }

    /// <summary>A snapshot of the state. It may be outdated at once: decide by <see cref="TryGet" />.</summary>
    [Observes]
    public ModuleState State
    {
        get => (ModuleState)Volatile.Read(ref state);
        internal set => Volatile.Write(ref state, (int)value);
    }

    /// <summary>A snapshot of the number of references held, without the loader's own base.</summary>
    /// <remarks>The kernel's <c>module_refcount</c>.</remarks>
    [Observes]
    public long RefCount => count.References;

    /// <summary>The module's code; null once it has been released. The table's alone.</summary>
    internal IModule? Code { get; private set; }

    /// <summary>Where the module is linked. The table's alone, under its lock.</summary>
    internal RcuList<Module>.Node Node { get; set; }

    /// <summary>Takes a reference, unless the module is being removed or has been.</summary>
    /// <returns>True if the caller now holds one and must <see cref="Put" /> it; false if it got nothing.</returns>
    /// <remarks>
    /// The kernel's <c>try_module_get</c>. Refuses, too, beyond 2^62 references, where the count would wrap.
    /// </remarks>
    [Acquires(Kind = "module")]
    [NeverThrows]
    [MustCheck]
    public bool TryGet() => State <= ModuleState.Coming && count.TryGet();

    /// <summary>Takes one more reference where the caller provably holds one already.</summary>
    /// <exception cref="InvalidOperationException">The module has been removed: no reference was held.</exception>
    /// <remarks>
    /// The kernel's <c>__module_get</c>. Unlike <see cref="TryGet" /> it succeeds while the module is being removed,
    /// as long as somebody is still inside; a module without references that has stopped is never revived.
    /// </remarks>
    [Acquires(Kind = "module", Unchecked = true)]
    [NeverThrows]
    public void Get()
    {
        if (!count.TryGet())
            throw new InvalidOperationException($"Module '{Name}' is gone: Get needs a held reference; use TryGet.");
    }

    /// <summary>Gives back one reference.</summary>
    /// <exception cref="InvalidOperationException">No reference is held. Nothing has changed.</exception>
    /// <remarks>The kernel's <c>module_put</c>.</remarks>
    [Releases(Kind = "module")]
    [NeverThrows]
    public void Put()
    {
        if (!count.TryPut())
            throw new InvalidOperationException($"Module '{Name}' is put more often than it was gotten.");
    }

    /// <summary>
    /// <see cref="TryGet" /> as a guard for the stack:
    /// <c>using ModuleScope scope = module.Acquire(); if (!scope.IsHeld) return;</c>
    /// </summary>
    [NeverThrows]
    [return: Acquired(Kind = "module")]
    public ModuleScope Acquire() => new(TryGet() ? this : null);

    /// <summary><see cref="TryGet" /> as a guard on the heap, for fields and across <c>await</c>.</summary>
    /// <returns>The lease, to be disposed by any thread; null if the module is being removed.</returns>
    [return: Acquired(Kind = "module")]
    public ModuleLease? Lease()
    {
        // Allocated before the reference is taken: an OutOfMemoryException must not leave one behind.
        ModuleLease lease = new(this);
        return lease.TryTake() ? lease : null;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name} ({State}, {RefCount} references)";

    /// <summary>Ends the handing out of references if none is held; the caller alone may then remove the module.</summary>
    internal bool TryStop() => count.TryStop();

    /// <summary>Lets go of the loader's base and of the code: after the grace period, no reader sees the module.</summary>
    internal void Release()
    {
        State = ModuleState.Unformed;
        count.ClearBase();
        Code = null;
    }

    /// <summary>Gives back the reference that is held while <c>Init</c> runs, unless a failing one has put it.</summary>
    internal void PutInitial() => count.TryPut();
}
