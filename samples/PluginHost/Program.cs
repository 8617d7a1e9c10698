using System.Diagnostics;
using Quiesce;
using Quiesce.Samples.PluginHost;

// Loads the plugins named on the command line (by default, those in the folder "plugins"), calls them from several
// threads, and deletes the first of them while calls are in flight.
try
{
    Run(args.Length > 0 ? args : FindPlugins());
    return 0;
}
catch (Exception failure) when (failure is PluginException or ModuleException or InvalidOperationException)
{
    Console.Error.WriteLine($"error: {failure.Message}");
    return 1;
}

static string[] FindPlugins()
{
    string folder = Path.Combine(AppContext.BaseDirectory, "plugins");
    string[] found = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.dll") : [];
    if (found.Length == 0)
        throw new PluginException(folder, "there is no plugin in this folder.");
    return [.. found.OrderDescending(StringComparer.Ordinal)];
}

static void Run(string[] paths)
{
    Host host = new();
    string[] names = [.. paths.Select(host.Load)];
    Console.WriteLine($"Loaded: {host.Describe()}");
    Callers callers = new(host, names, count: 4);
    WaitFor(() => callers.Answered >= 100, "100 answers");
    Console.WriteLine($"{callers.Answered} calls answered; now deleting {names[0]} while calls are in flight.");
    DeleteHeld(host, names[0]);
    Delete(host, names[0]);
    WaitFor(() => callers.Absent >= 100, $"100 calls that no longer find {names[0]}");
    callers.Stop();
    Console.WriteLine($"{callers.Answered} calls answered, {callers.Absent} found no plugin, none failed.");
    foreach (string name in names[1..])
        Delete(host, name);
    Console.WriteLine($"Loaded: {host.Describe()}");
}

// Whoever holds a reference keeps the plugin loaded.
static void DeleteHeld(Host host, string name)
{
    using ModuleLease? lease = host.Hold(name);
    Console.WriteLine($"  with a reference held: {host.TryUnload(name)}");
}

static void Delete(Host host, string name)
{
    int refusals = 0;
    WaitFor(() => TryDelete(host, name, ref refusals), $"{name} to be unused");
    Console.WriteLine($"  {name} deleted, after {refusals} refusals because of calls inside.");
}

static bool TryDelete(Host host, string name, ref int refusals)
{
    ModuleError error = host.TryUnload(name);
    if (error is not (ModuleError.None or ModuleError.WouldBlock))
        throw new InvalidOperationException($"{name} cannot be deleted: {error}.");
    if (error == ModuleError.WouldBlock)
        refusals++;
    return error == ModuleError.None;
}

static void WaitFor(Func<bool> condition, string what)
{
    Stopwatch waited = Stopwatch.StartNew();
    while (!condition())
    {
        if (waited.Elapsed > TimeSpan.FromSeconds(5))
            throw new InvalidOperationException($"Waited too long for {what}.");
        Thread.Sleep(1);
    }
}
