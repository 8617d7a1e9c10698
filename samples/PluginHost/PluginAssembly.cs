using System.Reflection;
using System.Runtime.Loader;

namespace Quiesce.Samples.PluginHost;

/// <summary>One plugin's assembly, in a context of its own that can be unloaded.</summary>
internal sealed class PluginAssembly
{
    private readonly AssemblyLoadContext context;

    private PluginAssembly(AssemblyLoadContext context, IPlugin code) => (this.context, Code) = (context, code);

    /// <summary>The plugin itself.</summary>
    internal IPlugin Code { get; }

    /// <summary>Loads the assembly from its bytes, so that the file stays free, and makes its one plugin.</summary>
    /// <exception cref="PluginException">There is no such file, or no usable plugin in it.</exception>
    internal static PluginAssembly Load(string path)
    {
        if (!File.Exists(path))
            throw new PluginException(path, "there is no such file.");
        AssemblyLoadContext context = new(Path.GetFileNameWithoutExtension(path), isCollectible: true);
        try
        {
            using MemoryStream bytes = new(File.ReadAllBytes(path));
            return new PluginAssembly(context, CreatePlugin(path, context.LoadFromStream(bytes)));
        }
        catch (Exception cause)
        {
            context.Unload();
            throw cause as PluginException ?? new PluginException(path, cause.Message, cause);
        }
    }

    /// <summary>Starts to unload; the garbage collector finishes when nothing refers to the assembly any more.</summary>
    internal void Unload() => context.Unload();

    private static IPlugin CreatePlugin(string path, Assembly assembly)
    {
        Type[] types = [.. assembly.GetExportedTypes().Where(static type => type.IsAssignableTo(typeof(IPlugin)))];
        if (types.Length != 1)
            throw new PluginException(path, $"it must contain one public {nameof(IPlugin)}, and contains {types.Length}.");
        return (IPlugin)Activator.CreateInstance(types[0])!;
    }
}
