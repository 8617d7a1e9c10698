using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Quiesce.Census;

/// <summary>A survey as text: each finding with the path that proves it, then the numbers.</summary>
sealed class Report(ImmutableHashSet<string> ids, TextWriter output)
{
    private const double Megabyte = 1024 * 1024;

    public void Write(Survey survey)
    {
        foreach (Diagnostic finding in survey.Findings)
        {
            if (ids.IsEmpty || ids.Contains(finding.Id))
                WriteFinding(finding);
        }

        WriteCounts(survey);
        WriteCosts(survey);
    }

    private void WriteFinding(Diagnostic finding)
    {
        output.WriteLine($"{PlaceOf(finding.Location)}: {finding.Severity.ToString().ToLowerInvariant()} {finding.Id}: {finding.GetMessage(CultureInfo.InvariantCulture)}");
        for (int i = 0; i < finding.AdditionalLocations.Count; i++)
            output.WriteLine($"    {PlaceOf(finding.AdditionalLocations[i])}: {finding.Properties.GetValueOrDefault(i.ToString(CultureInfo.InvariantCulture))}");
    }

    private static string PlaceOf(Location location)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        return span.IsValid ? Line($"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})") : "the compilation";
    }

    private void WriteCounts(Survey survey)
    {
        output.WriteLine();
        output.WriteLine(Line($"{survey.Files} files, {survey.Lines} lines, {survey.Errors} compile errors"));
        foreach (IGrouping<string, Diagnostic> rule in survey.Findings.GroupBy(finding => finding.Id).OrderBy(rule => rule.Key, StringComparer.Ordinal))
            output.WriteLine(Line($"{rule.Key,-8} {rule.Count(),6}  {PerThousandLines(rule.Count(), survey.Lines):0.000} per 1,000 lines"));
        foreach (string id in new[] { Survey.Crash, Survey.Limit })
            output.WriteLine(Line($"{id,-8} {survey.Findings.Count(finding => finding.Id == id),6}  in all"));
    }

    private static double PerThousandLines(int count, int lines) => lines == 0 ? 0 : 1000.0 * count / lines;

    private void WriteCosts(Survey survey)
    {
        output.WriteLine(Line($"compiler   {survey.Compiler.TotalSeconds,8:0.00} s of processor time"));
        output.WriteLine(Line($"analyzers  {survey.All.TotalSeconds,8:0.00} s of processor time with what they make the compiler bind: {survey.All / survey.Compiler:0.00} compiles"));
        foreach ((string name, TimeSpan time) in survey.Each)
            output.WriteLine(Line($"  {name,-20} {time.TotalSeconds:0.00} s"));
        output.WriteLine(Line($"memory     {survey.PeakMemory / Megabyte:0} MB at most, {survey.CompilerMemory / Megabyte:0} MB of the compiler alone"));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
