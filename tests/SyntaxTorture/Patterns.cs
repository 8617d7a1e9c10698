using Quiesce;

namespace SyntaxTorture;

/// <summary>Every pattern.</summary>
static class Patterns
{
    static string Kinds(object? o) => o switch
    {
        null => "null",
        int and > 3 and < 9 or -1 => "number",
        int n when n % 2 == 0 => "even",
        long => "type",
        string { Length: 0 } => "property",
        string { Length: > 3, Length: not 5 } text => text,
        (int, string) => "tuple",
        (var a, _) and ({ }, { } b) => $"{a}{b}",
        int[] and [] => "empty",
        int[] and [1, .., var last] => $"{last}",
        int[] and [_, .. var rest] => $"{rest.Length}",
        Module { Name.Length: 3 } => "nested",
        (char or float) and not 'x' => "combined",
        DateTime and var (ticks) when false => "",
        System.Collections.Generic.IEnumerable<char> and not (string or null) => "generic",
        _ => "else",
    };

    static void Deconstruct(this DateTime time, out long ticks) => ticks = time.Ticks;

    static void Deconstruct(this object o, out object a, out object b) => (a, b) = (o, o);

    static void InConditions(Module? m, object? lease)
    {
        if (m is not { Name: { Length: > 0 } name } || !m.TryGet())
            return;
        try
        {
            while (name is [_, .. var tail])
                name = tail;
        }
        finally
        {
            m.Put();
        }
    }

    static void InUsings(Module m)
    {
        if (m.Lease() is { IsHeld: true } taken)
            taken.Dispose();
        using (m.Lease() is { } some ? some : null)
        {
        }

        using var lease = m.Lease() switch { { IsHeld: var held } other => other, null => null };
    }
}
