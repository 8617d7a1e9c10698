using Quiesce.Annotations;

namespace Quiesce;

/// <summary>A reference on a module for the time of a block. See <see cref="Module.Acquire" />.</summary>
/// <remarks>Lives on one thread's stack. The default value holds nothing. Never copy it: a copy would release twice.</remarks>
[Guard(HeldProperty = nameof(IsHeld))]
public ref struct ModuleScope
{
    private Module? module;

    internal ModuleScope(Module? module) => this.module = module;

    /// <summary>Whether the module could be referenced, and has not been given back yet.</summary>
    [Observes(HeldQuery = true)]
    public readonly bool IsHeld => module is not null;

    /// <summary>Gives the reference back, if one is held.</summary>
    /// <exception cref="InvalidOperationException">Somebody else has put this scope's reference.</exception>
    public void Dispose()
    {
        Module? held = module;
        module = null;
        held?.Put();
    }
}
