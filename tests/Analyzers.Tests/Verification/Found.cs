using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Tests;

/// <summary>A step of a finding's path: number and line from 1.</summary>
readonly record struct FoundStep(int Number, int Line, string Text);

/// <summary>A diagnostic as a test sees it.</summary>
sealed record Found(string Id, int Line, string Message, ImmutableArray<FoundStep> Steps)
{
    public static Found Of(Diagnostic diagnostic) => new(
        diagnostic.Id, LineOf(diagnostic.Location), diagnostic.GetMessage(CultureInfo.InvariantCulture),
        [.. diagnostic.AdditionalLocations.Select((location, i) => new FoundStep(
            i + 1, LineOf(location), diagnostic.Properties.GetValueOrDefault(i.ToString(CultureInfo.InvariantCulture)) ?? ""))]);

    /// <summary>Everything a user or a fix could see of it: two runs must agree in all of it.</summary>
    public static string InFull(Diagnostic diagnostic) => string.Join(" | ",
        diagnostic.Id, diagnostic.Severity, Place(diagnostic.Location), diagnostic.GetMessage(CultureInfo.InvariantCulture),
        string.Join(' ', diagnostic.AdditionalLocations.Select(Place)),
        string.Join(' ', diagnostic.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));

    public override string ToString() =>
        $"line {Line} {Id}: {Message}" + string.Concat(Steps.Select(step => $"\n      line {step.Line} step {step.Number}: {step.Text}"));

    private static int LineOf(Location location) => location.IsInSource ? location.GetLineSpan().StartLinePosition.Line + 1 : 0;

    private static string Place(Location location) => $"{location.SourceTree?.FilePath}{location.SourceSpan}";
}
