using System.Collections.Immutable;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Generation;

/// <summary>
/// All programs of up to three statements over a small alphabet: each of a few things to do with one reference, alone or in
/// each of a few surroundings. First those of one and two statements, in order; then those of three, spread by the seed.
/// </summary>
static class Enumeration
{
    private static readonly ImmutableArray<Node> s_things =
    [
        Node.If(Node.Not(Node.Of(Kind.TryGet)), Node.Block(Node.Of(Kind.Return))),
        Node.Of(Kind.Assign, 0, Node.Of(Kind.TryGet)),
        Node.If(Node.Of(Kind.Flag), Node.Block(Node.Of(Kind.Put))),
        Node.Of(Kind.Get),
        Node.Of(Kind.Put),
        Node.Of(Kind.Use),
        Node.Of(Kind.Work),
        Node.Of(Kind.Throw, Exceptions.Timeout),
        Node.Of(Kind.IgnoredTryGet),
        Node.Of(Kind.TakeLease),
        Node.Of(Kind.DisposeLease),
    ];

    private static readonly ImmutableArray<Func<Node, Node>> s_surroundings =
    [
        thing => thing,
        thing => Node.If(Node.Of(Kind.Parameter), Node.Block(thing)),
        thing => Node.If(Node.Of(Kind.Flag), Node.Block(thing)),
        thing => Node.Of(Kind.Try, 0, Node.Block(thing), Node.Of(Kind.Catch, Exceptions.Any, Node.Block())),
        thing => Node.Of(Kind.Try, 0, Node.Block(Node.Of(Kind.Work)), Node.Of(Kind.Finally, 0, Node.Block(thing))),
        thing => Node.Of(Kind.While, 0, Node.Block(thing)),
    ];

    private static int Letters => s_things.Length * s_surroundings.Length;

    /// <summary>How many there are of one and two statements.</summary>
    public static int Small => Letters + (Letters * Letters);

    public static Sketch Program(long seed, int index, int number)
    {
        int count = number < Letters ? 1 : number < Small ? 2 : 3;
        long rest = count switch
        {
            1 => number,
            2 => number - Letters,
            _ => ((number - Small) * 7_919L) + (seed * 104_729L),
        };
        var statements = new List<Node>();
        for (int i = 0; i < count; i++, rest /= Letters)
            statements.Add(Letter((int)(Math.Abs(rest) % Letters)));
        return new Sketch(seed, index, Returns.Nothing, Node.Block(statements), []);
    }

    private static Node Letter(int letter)
    {
        Node thing = s_things[letter / s_surroundings.Length];
        bool leavesFinally = letter % s_surroundings.Length == 4 && thing.Has(Kind.Return);
        return leavesFinally ? thing : s_surroundings[letter % s_surroundings.Length](thing);
    }
}
