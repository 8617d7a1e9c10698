namespace Quiesce.Samples.Tour;

/// <summary>Walks into each mistake once. The same steps run on the mistaken and on the fixed code.</summary>
sealed class Scenario(Host host)
{
    public void Run()
    {
        Step("early return", EarlyReturn);
        Step("swallowed exception", SwallowedException);
        Step("unchecked get", UncheckedGet);
        Step("double put", DoublePut);
        Step("dispose after unlink", DisposeAfterUnlink);
        Step("long way", LongWay);
    }

    private static void Step(string topic, Func<string> step)
    {
        string outcome;
        try
        {
            outcome = step();
        }
        catch (InvalidOperationException misuse) // what the runtime answers to misuse; ObjectDisposedException is one
        {
            outcome = $"{misuse.GetType().Name}: {misuse.Message.ReplaceLineEndings(" ")}";
        }

        Console.WriteLine($"  {topic,-21} {outcome}");
    }

    private string EarlyReturn()
    {
        Plugin thumbnails = host.Load("thumbnails", request => new Response(200, request.Body));
        return new Dispatcher(maximumBody: 16).Dispatch(thumbnails, new Request("thumbnails", new string('x', 17))).Text;
    }

    private string SwallowedException()
    {
        Plugin mailer = host.Load("mailer", _ => throw new PluginException("no connection"));
        HealthMonitor monitor = new();
        monitor.Probe(mailer);
        return monitor["mailer"];
    }

    private string UncheckedGet()
    {
        Plugin weather = host.Load("weather", _ => new Response(200, "sunny"));
        Prefetcher prefetcher = new(weather);
        prefetcher.OnTimer();
        host.Unload("weather");
        prefetcher.OnTimer();
        return $"kept '{prefetcher.Cached}' after the plugin was unloaded";
    }

    private string DoublePut()
    {
        Plugin printer = host.Load("printer", _ => new Response(503, "out of paper"));
        Upgrade upgrade = new();
        upgrade.Drain(printer, new Request("printer", "last page"));
        return upgrade.Journal[^1];
    }

    private string DisposeAfterUnlink()
    {
        ConfigurationStore store = new(new HostConfiguration(maximumBody: 16));
        using ManualResetEventSlim found = new();
        using ManualResetEventSlim reloaded = new();
        Thread updater = new(() =>
        {
            found.Wait();
            store.Reload(maximumBody: 32);
            reloaded.Set();
        });
        updater.Start();
        try
        {
            using (Rcu.Read())
            {
                HostConfiguration configuration = store.Current;
                found.Set();
                // An update that rightly waits for this reader cannot be waited for: give it the time to do wrong.
                reloaded.Wait(TimeSpan.FromMilliseconds(500));
                return $"the reader finished with its configuration: {configuration.MaximumBody}";
            }
        }
        finally
        {
            updater.Join();
        }
    }

    private string LongWay()
    {
        Plugin reports = host.Load("reports", request => request.Body switch
        {
            "sales#1" => throw new PluginException("timed out"),
            "archive#1" => new Response(507, "the disk is full"),
            _ => new Response(200, "done"),
        });
        BatchReport report = new NightlyBatch(attempts: 2).Run(reports, ["stock", "sales", "archive"]);
        return $"{report.Done} done, {report.Failed} failed, {report.Remark}";
    }
}
