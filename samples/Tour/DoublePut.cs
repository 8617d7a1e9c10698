namespace Quiesce.Samples.Tour;

/// <summary>
/// Hands a plugin its last request before an upgrade. The mistake: when the release moved into a <c>finally</c>, the one in the
/// failure branch stayed.
/// </summary>
sealed class Upgrade
{
    private readonly List<string> journal = [];

    public IReadOnlyList<string> Journal => journal;

    public void Drain(Plugin plugin, Request last)
    {
        if (!plugin.Module.TryGet())
            return;

        Response response;
        try
        {
            response = plugin.Handle(last);
        }
        finally
        {
            plugin.Module.Put();
        }

        if (!response.IsSuccess)
        {
            journal.Add($"{last.Plugin}: not drained, {response.Text}");
            plugin.Module.Put(); // QSC102: 'plugin.Module' is released more often than it was acquired when 'response.IsSuccess' is false
            return;
        }

        journal.Add($"{last.Plugin}: drained");
    }
}
