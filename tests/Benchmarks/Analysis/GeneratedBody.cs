using Quiesce.Testing.Generated;

namespace Quiesce.Benchmarks.Analysis;

/// <summary>What the middle of a body consists of.</summary>
public enum Shape
{
    /// <summary>One call after the other.</summary>
    Straight,

    /// <summary>Each call under a condition of its own.</summary>
    Branchy,

    /// <summary>Each call in a loop of its own.</summary>
    Loopy,

    /// <summary>Each call in a <c>try</c> with a handler.</summary>
    Tries,
}

/// <summary>
/// A method that takes a module reference and a stream, and gives neither back where it leaves early, at its end, and disposes the
/// stream twice where it does not: each analyzer has what it knows to follow from the first statement to the last.
/// </summary>
static class GeneratedBody
{
    public static string Of(Shape shape, int statements) => $$"""
        using System;
        using System.IO;
        using Quiesce;
        using Quiesce.Annotations;

        sealed class Host
        {
            [NeverThrows]
            private static void work()
            {
            }

            private static void other()
            {
            }

            public void Run(Module owner, bool[] flags, int size)
            {
                if (!owner.TryGet())
                    return;
                var stream = new FileStream("data", FileMode.Open);
        {{StatementsOf(shape, statements)}}
                if (size == 77)
                    return;
                stream.Dispose();
                owner.Put();
                stream.Dispose();
            }
        }
        """;

    private static string StatementsOf(Shape shape, int n) => shape switch
    {
        Shape.Straight => GeneratedStatements.Calls(n),
        Shape.Branchy => GeneratedStatements.Conditions(n),
        Shape.Loopy => GeneratedStatements.Loops(n),
        Shape.Tries => GeneratedStatements.Tries(n),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
    };
}
