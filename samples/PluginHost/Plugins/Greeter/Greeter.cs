namespace Quiesce.Samples.PluginHost.Plugins;

/// <summary>Greets whoever asks, in the languages that it has set up when it was loaded.</summary>
public sealed class Greeter : IPlugin
{
    private string[]? greetings;

    public void Init(Module self) => greetings = ["Hello", "Hallo", "Bonjour"];

    public void Exit() => greetings = null;

    public string Answer(string question)
    {
        Thread.Sleep(1); // long enough to be met by a deletion
        string[] known = greetings ?? throw new InvalidOperationException("The greeter was called after its exit.");
        return $"{known[question.Length % known.Length]}, {question}!";
    }
}
