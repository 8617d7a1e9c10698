using Quiesce.Annotations;

namespace Quiesce;

/// <summary>The code of a module: what runs when it is loaded and when it is deleted.</summary>
/// <remarks>The kernel's <c>module_init</c> and <c>module_exit</c> functions.</remarks>
public interface IModule
{
    /// <summary>
    /// Called once by <see cref="ModuleTable.Load" />, on the loading thread, outside every lock of the table: it may
    /// load other modules. One reference on the module is held while it runs.
    /// </summary>
    /// <param name="self">The module being loaded. Its own code must not take references on it.</param>
    /// <remarks>An exception fails the load. Whatever was registered before must be withdrawn before it is thrown.</remarks>
    void Init([Self] Module self);

    /// <summary>
    /// Called once by <see cref="ModuleTable.TryDelete" />, on the deleting thread, when no reference is held and none
    /// can be taken. Readers that found the module before may still see it.
    /// </summary>
    void Exit();
}
