using System.Globalization;
using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Judging;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

/// <summary>How many programs have what, and on how many of those both verdicts agree.</summary>
sealed class Statistics
{
    private readonly SortedDictionary<string, (int Programs, int Agreed)> _features = new(StringComparer.Ordinal);
    private readonly SortedDictionary<Difference, int> _differences = new(Comparer<Difference>.Create((x, y) => string.CompareOrdinal(x.ToString(), y.ToString())));

    public int Programs { get; private set; }

    public int Agreed { get; private set; }

    public int Defective { get; private set; }

    public int Branching { get; private set; }

    public long Paths { get; private set; }

    /// <summary>The share of programs that have each construct, in percent.</summary>
    public IEnumerable<(string Feature, double Percent)> Shares =>
        Feature.Names.Select(name => (name, 100.0 * _features.GetValueOrDefault(name).Programs / Programs));

    public void Add(Result result)
    {
        Programs++;
        Paths += result.Observed.Paths;
        Agreed += result.Agrees ? 1 : 0;
        Defective += result.Dynamic == Defects.None ? 0 : 1;
        Branching += result.Sketch.All.Count(IsBranch) > 1 ? 1 : 0;
        if (!result.Agrees)
            _differences[result.Difference] = _differences.GetValueOrDefault(result.Difference) + 1;
        foreach (string feature in Feature.Of(result.Sketch).Distinct())
        {
            (int programs, int agreed) = _features.GetValueOrDefault(feature);
            _features[feature] = (programs + 1, agreed + (result.Agrees ? 1 : 0));
        }
    }

    public void Write(TextWriter output)
    {
        output.WriteLine("feature                  programs      agreed");
        foreach (string name in Feature.Names)
        {
            (int programs, int agreed) = _features.GetValueOrDefault(name);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-24} {programs,7} {Percent(programs),5:0.0}%  {agreed,7}/{programs}"));
        }

        foreach ((Difference difference, int count) in _differences)
            output.WriteLine($"disagreement: {count} x {difference}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"defective {Percent(Defective):0.0}%, with several branches {Percent(Branching):0.0}%, paths {Paths}"));
    }

    private double Percent(int count) => 100.0 * count / Math.Max(1, Programs);

    private static bool IsBranch(Node node) =>
        node.IsLoop || node.Kind is Kind.If or Kind.Switch or Kind.Catch or Kind.And or Kind.Or or Kind.Ternary or Kind.SwitchExpression;
}
