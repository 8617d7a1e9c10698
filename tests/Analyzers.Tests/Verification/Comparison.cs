using System.Collections.Immutable;

namespace Quiesce.Analyzers.Tests;

/// <summary>What differs between what a test expects and what was found; nothing, if the test holds.</summary>
static class Comparison
{
    public static ImmutableArray<string> Differences(Expectations expected, ImmutableArray<Found> found)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        var open = found.ToList();
        // The longest text first: an expectation without text must not take the finding that another one describes.
        foreach (ExpectedFinding finding in expected.Findings.OrderByDescending(finding => finding.Text.Length))
        {
            Found? match = open.Find(candidate => Matches(finding, candidate));
            if (match is null)
                differences.Add($"not found: line {finding.Line} {finding.Id}{(finding.Text.Length == 0 ? "" : ": " + finding.Text)}");
            else
                open.Remove(match);
        }

        differences.AddRange(open.Select(extra => $"not expected: {extra}"));
        CompareSteps(expected.Steps, found, differences);
        return differences.ToImmutable();
    }

    private static bool Matches(ExpectedFinding expected, Found found) =>
        expected.Id == found.Id && expected.Line == found.Line && found.Message.Contains(expected.Text, StringComparison.Ordinal);

    private static void CompareSteps(
        ImmutableArray<ExpectedStep> expected, ImmutableArray<Found> found, ImmutableArray<string>.Builder differences)
    {
        foreach (ExpectedStep step in expected)
        {
            if (!found.Any(finding => finding.Steps.Any(actual => Matches(step, actual))))
                differences.Add($"no such step: line {step.Line} step {step.Number}: {step.Text}");
        }

        foreach (Found finding in found.Where(finding => finding.Steps.Any(actual => IsMarked(expected, actual))))
        {
            differences.AddRange(finding.Steps
                .Where(actual => !IsMarked(expected, actual))
                .Select(actual => $"step not marked: line {actual.Line} step {actual.Number}: {actual.Text}"));
        }
    }

    private static bool IsMarked(ImmutableArray<ExpectedStep> expected, FoundStep actual) =>
        expected.Any(step => Matches(step, actual));

    private static bool Matches(ExpectedStep expected, FoundStep found) =>
        expected.Number == found.Number && expected.Line == found.Line && found.Text.Contains(expected.Text, StringComparison.Ordinal);
}
