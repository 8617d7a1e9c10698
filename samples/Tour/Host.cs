namespace Quiesce.Samples.Tour;

/// <summary>The host: its modules, and the list of its plugins that readers walk without a lock.</summary>
sealed class Host
{
    private readonly ModuleTable table = new();
    private readonly RcuList<Plugin> plugins = new();
    private readonly Lock updateLock = new();

    public Plugin Load(string name, Func<Request, Response> handler)
    {
        Plugin plugin = new(table, name, handler);
        lock (updateLock)
            plugins.AddLast(plugin);
        return plugin;
    }

    /// <summary>Unloads a plugin that nobody is inside; it stays in the list of what was loaded.</summary>
    public ModuleError Unload(string name) => table.TryDelete(name);

    /// <summary>Prints the references left on each plugin; returns their sum.</summary>
    public long Report()
    {
        long left = 0;
        using (Rcu.Read())
        {
            foreach (Plugin plugin in plugins)
            {
                Console.WriteLine($"  {plugin.Module.Name,-12} {plugin.Module.RefCount}");
                left += plugin.Module.RefCount;
            }
        }

        return left;
    }
}
