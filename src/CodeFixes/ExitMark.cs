using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.CodeFixes;

/// <summary>One place at which a leak leaves, before its document is edited.</summary>
internal sealed class ExitMark(TextSpan span, bool isMixed)
{
    /// <summary>Where it is.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>Some path comes here without the reference.</summary>
    public bool IsMixed { get; } = isMixed;

    /// <summary>The places that a diagnostic names; none where it does not say.</summary>
    public static ImmutableArray<ExitMark> Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FixKeys.Exits, out string? text) && text is not (null or FixKeys.AllExits)
            ? text.Split(',').Select(place => Read(place, diagnostic.Location.SourceSpan.Start)).ToImmutableArray()
            : ImmutableArray<ExitMark>.Empty;

    private static ExitMark Read(string place, int start)
    {
        string[] numbers = place.TrimEnd('?').Split('+');
        return new ExitMark(
            new TextSpan(start + int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture)),
            place.EndsWith("?", StringComparison.Ordinal));
    }
}
