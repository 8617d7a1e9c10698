// Twin of src/Runtime/Modules/ModuleTable.cs: see TwinCatalogue.cs for the one edit.
using Quiesce.Annotations;

namespace Quiesce.Runtime.Tests.Twins.DeleteIgnoresReferences;

/// <summary>The modules of a host: loads them, finds them without a lock, and deletes them when nobody is inside.</summary>
/// <remarks>
/// The kernel's <c>load_module</c>, <c>find_module</c> and <c>delete_module</c>. All members are thread-safe. The list
/// is an RCU list: writers take one lock, never while a module's own code runs; readers take none. A module that leaves
/// is unlinked, then a grace period passes, and only then is it released: also when its <c>Init</c> has failed.
/// </remarks>
public sealed class ModuleTable
{
    /// <summary>The longest name of a module, in UTF-16 code units.</summary>
    public const int MaxNameLength = 63;

    private readonly object updateLock = new();
    private readonly RcuList<Module> modules = new();

    /// <summary>All modules, in the order of loading, those that come and go included.</summary>
    public RcuListView<Module> Modules => modules.AsReadOnly();

    /// <summary>Links a new module and runs its <see cref="IModule.Init" />; it is <c>Live</c> when this returns.</summary>
    /// <param name="name">Its name: not empty, at most <see cref="MaxNameLength" /> long, unique in this table.</param>
    /// <param name="code">Its code.</param>
    /// <returns>The module, without a reference on it.</returns>
    /// <exception cref="ArgumentException">The name is null, empty or too long, or the code is null.</exception>
    /// <exception cref="InvalidOperationException">Called inside a read-side critical section or a callback.</exception>
    /// <exception cref="ModuleException">
    /// The name is taken (<see cref="ModuleError.Exists" />), or <c>Init</c> has thrown
    /// (<see cref="ModuleError.InitFailed" />, the cause inside): nothing is then linked and no reference held.
    /// </exception>
    [Blocks]
    [return: Borrowed]
    public Module Load(string name, IModule code)
    {
        ThrowIfBadName(name);
        ArgumentNullException.ThrowIfNull(code);
        Rcu.ThrowIfWaitWouldDeadlock();
        Module module = Link(name, code);
        module.State = ModuleState.Coming;
        try
        {
            code.Init(module);
            module.Put();
        }
        catch (Exception cause)
        {
            module.State = ModuleState.Going;
            UnlinkAndRelease(module);
            module.PutInitial();
            throw new ModuleException(name, ModuleError.InitFailed, $"Init has failed: {cause.Message}", cause);
        }

        module.State = ModuleState.Live;
        return module;
    }

    /// <summary>Finds a module by name, without a lock.</summary>
    /// <returns>
    /// The module, valid until the caller's section ends: take a reference inside to keep it. Null if there is none.
    /// </returns>
    [RequiresReadSide(Domain = "default")]
    [Dereferences(Domain = "default")]
    public Module? Find(string name)
    {
        foreach (Module module in modules)
        {
            if (module.Name == name && module.State != ModuleState.Unformed)
                return module;
        }

        return null;
    }

    /// <summary>Finds a live module by name and takes a reference on it. Needs no section.</summary>
    /// <param name="name">The name it was loaded under.</param>
    /// <param name="lease">The reference, to be disposed; null if there is no live module of this name.</param>
    [MustCheck]
    public bool TryFind(string name, [Acquired(Kind = "module")] out ModuleLease? lease)
    {
        using (Rcu.Read())
        {
            // Like the kernel's strong_try_module_get: what is still coming may yet fail and is not handed out.
            lease = Find(name) is { State: ModuleState.Live } module ? module.Lease() : null;
        }

        return lease is not null;
    }

    /// <summary>
    /// Removes a module on which no reference is held: no new reference, <see cref="IModule.Exit" />, unlinked, one
    /// grace period, released.
    /// </summary>
    /// <param name="name">The name it was loaded under.</param>
    /// <param name="flags">Must be <see cref="DeleteFlags.NonBlock" />.</param>
    /// <returns>
    /// <see cref="ModuleError.None" />: removed. <see cref="ModuleError.NoEntry" />, <see cref="ModuleError.Busy" /> or
    /// <see cref="ModuleError.WouldBlock" />: nothing has changed, and a live module stays live.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The flags are anything else.</exception>
    /// <exception cref="InvalidOperationException">Called inside a read-side critical section or a callback.</exception>
    /// <exception cref="ModuleException">
    /// <c>Exit</c> has thrown (<see cref="ModuleError.ExitFailed" />); the module is removed all the same.
    /// </exception>
    [Blocks]
    [WaitsGracePeriod(Domain = "default")]
    public ModuleError TryDelete(string name, DeleteFlags flags = DeleteFlags.NonBlock)
    {
        if (flags != DeleteFlags.NonBlock)
            throw new ArgumentOutOfRangeException(nameof(flags), flags, "Only DeleteFlags.NonBlock is supported.");
        Rcu.ThrowIfWaitWouldDeadlock();
        ModuleError refused = TryStop(name, out Module? module);
        if (module is null)
            return refused;
        try
        {
            module.Code!.Exit();
        }
        catch (Exception cause)
        {
            throw new ModuleException(name, ModuleError.ExitFailed, $"Exit has failed: {cause.Message}", cause);
        }
        finally
        {
            UnlinkAndRelease(module);
        }

        return ModuleError.None;
    }

    private static void ThrowIfBadName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > MaxNameLength)
        {
            throw new ArgumentException(
                $"The name '{name}' has {name.Length} characters; at most {MaxNameLength} are allowed.", nameof(name));
        }
    }

    private Module Link(string name, IModule code)
    {
        Module module = new(name, code);
        lock (updateLock)
        {
            if (FindLinked(name) is not null)
                throw new ModuleException(name, ModuleError.Exists, "a module of this name is already loaded.");
            module.Node = modules.AddLast(module);
        }

        return module;
    }

    private ModuleError TryStop(string name, out Module? stopped)
    {
        stopped = null;
        lock (updateLock)
        {
            Module? module = FindLinked(name);
            if (module is null)
                return ModuleError.NoEntry;
            if (module.State != ModuleState.Live)
                return ModuleError.Busy;
            if (!module.TryStop() && module.RefCount > 1)
                return ModuleError.WouldBlock;
            module.State = ModuleState.Going;
            stopped = module;
            return ModuleError.None;
        }
    }

    /// <summary>Finds a module in any state; the update lock is held, which keeps the list as it is.</summary>
    private Module? FindLinked(string name)
    {
        foreach (Module module in modules)
        {
            if (module.Name == name)
                return module;
        }

        return null;
    }

    /// <summary>Readers inside may still see the module: it is released only when the last of them has left.</summary>
    private void UnlinkAndRelease(Module module)
    {
        lock (updateLock)
            modules.Remove(module.Node);
        Rcu.Synchronize();
        module.Release();
    }
}
