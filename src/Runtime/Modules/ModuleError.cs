namespace Quiesce;

/// <summary>Why an operation on modules was refused or failed.</summary>
public enum ModuleError
{
    /// <summary>It succeeded.</summary>
    None = 0,

    /// <summary>There is no module of this name. <c>ENOENT</c>.</summary>
    NoEntry = 1,

    /// <summary>There is already a module of this name. <c>EEXIST</c>.</summary>
    Exists = 2,

    /// <summary>References are held. <c>EWOULDBLOCK</c>.</summary>
    WouldBlock = 3,

    /// <summary>The module is still being loaded, or already being removed. <c>EBUSY</c>.</summary>
    Busy = 4,

    /// <summary><see cref="IModule.Init" /> has thrown; nothing of the module is left.</summary>
    InitFailed = 5,

    /// <summary><see cref="IModule.Exit" /> has thrown; the module is removed all the same.</summary>
    ExitFailed = 6,
}
