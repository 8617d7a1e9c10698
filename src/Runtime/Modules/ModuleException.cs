namespace Quiesce;

/// <summary>A module could not be loaded, or its own code has thrown.</summary>
public sealed class ModuleException : Exception
{
    internal ModuleException(string moduleName, ModuleError error, string reason, Exception? inner = null)
        : base($"Module '{moduleName}': {reason}", inner)
    {
        ModuleName = moduleName;
        Error = error;
    }

    /// <summary>The name of the module concerned.</summary>
    public string ModuleName { get; }

    /// <summary>What went wrong. The module's own exception, if any, is <see cref="Exception.InnerException" />.</summary>
    public ModuleError Error { get; }
}
