using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.Testing;

/// <summary>A marked place: a diagnostic id, a location key such as <c>#0</c>, or "" for <c>[|...|]</c>.</summary>
readonly record struct MarkedSpan(string Name, TextSpan Span);

/// <summary>
/// Source without its markup, and where the markup was: <c>[|...|]</c>, <c>{|QSC101:...|}</c>, <c>{|#0:...|}</c>, nested
/// at will; <c>$$</c> is dropped.
/// </summary>
sealed record Markup(string Source, ImmutableArray<MarkedSpan> Spans)
{
    /// <summary>Reads markup.</summary>
    /// <exception cref="FormatException">A mark is opened but not closed, or closed but not opened.</exception>
    public static Markup Parse(string text)
    {
        var source = new StringBuilder(text.Length);
        var open = new Stack<(string Name, string Close, int Start)>();
        var spans = ImmutableArray.CreateBuilder<MarkedSpan>();
        for (int i = 0; i < text.Length;)
        {
            if (Opening(text, i) is { } opening)
            {
                open.Push((opening.Name, opening.Close, source.Length));
                i += opening.Length;
            }
            else if (open.Count > 0 && At(text, i, open.Peek().Close))
            {
                (string name, string close, int start) = open.Pop();
                spans.Add(new MarkedSpan(name, TextSpan.FromBounds(start, source.Length)));
                i += close.Length;
            }
            else if (At(text, i, "$$"))
                i += 2;
            else
                source.Append(text[i++]);
        }

        return open.Count == 0
            ? new Markup(source.ToString(), [.. spans.OrderBy(mark => mark.Span.Start)])
            : throw new FormatException($"The mark '{open.Peek().Name}' is not closed by '{open.Peek().Close}'.");
    }

    private static (string Name, string Close, int Length)? Opening(string text, int i)
    {
        if (At(text, i, "[|"))
            return ("", "|]", 2);
        if (!At(text, i, "{|"))
            return null;
        int colon = text.IndexOf(':', i);
        string name = colon < 0 ? "" : text[(i + 2)..colon];
        bool isName = name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '#');
        return isName ? (name, "|}", colon + 1 - i) : throw new FormatException("'{|' is not followed by a name and ':'.");
    }

    private static bool At(string text, int i, string mark) => string.CompareOrdinal(text, i, mark, 0, mark.Length) == 0;
}
