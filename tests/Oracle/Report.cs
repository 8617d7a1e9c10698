using Quiesce.Oracle.Comparing;

namespace Quiesce.Oracle;

/// <summary>Disagreements, each in its smallest form and as a test; the same smallest form is one.</summary>
sealed class Report(TextWriter output)
{
    public void Write(IReadOnlyList<Result> disagreements, int most)
    {
        var classes = new Dictionary<string, (Result Smallest, int Count)>();
        foreach (Result result in disagreements.OrderBy(r => r.Sketch.All.Count()).Take(most))
        {
            Result smallest = Minimiser.Smallest(result, Analyzer.Shipped);
            string form = $"{smallest.Difference}\n{Rendering.ForReaders(smallest.Sketch, System.Collections.Immutable.ImmutableDictionary<int, string>.Empty)}";
            classes[form] = (smallest, classes.TryGetValue(form, out var known) ? known.Count + 1 : 1);
        }

        foreach ((Result smallest, int count) in classes.Values.OrderByDescending(c => c.Count))
        {
            output.WriteLine($"--- {count} x, as {smallest.Sketch.Name} of seed {smallest.Sketch.Seed}: {smallest.Difference}");
            output.WriteLine($"    the judge: {smallest.Dynamic}; the analyzers: {smallest.Static}");
            output.WriteLine(Snippet.Of(smallest));
        }
    }
}
