namespace Quiesce.Samples.PluginHost;

/// <summary>What a plugin offers its host, besides being a module: it answers questions, from any thread.</summary>
public interface IPlugin : IModule
{
    /// <summary>Answers a question. The host calls it only while it holds a reference on the plugin's module.</summary>
    string Answer(string question);
}
