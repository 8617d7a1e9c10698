namespace Quiesce;

/// <summary>How <see cref="ModuleTable.TryDelete" /> treats a module that is in use.</summary>
/// <remarks>The flags of the kernel's <c>delete_module</c>.</remarks>
[Flags]
public enum DeleteFlags
{
    /// <summary>Refuse at once instead of waiting for the references to go. <c>O_NONBLOCK</c>.</summary>
    NonBlock = 1,
}
