using System.Globalization;

namespace Quiesce.Samples.Tour;

/// <summary>What came of a nightly run.</summary>
sealed record BatchReport(int Done, int Failed, string Remark);

/// <summary>
/// Runs the jobs of a night. The mistake, many statements, a loop and a <c>try</c> away from the acquire: a full disk ends the
/// run at once.
/// </summary>
sealed class NightlyBatch(int attempts)
{
    private const int InsufficientStorage = 507;

    public BatchReport Run(Plugin plugin, IReadOnlyList<string> jobs)
    {
        if (!plugin.Module.TryGet()) // QSC101: 'plugin.Module' is not released
            return new BatchReport(0, 0, "skipped");

        int done = 0;
        int failed = 0;
        int retried = 0;
        string name = plugin.Module.Name;
        List<string> remarks = [];
        Queue<(string Job, int Attempt)> waiting = new(jobs.Count);
        foreach (string job in jobs)
            waiting.Enqueue((job, 1));

        while (waiting.TryDequeue(out (string Job, int Attempt) next))
        {
            string attempt = next.Attempt.ToString(CultureInfo.InvariantCulture);
            Request request = new(name, $"{next.Job}#{attempt}");
            try
            {
                Response response = plugin.Handle(request);
                if (response.Status == InsufficientStorage)
                    return new BatchReport(done, failed, $"stopped: {response.Text}");

                if (response.IsSuccess)
                {
                    done++;
                    continue;
                }

                remarks.Add($"{next.Job}: {response.Status}");
            }
            catch (PluginException failure)
            {
                remarks.Add($"{next.Job}: {failure.Message}");
            }

            if (next.Attempt < attempts)
            {
                retried++;
                waiting.Enqueue((next.Job, next.Attempt + 1));
                continue;
            }

            failed++;
        }

        if (retried > 0)
            remarks.Insert(0, $"{retried} retried");
        string remark = string.Join("; ", remarks);
        plugin.Module.Put();
        return new BatchReport(done, failed, remark);
    }
}
