namespace Quiesce.Samples.PluginHost;

/// <summary>A file cannot be used as a plugin; the message says which and why.</summary>
internal sealed class PluginException(string path, string reason, Exception? inner = null)
    : Exception($"Cannot load the plugin '{path}': {reason}", inner);
