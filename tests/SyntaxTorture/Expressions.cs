using System.Linq;
using System.Linq.Expressions;
using Quiesce;
using Numbers = int[];

namespace SyntaxTorture;

/// <summary>Every expression; where a reference is taken in one, it is given back on all ways through it.</summary>
static class Expressions
{
    static int s_number;
    static Func<Module, bool>? s_later;

    static unsafe int Operators(int a, uint b, bool x, bool y, object? o)
    {
        a = +a + -a - ~a * (a / 1) % 3 << 1 >> 2 >>> 3;
        a += 1; a -= 1; a *= 2; a /= 2; a %= 7; a &= 3; a |= 4; a ^= 5; a <<= 1; a >>= 1; a >>>= 1;
        x = (x & y | x ^ !y) && (x || y) && a < 1 == a <= 2 != (a > 3 == a >= 4);
        x &= y; x |= y; x ^= y;
        o ??= a;
        o = o ?? throw new ArgumentNullException(nameof(o));
        a++; ++a; a--; --a;
        long big = checked((long)a) + unchecked((int)b) + (x ? a : -a) + sizeof(int) + sizeof(decimal*) + (int)b;
        return (o is int) ? (int)o : (o as string)!.Length + (int)big + default(int) + (int)default(DateTime).Ticks;
    }

    static bool Ternaries(Module m, bool busy)
    {
        bool held = busy ? m.TryGet() : !busy && m.TryGet();
        int n = held ? m.Name.Length : -1;
        if (held)
            m.Put();
        return n switch
        {
            < 0 => false,
            0 when busy => throw new InvalidOperationException(),
            _ => m.TryGet() && Give(m),
        };
    }

    static bool Give(Module m)
    {
        m.Put();
        return true;
    }

    static void Creations(int[] numbers, string? text)
    {
        var anonymous = new { text, Length = 3, numbers.Rank };
        int[] one = new int[3], two = { 1, 2 }, three = new[] { 1 }, four = new int[] { 4, 5 };
        int[,] square = new int[2, 2] { { 1, 2 }, { 3, 4 } };
        int[][] jagged = [[1], [.. two, .. three], []];
        List<int> list = new(4) { 1, 2, 3 };
        Dictionary<string, List<int>> map = new() { ["a"] = { 1, 2 }, ["b"] = [3] };
        var point = new Point(1, 2) { X = 4, Inner = { Y = 5 } };
        point = point with { X = 3 };
        Span<int> implicitStack = stackalloc[] { 1, 2, 3 };
        Span<int> stack = stackalloc int[3] { 1, 2, 3 };
        object target = new();
        Numbers alias = [1];
        ReadOnlySpan<byte> bytes = "bytes"u8;
        s_number = square[1, 0] + jagged[0][0] + list[^1] + numbers[1..^1].Length + numbers[..].Length + map["a"]?[0] ?? 0;
        text = $"{s_number,3:N0} {(s_number > 1 ? "a" : "b")} {{}}" + $"""{text} " """ + $$"""{ {{text}} }""" + @"\" + """
            raw
            """;
    }

    static void Conditional(Point? p, Module? m, Action? work, Dictionary<int, Point>? map)
    {
        s_number = p?.Inner?.X ?? map?[1].Inner.Y ?? 0;
        work?.Invoke();
        p?.X = 3;
        p?.Inner?.X += 4;
        map?[0] = new Point(1, 1);
        if (m?.TryGet() == true)
            m.Put();
        if (m?.TryGet() ?? false)
            m!.Put();
        if (m is { } some && some.TryGet())
            some.Put();
        map![0]!.X!.ToString();
        var nested = new Dictionary<int, Dictionary<int, int>> { { 1, new() { { 2, 3 } } } };
    }

    static void Functions(Module m)
    {
        s_later = delegate (Module x) { return x.Name.Length > 0; };
        s_later = static x => x.Name.Length > 1;
        s_later = (Module x) => { return true; };
        s_later = [Obsolete] bool (Module x) => x.TryGet() && Give(x);
        Action<int, int> discards = (_, _) => { };
        Func<Task<int>> later = async () => await Task.FromResult(1);
        Func<Task> anonymous = async delegate { await Task.Yield(); };
        Parse parse = (text, out number) => int.TryParse(text, out number);
        var defaults = (int x = 3, params int[] rest) => x;
        Expression<Func<int, int>> tree = x => x + 1;
        s_number = new Func<int, int>(Twice)(4) + defaults();
        Module same = m.TryGet() ? Both(m, () => m.Put()) : m;
    }

    static Module Both(Module m, Action last)
    {
        last();
        return m;
    }

    delegate bool Parse(string text, out int number);

    static int Twice(int x) => x * 2;

    static void Queries(Module[] modules, int[] numbers)
    {
        var query =
            from m in modules
            let name = m.Name
            where name.Length > 1
            join n in numbers on name.Length equals n into matches
            from match in matches.DefaultIfEmpty()
            join int k in numbers on match equals k
            orderby name, match descending
            group new { m, match } by name into g
            select g.Key into key
            select key.Length;
        s_number = query.Sum();
    }

    static unsafe void Pointers(int* p, Pair* pair, TypedReference typed)
    {
        *p = (&pair->Left)[1] + pair->Right;
        int x = 3;
        ref int r = ref (s_number > 1 ? ref s_number : ref *p);
        TypedReference made = __makeref(x);
        Type type = __reftype(made);
        x = __refvalue(made, int);
        Variadic(__arglist(1, "two"));
        nint size = sizeof(Pair);
        delegate*<int, int> pointer = &Twice;
        delegate* unmanaged[Cdecl]<void> native = null;
        s_number = pointer(3);
    }

    static void Variadic(__arglist)
    {
        var arguments = new ArgIterator(__arglist);
    }

    static string Names<T>(T item) =>
        nameof(List<>.Count) + nameof(item) + typeof(Dictionary<,>).Name + typeof(T) + global::System.Environment.NewLine;

    static void Calls(Module m)
    {
        (((m))).ToString();
        Named(second: 2, first: 1);
        int.TryParse("1", out var number);
        int.TryParse("1", out _);
        In(in number, ref s_number);
        M(1, 2, 3);
        M([1, 2]);
        if (m.TryGet() is var held && held)
            m.Put();
        if (m.TryGet() is true)
            m.Put();
    }

    static void Named(int first, int second) { }

    static void In(in int a, ref int b) { }

    static void M(params IEnumerable<int> numbers) { }

    sealed record Point(int X, int Y)
    {
        public int X { get; set; } = X;

        public int Y { get; set; } = Y;

        public Point Inner => this;
    }

    struct Pair
    {
        public int Left, Right;
    }
}
