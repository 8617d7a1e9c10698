using Quiesce.Annotations;

namespace Quiesce;

/// <summary>A reference on a module that lives in a field or across <c>await</c>. See <see cref="Module.Lease" />.</summary>
/// <remarks>Thread-safe: any thread may dispose it, and only the first <see cref="Dispose" /> gives the reference back.</remarks>
[Guard(HeldProperty = nameof(IsHeld))]
public sealed class ModuleLease : IDisposable
{
    private readonly Module module;
    private int held;

    internal ModuleLease(Module module) => this.module = module;

    /// <summary>Whether the reference has not been given back yet.</summary>
    [Observes(HeldQuery = true)]
    public bool IsHeld => Volatile.Read(ref held) != 0;

    /// <summary>The module. The lease's reference protects it; do not put it yourself.</summary>
    /// <exception cref="ObjectDisposedException">The reference has been given back.</exception>
    [Borrowed]
    public Module Module
    {
        get
        {
            ObjectDisposedException.ThrowIf(!IsHeld, this);
            return module;
        }
    }

    /// <summary>Gives the reference back. A second call does nothing.</summary>
    /// <exception cref="InvalidOperationException">Somebody else has put this lease's reference.</exception>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref held, 0) != 0)
            module.Put();
    }

    /// <summary>Takes the reference; before the lease is given to anybody.</summary>
    internal bool TryTake()
    {
        if (!module.TryGet())
            return false;
        held = 1;
        return true;
    }
}
