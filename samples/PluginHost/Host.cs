using System.Collections.Concurrent;

namespace Quiesce.Samples.PluginHost;

/// <summary>Loads plugins, calls them under references, and removes them when nobody is inside. Thread-safe.</summary>
internal sealed class Host
{
    private readonly ModuleTable table = new();
    private readonly ConcurrentDictionary<Module, PluginAssembly> plugins = new();

    /// <summary>The names of the loaded plugins, with their states and reference counts.</summary>
    internal string Describe()
    {
        List<string> modules = [];
        using (Rcu.Read())
        {
            foreach (Module module in table.Modules)
                modules.Add(module.ToString());
        }

        return modules.Count > 0 ? string.Join(", ", modules) : "none";
    }

    /// <summary>Loads the plugin in a file; it is known by the file's name.</summary>
    /// <exception cref="PluginException">The file is not a usable plugin.</exception>
    /// <exception cref="ModuleException">The plugin's own initialisation has failed, or its name is taken.</exception>
    internal string Load(string path)
    {
        PluginAssembly assembly = PluginAssembly.Load(path);
        string name = Path.GetFileNameWithoutExtension(path);
        try
        {
            table.Load(name, new PluginModule(assembly, plugins));
            return name;
        }
        catch (Exception)
        {
            assembly.Unload();
            throw;
        }
    }

    /// <summary>Asks a plugin, which cannot go away meanwhile; null if there is none of this name.</summary>
    internal string? Ask(string name, string question)
    {
        if (!table.TryFind(name, out ModuleLease? lease))
            return null;
        using (lease)
            return plugins[lease!.Module].Code.Answer(question);
    }

    /// <summary>Takes a reference on a plugin, to be disposed; null if there is none of this name.</summary>
    internal ModuleLease? Hold(string name) => table.TryFind(name, out ModuleLease? lease) ? lease : null;

    /// <summary>Removes a plugin on which no reference is held, and starts to unload its assembly.</summary>
    internal ModuleError TryUnload(string name) => table.TryDelete(name);

    /// <summary>A plugin as the table sees it: callable from the end of its Init to the beginning of its Exit.</summary>
    private sealed class PluginModule(PluginAssembly assembly, ConcurrentDictionary<Module, PluginAssembly> plugins)
        : IModule
    {
        private Module? key;

        public void Init(Module self)
        {
            assembly.Code.Init(self);
            key = self;
            plugins[self] = assembly;
        }

        public void Exit()
        {
            plugins.TryRemove(key!, out _);
            assembly.Code.Exit();
            assembly.Unload();
        }
    }
}
