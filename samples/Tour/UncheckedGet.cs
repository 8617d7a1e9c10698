namespace Quiesce.Samples.Tour;

/// <summary>
/// Refreshes a cached answer when a timer fires. The mistake: the timer holds no reference, so the plugin may be gone, and
/// <see cref="Module.Get"/> does not ask.
/// </summary>
sealed class Prefetcher(Plugin plugin)
{
    private Response? cached;

    public string Cached => cached?.Text ?? "nothing";

    public void OnTimer()
    {
        plugin.Module.Get(); // QSC105: 'plugin.Module' is acquired without a check where no reference is provably held
        try
        {
            cached = plugin.Handle(new Request(plugin.Module.Name, "refresh"));
        }
        finally
        {
            plugin.Module.Put();
        }
    }
}
