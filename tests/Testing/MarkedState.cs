using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.Testing;

/// <summary>A state without its markup: plain sources, and all diagnostics expected, each with its places.</summary>
sealed record MarkedState(ImmutableArray<(string Path, string Source)> Sources, ImmutableArray<DiagnosticResult> Expected)
{
    /// <summary>Reads the markup of a state; <paramref name="onlyId" /> is what <c>[|...|]</c> stands for.</summary>
    public static MarkedState Of(SolutionState state, Func<string> onlyId)
    {
        var sources = ImmutableArray.CreateBuilder<(string, string)>();
        var expected = ImmutableArray.CreateBuilder<DiagnosticResult>();
        var keys = new Dictionary<string, FileLinePositionSpan>(StringComparer.Ordinal);
        foreach ((string path, SourceText content) in state.Sources)
        {
            Markup markup = Markup.Parse(content.ToString());
            sources.Add((path, markup.Source));
            SourceText plain = SourceText.From(markup.Source);
            foreach (MarkedSpan mark in markup.Spans)
            {
                var place = new FileLinePositionSpan(path, plain.Lines.GetLinePositionSpan(mark.Span));
                if (mark.Name.StartsWith('#'))
                    keys.Add(mark.Name, place);
                else
                    expected.Add(Marked(mark.Name.Length == 0 ? onlyId() : mark.Name, place));
            }
        }

        expected.AddRange(state.ExpectedDiagnostics.Select(result => Resolve(result, keys)));
        return new MarkedState(sources.ToImmutable(), expected.ToImmutable());
    }

    private static DiagnosticResult Marked(string id, FileLinePositionSpan place) =>
        new DiagnosticResult(id, DiagnosticSeverity.Warning)
            .WithOptions(DiagnosticOptions.IgnoreSeverity | DiagnosticOptions.IgnoreAdditionalLocations) with
        {
            Places = [new ExpectedLocation(place.Path, place, false, null)],
        };

    private static DiagnosticResult Resolve(DiagnosticResult result, Dictionary<string, FileLinePositionSpan> keys) => result with
    {
        Places = [.. result.Places.Select(place => place.MarkupKey is not { } key ? place
            : keys.TryGetValue(key, out FileLinePositionSpan span) ? new ExpectedLocation(span.Path, span, false, null)
            : throw new FormatException($"No place is marked '{{|{key}:...|}}'."))],
    };
}
