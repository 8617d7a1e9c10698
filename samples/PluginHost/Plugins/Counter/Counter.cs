namespace Quiesce.Samples.PluginHost.Plugins;

/// <summary>Counts the questions.</summary>
public sealed class Counter : IPlugin
{
    private long questions;
    private bool hasExited;

    public void Init(Module self) => questions = 0;

    public void Exit() => Volatile.Write(ref hasExited, true);

    public string Answer(string question)
    {
        if (Volatile.Read(ref hasExited))
            throw new InvalidOperationException("The counter was called after its exit.");
        return $"{Interlocked.Increment(ref questions)} questions so far.";
    }
}
