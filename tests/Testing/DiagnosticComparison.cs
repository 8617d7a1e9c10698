using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Quiesce.Testing;

/// <summary>Expected against actual diagnostics: each expected one must match one of its own, and none may be left.</summary>
static class DiagnosticComparison
{
    /// <summary>What differs, a line each; nothing, if all match.</summary>
    public static ImmutableArray<string> Differences(ImmutableArray<DiagnosticResult> expected, ImmutableArray<Diagnostic> actual)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        List<Diagnostic> open = [.. actual];
        // What says more chooses first, lest a mere id take the diagnostic that another expectation describes.
        foreach (DiagnosticResult result in expected.OrderByDescending(Detail))
        {
            Diagnostic? match = open.Find(diagnostic => Matches(result, diagnostic));
            if (match is null)
                differences.Add("not found: " + Describe(result));
            else
                open.Remove(match);
        }

        differences.AddRange(open.Select(extra => "not expected: " + extra));
        return differences.ToImmutable();
    }

    private static int Detail(DiagnosticResult result) =>
        result.Places.Length + (result.Message is null ? 0 : 1) + (result.MessageArguments is null ? 0 : 1);

    private static bool Matches(DiagnosticResult expected, Diagnostic actual) =>
        expected.Id == actual.Id
        && (expected.Severity == actual.Severity || expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity))
        && PlacesMatch(expected, actual)
        && MessageMatches(expected, actual);

    private static bool PlacesMatch(DiagnosticResult expected, Diagnostic actual)
    {
        if (expected.Places.IsEmpty)
            return true;
        if (!IsAt(expected.Places[0], actual.Location))
            return false;
        if (expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations))
            return true;
        return actual.AdditionalLocations.Count == expected.Places.Length - 1
            && actual.AdditionalLocations.Zip(expected.Places.Skip(1)).All(pair => IsAt(pair.Second, pair.First));
    }

    private static bool IsAt(ExpectedLocation expected, Location actual)
    {
        FileLinePositionSpan span = actual.GetLineSpan();
        return span.Path == expected.Path
            && span.StartLinePosition == expected.Span.StartLinePosition
            && (expected.IsPoint || span.EndLinePosition == expected.Span.EndLinePosition);
    }

    private static bool MessageMatches(DiagnosticResult expected, Diagnostic actual)
    {
        string message = actual.GetMessage(CultureInfo.InvariantCulture);
        if (expected.Message is not null)
            return expected.Message == message;
        if (expected.MessageArguments is not { } arguments)
            return true;
        LocalizableString format = expected.MessageFormat ?? actual.Descriptor.MessageFormat;
        return string.Format(CultureInfo.InvariantCulture, format.ToString(CultureInfo.InvariantCulture), arguments) == message;
    }

    private static string Describe(DiagnosticResult result)
    {
        string places = string.Join(", ", result.Places.Select(place => place.Span.ToString()));
        string message = result.Message ?? (result.MessageArguments is { } arguments ? string.Join(", ", arguments) : "");
        return $"{places}: {result.Severity} {result.Id} {message}".TrimEnd();
    }
}
