using System.Collections.Immutable;

namespace Quiesce.Oracle.Trees;

/// <summary>The exceptions of the programs, by the number of a throw or catch.</summary>
static class Exceptions
{
    /// <summary>Derives from <see cref="Argument" />.</summary>
    public const int ArgumentNull = 0;

    public const int Argument = 1;
    public const int InvalidOperation = 2;

    /// <summary>No clause names it: only a clause for all catches it.</summary>
    public const int Timeout = 3;

    /// <summary>Of a clause: <c>catch (Exception)</c>.</summary>
    public const int Any = 4;

    /// <summary>Of a clause: <c>catch</c>.</summary>
    public const int Bare = 5;

    private static readonly ImmutableArray<string> s_names =
        ["ArgumentNullException", "ArgumentException", "InvalidOperationException", "TimeoutException", "Exception"];

    private static readonly ImmutableArray<Func<Exception>> s_make =
        [() => new ArgumentNullException(), () => new ArgumentException(), () => new InvalidOperationException(), () => new TimeoutException()];

    public static string NameOf(int number) => s_names[number];

    /// <summary>Those that the clauses of a program tell apart: a call throws each of them on some path.</summary>
    public static ImmutableArray<Func<Exception>> ToldApartBy(Sketch sketch)
    {
        HashSet<int> caught = [.. sketch.All.Where(node => node.Kind == Kind.Catch && node.Number < Timeout).Select(node => node.Number)];
        return [.. caught.Order().Append(Timeout).Select(number => s_make[number])];
    }
}
