namespace Quiesce;

/// <summary>Where a module is in its life.</summary>
/// <remarks>The kernel's <c>enum module_state</c>.</remarks>
public enum ModuleState
{
    /// <summary>Initialised and in use. <c>MODULE_STATE_LIVE</c>.</summary>
    Live = 0,

    /// <summary>Linked; its <see cref="IModule.Init" /> is running. <c>MODULE_STATE_COMING</c>.</summary>
    Coming = 1,

    /// <summary>Being removed; no new reference is given out. <c>MODULE_STATE_GOING</c>.</summary>
    Going = 2,

    /// <summary>Not yet set up, or released. <c>MODULE_STATE_UNFORMED</c>.</summary>
    Unformed = 3,
}
