namespace Quiesce.Samples.Tour;

/// <summary>
/// Asks a plugin whether it is well. The mistake: a plugin that fails must not take the host down, so its exception is caught;
/// the release stands behind the call that throws.
/// </summary>
sealed class HealthMonitor
{
    private readonly Dictionary<string, string> board = [];

    public string this[string plugin] => board.GetValueOrDefault(plugin, "unknown");

    public void Probe(Plugin plugin)
    {
        string name = plugin.Module.Name;
        Request ping = new(name, "ping");
        try
        {
            if (!plugin.Module.TryGet()) // QSC101: 'plugin.Module' is not released when 'plugin.Handle(ping)' throws: leaves at line 33
            {
                board[name] = "going away";
                return;
            }

            Response response = plugin.Handle(ping);
            board[name] = response.IsSuccess ? "well" : $"answers {response.Status}";
            plugin.Module.Put();
        }
        catch (PluginException failure)
        {
            board[name] = $"ill: {failure.Message}";
        }
    }
}
