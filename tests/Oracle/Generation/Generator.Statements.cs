using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Generation;

// Statements anywhere.
sealed partial class Generator
{
    private Node Statement(Shape shape) => shape.Depth <= 0 || _dice.Chance(35) ? Simple(shape) : Compound(shape);

    private Node Simple(Shape shape)
    {
        int jumps = shape.IsInLoop ? 8 : 0;
        return _dice.Pick<Func<Node>>(
            (8, () => Node.Of(Kind.Use, Module)),
            (3, () => Node.Of(Kind.Touch, Module)),
            (11, Call),
            (3, () => Node.Of(Kind.Put, Module)),
            (2, () => Node.Of(Kind.Get, Module)),
            (1, () => Node.Of(Kind.Enter, Module)),
            (1, () => _dice.Chance(50) ? Node.Of(Kind.IgnoredTryGet, Module) : Node.Of(Kind.IgnoredTryGet, Module, Node.Of(Kind.True))),
            (shape.IsLabelled ? 14 : 0, () => Node.Of(Kind.Goto)),
            (1, () => Node.Of(Kind.DropLease, Module)),
            (shape.IsInLocalFunction || shape.IsInLoop ? 0 : 10, () => Node.Of(Kind.Show, Module)),
            (1, () => Node.Of(Kind.Destroy, Module)),
            (3, () => Node.Of(Kind.Look, Module)),
            (2, () => Node.Of(Kind.Text, Module)),
            (3, () => Node.Of(Kind.Operate, Module)),
            (1, () => Node.Of(Kind.HandOver, Module)),
            (1, () => Node.Of(_dice.Chance(70) ? Kind.Collect : Kind.LookedInto, Module)),
            (17, () => SetFlag(shape)),
            (shape.IsInFinally ? 0 : 4, () => Return(shape)),
            (3, () => Node.Of(Kind.Throw, _dice.Next(4))),
            (shape.IsInCatch ? 50 : 0, () => Node.Of(Kind.Rethrow)),
            (jumps, () => Node.Of(Kind.Break)),
            (jumps, () => Node.Of(Kind.Continue)),
            (_locals > 0 && !shape.IsInLocalFunction ? 12 : 0, () => Node.Of(Kind.CallLocal, _dice.Next(_locals))))();

        Node Call() => Node.Of(_isAsync && (!shape.IsInLocalFunction || _style.Functions == Functions.Async) && _dice.Chance(80) ? Kind.AwaitWork : Kind.Work);
    }

    private Node Return(Shape shape)
    {
        if (!_givesBool || shape.IsInLocalFunction)
            return Node.Of(Kind.Return);
        return Node.Of(Kind.Return, 0, _style.Results != Results.Bools || _dice.Chance(70) ? Node.Of(_dice.Chance(50) ? Kind.True : Kind.False) : Known(shape));
    }

    private Node SetFlag(Shape shape)
    {
        if (_flags == 0 || (_flags < 3 && _dice.Chance(30)))
            return Node.Of(Kind.Assign, NewFlag(), Condition(shape with { Depth = 1 }));
        if (_dice.Chance(15))
            return Node.Of(Kind.AskOut, _dice.Next(_flags));
        Kind kind = _dice.Pick(
            (3, Kind.Assign), (4, Kind.AssignOr), (3, Kind.AssignAnd), (3, Kind.AssignXor), (3, Kind.AssignPair), (3, Kind.AssignByOut), (3, Kind.AssignByRef));
        return Node.Of(kind, _dice.Next(_flags), Condition(shape with { Depth = 1 }));
    }

    private Node Compound(Shape shape) => _dice.Pick<Func<Node>>(
        (12, () => Node.If(Condition(shape), Block(shape.Inner))),
        (8, () => Node.If(Condition(shape), Block(shape.Inner), Block(shape.Inner))),
        (6, () => Node.If(Condition(shape), Node.Block(Leave(shape)))),
        (14, () => Loop(shape)),
        (5, () => Switch(shape)),
        (19, () => Try(shape, Block(shape.Inner))),
        (_isAsync ? 0 : 7, () => Node.Of(Kind.Lock, 0, Block(shape.Inner))),
        (8, () => Node.Of(Kind.Labelled, 0, Block(shape.Labelled, most: 3))),
        (3, () => Node.Of(Kind.UsingBlock, Module, Block(shape.Scope))),
        (6, () => Node.Block(Pattern(Module, shape.Inner))))();

    private Node Leave(Shape shape)
    {
        int ends = shape.IsInFinally ? 0 : 1;
        return _dice.Pick<Func<Node>>(
            (5 * ends, () => Return(shape)),
            (3, () => Node.Of(Kind.Throw, _dice.Next(4))),
            (shape.IsLabelled ? 9 : 0, () => Node.Of(Kind.Goto)),
            (shape.IsInLoop ? 5 : 0, () => Node.Of(_dice.Chance(50) ? Kind.Break : Kind.Continue)))();
    }

    private Node Loop(Shape shape)
    {
        Kind kind = _dice.Pick((2, Kind.While), (6, Kind.DoWhile), (6, Kind.For), (7, Kind.ForEach));
        Node body = Block(shape.Loop);
        return kind == Kind.While && _dice.Chance(30) ? Node.Of(kind, 0, Condition(shape), body) : Node.Of(kind, 0, body);
    }

    private Node Switch(Shape shape)
    {
        _modes = Math.Max(_modes, 1);
        return new Node(Kind.Switch, _dice.Next(_modes), [.. Enumerable.Range(0, _dice.Next(2) + 2).Select(_ => Block(shape.Inner, most: 1))]);
    }

    /// <summary>A try around <paramref name="body" />, with clauses that the compiler accepts: the more special ones first.</summary>
    private Node Try(Shape shape, Node body)
    {
        List<Node> parts = [body];
        bool isFinally = _dice.Chance(45);
        if (!isFinally || _dice.Chance(35))
            parts.AddRange(Clauses(shape));
        if (isFinally || parts.Count == 1)
            parts.Add(Node.Of(Kind.Finally, 0, Block(shape.Finally)));
        return new Node(Kind.Try, 0, [.. parts]);
    }

    private IEnumerable<Node> Clauses(Shape shape)
    {
        int number = _dice.Chance(30) ? _dice.Next(Exceptions.Any) : _dice.Next(Exceptions.Bare + 1);
        while (true)
        {
            number = number == Exceptions.Timeout ? Exceptions.Any : number;
            bool hasFilter = _dice.Chance(68);
            Node block = _dice.Chance(20) ? Node.Block() : Block(shape.Catch);
            yield return hasFilter
                ? Node.Of(Kind.Catch, number, Condition(shape with { Depth = 1 }, isInFilter: true), block)
                : Node.Of(Kind.Catch, number, block);
            if ((number >= Exceptions.Any && !hasFilter) || number == Exceptions.Bare || _dice.Chance(hasFilter ? 35 : 65))
                yield break;
            number += hasFilter && _dice.Chance(40) ? 0 : 1;
        }
    }
}
