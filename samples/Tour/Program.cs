using Quiesce;
using Quiesce.Samples.Tour;

Host host = new();
Console.WriteLine("what happened:");
new Scenario(host).Run();
Rcu.Barrier();
Console.WriteLine("references left on each plugin:");
Console.WriteLine($"references left: {host.Report()}");
