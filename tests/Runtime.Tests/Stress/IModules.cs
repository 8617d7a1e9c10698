namespace Quiesce.Runtime.Tests.Stress;

/// <summary>A table of modules under test.</summary>
internal interface IModules
{
    Module Load(string name, IModule code);

    Module? Find(string name);

    bool TryFind(string name, out ModuleLease? lease);

    ModuleError TryDelete(string name);
}

internal sealed class ProductTable : IModules
{
    private readonly ModuleTable table = new();

    public Module Load(string name, IModule code) => table.Load(name, code);

    public Module? Find(string name) => table.Find(name);

    public bool TryFind(string name, out ModuleLease? lease) => table.TryFind(name, out lease);

    public ModuleError TryDelete(string name) => table.TryDelete(name);
}

internal sealed class ReleaseWithoutGracePeriod : IModules
{
    private readonly Twins.ReleaseWithoutGracePeriod.ModuleTable table = new();

    public Module Load(string name, IModule code) => table.Load(name, code);

    public Module? Find(string name) => table.Find(name);

    public bool TryFind(string name, out ModuleLease? lease) => table.TryFind(name, out lease);

    public ModuleError TryDelete(string name) => table.TryDelete(name);
}

internal sealed class DeleteIgnoresReferences : IModules
{
    private readonly Twins.DeleteIgnoresReferences.ModuleTable table = new();

    public Module Load(string name, IModule code) => table.Load(name, code);

    public Module? Find(string name) => table.Find(name);

    public bool TryFind(string name, out ModuleLease? lease) => table.TryFind(name, out lease);

    public ModuleError TryDelete(string name) => table.TryDelete(name);
}
