using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Generation;

// What people write around one reference.
sealed partial class Generator
{
    private List<Node> Pattern(int m, Shape shape) => _dice.Pick<Func<int, Shape, List<Node>>>(
        (6, LeaveUnlessHeld),
        (5, IfHeld),
        (shape.IsInLoop ? 0 : 10, WithCounter),
        (3, UnderQuestion),
        (6, WithFlag),
        (6, WithFinally),
        (6, WithTakenFlag),
        (3, WithCatch),
        (4, WithUsing),
        (9, WithLease),
        (_givesGuard && !shape.IsInFinally && !shape.IsInLocalFunction ? 30 : 0, WithReturned),
        (_givesBool && !shape.IsInFinally && !shape.IsInLocalFunction ? 12 : 0, WithAnswer),
        (4, WithHold),
        (3, WithFraction),
        (3, WithSecond),
        (4, WithOwner),
        (6, WithCollection),
        (6, WithField),
        (11, WithEnter),
        (2, Consume))(m, shape);

    private Node TryGet(int m) => Spelled(Node.Of(Kind.TryGet, m));

    private Node Flag(int flag) => Spelled(Node.Of(Kind.Flag, flag));

    private Node Spelled(Node condition) => _dice.Chance(15) ? Node.Of(Kind.Spelled, _dice.Next(Rendering.Spellings), condition) : condition;

    private static Node Put(int m) => Node.Of(Kind.Put, m);

    private List<Node> Middle(Shape shape, int most = 2) => Statements(_dice.Next(most + 1), shape);

    private Node Out(Shape shape) => shape.IsInFinally ? Node.Of(Kind.Throw, Exceptions.Timeout) : Return(shape);

    private List<Node> LeaveUnlessHeld(int m, Shape shape) =>
        [Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape))), .. Middle(shape.Inner), Put(m)];

    private List<Node> IfHeld(int m, Shape shape) =>
        [Node.If(_dice.Chance(25) ? Node.Of(Kind.And, 0, Known(shape), TryGet(m)) : TryGet(m), Node.Block([.. Middle(shape.Inner), Put(m)]))];

    private List<Node> WithFlag(int m, Shape shape)
    {
        int flag = NewFlag();
        if (_dice.Chance(20))
            return [Node.Of(Kind.Assign, flag, Node.Not(TryGet(m))), .. Middle(shape.Inner), Node.If(Node.Not(Flag(flag)), Node.Block(Put(m)))];
        Node taken = _dice.Chance(25) ? Node.Of(Kind.Ternary, 0, Known(shape), TryGet(m), Node.Of(Kind.False)) : TryGet(m);
        return [Node.Of(Kind.Assign, flag, taken), .. Middle(shape.Inner), Node.If(Flag(flag), Node.Block(Put(m)))];
    }

    /// <summary>A wrapper's half: the result says whether it is held.</summary>
    private List<Node> WithAnswer(int m, Shape shape)
    {
        Node yes = Node.Of(Kind.Return, 0, Node.Of(Kind.True)), no = Node.Of(Kind.Return, 0, Node.Of(Kind.False));
        return _dice.Chance(50)
            ? [Node.If(TryGet(m), Node.Block([.. Middle(shape.Inner, 1).Where(middle => !IsEnd(middle)), yes])), .. Middle(shape.Inner, 1).Where(middle => !IsEnd(middle)), no]
            : [Node.If(Node.Not(TryGet(m)), Node.Block(no)), Node.If(Known(shape), Node.Block(Put(m), no)), yes];
    }

    /// <summary>One question, asked twice, perhaps in two ways.</summary>
    private List<Node> UnderQuestion(int m, Shape shape)
    {
        int number = _hasLevel ? 0 : _dice.Next(_modes > 0 ? Rendering.Modes : _conditions);
        Func<Node> ask = _hasLevel ? () => Node.Of(Kind.Level, _dice.Next(Rendering.LevelSpellings))
            : () => Spelled(Node.Of(_modes > 0 ? Kind.ModeIs : Kind.Parameter, number));
        return [
            Node.If(ask(), Node.Block(Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape.Inner))))), .. Middle(shape.Inner),
            Node.If(ask(), Node.Block(Put(m)))];
    }

    private List<Node> WithCounter(int m, Shape shape)
    {
        int counter = NewCounter();
        Node held = Node.Of(Kind.Raised, counter);
        Node taken = Node.If(TryGet(m), Node.Block(Node.Of(Kind.Raise, counter)));
        return _dice.Chance(50)
            ? [taken, .. Middle(shape.Inner), Node.If(held, Node.Block(Put(m)))]
            : [taken, .. Middle(shape.Inner, 1), Node.If(held, Node.Block(Put(m), Node.Of(Kind.Lower, counter))), .. Middle(shape.Inner, 1), Node.If(held, Node.Block(Put(m)))];
    }

    private List<Node> WithFinally(int m, Shape shape) =>
    [
        Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape))),
        Node.Of(
            Kind.Try, 0, _dice.Chance(15) ? Node.Block([Mismatch(m, shape), .. Middle(shape.Inner)]) : Block(shape.Inner),
            Node.Of(Kind.Finally, 0, Node.Block([.. Middle(shape.Finally, 1), Put(m)]))),
    ];

    /// <summary>A clause for another exception than what is thrown, wrong if it ran.</summary>
    private Node Mismatch(int m, Shape shape) => Node.Of(
        Kind.Try, 0, Node.Block(Node.If(Known(shape), Node.Block(Node.Of(Kind.Throw, Exceptions.Timeout)))),
        Node.Of(Kind.Catch, _dice.Next(Exceptions.Timeout), Node.Block(Put(m))));

    private List<Node> WithTakenFlag(int m, Shape shape)
    {
        int flag = NewFlag();
        Node release = Node.If(Flag(flag), Node.Block(Put(m)));
        Node body = Node.Block([.. Middle(shape.Inner, 1), Node.Of(Kind.Assign, flag, TryGet(m)), .. Middle(shape.Inner)]);
        return [Node.Of(Kind.Assign, flag, Node.Of(Kind.False)), Node.Of(Kind.Try, 0, body, Node.Of(Kind.Finally, 0, Node.Block(release)))];
    }

    private List<Node> WithCatch(int m, Shape shape)
    {
        Node swallow = Node.Of(Kind.Catch, _dice.Chance(45) ? Exceptions.Any : _dice.Next(3), Node.Block([Put(m), .. Middle(shape.Catch, 1), Out(shape)]));
        Node filter = _dice.Chance(40) ? Node.Of(Kind.Check) : Known(shape, isInFilter: true);
        Node rest = Node.Of(Kind.Catch, Exceptions.Any, Node.Block([Put(m), Out(shape)]));
        Node throws = Node.If(Known(shape), Node.Block(Node.Of(Kind.Throw, _dice.Next(4))));
        Node body = Block(shape.Inner);
        Node guarded = _dice.Chance(60)
            ? Node.Of(Kind.Try, 0, _dice.Chance(40) ? Node.Block([throws, .. body.Parts]) : body, swallow)
            : Node.Of(Kind.Try, 0, Block(shape.Inner), Node.Of(Kind.Catch, Exceptions.Any, filter, Block(shape.Catch)), rest);
        return [Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape))), guarded, .. Middle(shape.Inner, 1), Put(m)];
    }

    private List<Node> WithUsing(int m, Shape shape)
    {
        Node unlessHeld = Node.If(Node.Not(Node.Of(Kind.ScopeHeld)), Node.Block(Out(shape.Scope)));
        List<Node> body = [.. _dice.Chance(60) ? [unlessHeld] : Array.Empty<Node>(), .. Statements(_dice.Next(2) + 1, shape.Scope)];
        return _dice.Chance(50)
            ? [Node.Of(Kind.UsingBlock, m, Node.Block(body))]
            : [Node.Block([Node.Of(Kind.UsingDeclaration, m), .. body])];
    }

    private List<Node> WithLease(int m, Shape shape)
    {
        Node take = Node.Of(Kind.TakeLease, m), dispose = Node.Of(Kind.DisposeLease, m);
        Node held = Node.Of(Kind.LeaseHeld, m);
        Node use = Node.Of(Kind.UseLease, m);
        return _dice.Pick((2, 0), (2, 1), (4, 2), (6, 3), (2, 4), (2, 5)) switch
        {
            0 => [take, .. Middle(shape.Inner), dispose],
            1 => [take, Node.Of(Kind.Say, m), .. Middle(shape.Inner, 1), dispose],
            2 => [take, _givesGuard || _dice.Chance(50) ? use : Node.Of(Kind.AgainLease, m), .. Middle(shape.Inner, 1), dispose, .. Middle(shape.Inner, 1), .. _dice.Pick<Node[]>((_givesGuard ? 0 : 2, [Node.Of(Kind.AgainLease, m), dispose]), (_givesGuard ? 0 : 4, [Node.Of(Kind.AgainLease, m), Node.If(Known(shape), Node.Block(dispose))]), (4, [dispose, dispose]))],
            3 => [take, use, .. Middle(shape.Inner, 1), _dice.Chance(50) ? dispose : Node.If(Known(shape), Node.Block(dispose)), .. Middle(shape.Inner, 1), use, dispose],
            4 => [take, Node.If(held, Node.Block([.. Middle(shape.Inner), dispose]))],
            _ => [take, Node.Of(Kind.Try, 0, Block(shape.Inner), Node.Of(Kind.Finally, 0, Node.Block(dispose)))],
        };
    }

    /// <summary>The caller gets the guard, which something on the way out may dispose.</summary>
    private List<Node> WithReturned(int m, Shape shape)
    {
        Node take = Node.Of(Kind.TakeLease, m), dispose = Node.Of(Kind.DisposeLease, m), give = Node.Of(Kind.ReturnLease, m);
        Node perhaps = _dice.Chance(50) ? dispose : Node.If(Known(shape.Finally), Node.Block(dispose));
        Node caught = Node.Of(Kind.Catch, Exceptions.Any, Node.Block([.. Middle(shape.Catch, 1).Where(middle => !IsEnd(middle)), dispose]));
        return _dice.Next(5) switch
        {
            0 => [take, Node.Of(Kind.Try, 0, Node.Block([.. Middle(shape.Inner, 1).Where(middle => !IsEnd(middle)), give]), Node.Of(Kind.Finally, 0, Node.Block([.. Middle(shape.Finally, 1), perhaps])))],
            1 => [take, Node.Of(Kind.Try, 0, Node.Block([Node.If(Known(shape), Node.Block(give)), .. Middle(shape.Inner, 1)]), Node.Of(Kind.Finally, 0, Node.Block(perhaps)))],
            2 => [take, Node.Of(Kind.Try, 0, Node.Block(Node.Of(Kind.Try, 0, Node.Block(give), Node.Of(Kind.Finally, 0, Block(shape.Finally)))), caught)],
            3 => [take, Node.If(Known(shape), Node.Block(perhaps)), .. Middle(shape.Inner, 1).Where(middle => !IsEnd(middle)), give],
            _ => [take, Node.If(Known(shape), Node.Block(give)), .. Middle(shape.Inner, 1), dispose],
        };
    }

    /// <summary>The acquire itself may throw: before the try, in it, or in it with a flag that tells.</summary>
    private List<Node> WithEnter(int m, Shape shape)
    {
        Node enter = Node.Of(Kind.Enter, m);
        Node putsFinally = Node.Of(Kind.Finally, 0, Node.Block(Put(m)));
        switch (_dice.Next(10))
        {
            case 0:
                return [enter, .. Middle(shape.Inner), Put(m)];
            case 1:
                return [enter, Node.Of(Kind.Try, 0, Block(shape.Inner), putsFinally)];
            case 2:
                return [Node.Of(Kind.Try, 0, Node.Block([.. Middle(shape.Inner, 1), enter, .. Middle(shape.Inner, 1)]), putsFinally)];
            case 3:
                Node caught = Node.Of(Kind.Catch, _dice.Chance(60) ? Exceptions.Any : _dice.Next(3), Node.Block(Middle(shape.Catch, 1)));
                return [Node.Of(Kind.Try, 0, Node.Block([enter, .. Middle(shape.Inner, 1)]), caught), .. Middle(shape.Inner, 1), Put(m)];
            case 4:
                Node failed = Node.Of(Kind.Catch, Exceptions.Any, Node.Block(_dice.Chance(50) ? Node.Of(Kind.Destroy, m) : Node.Of(Kind.Use, m), Out(shape)));
                return [Node.Of(Kind.Try, 0, Node.Block(enter), failed), .. Middle(shape.Inner, 1), Put(m)];
            case 5:
                return [Node.If(TryGet(m), Node.Block(Put(m))), Node.Of(Kind.Try, 0, Node.Block([enter, .. Middle(shape.Inner, 1)]), putsFinally)];
            default:
                int flag = NewFlag();
                Node taken = Node.Of(Kind.EnterTaken, flag, enter);
                return [
                    Node.Of(Kind.Assign, flag, Node.Of(Kind.False)),
                    Node.Of(Kind.Try, 0, Node.Block([taken, .. Middle(shape.Inner)]), Node.Of(Kind.Finally, 0, Node.Block(Node.If(Flag(flag), Node.Block(Put(m))))))];
        }
    }

    /// <summary>A guard that is a struct, its copies, and what becomes of each.</summary>
    private List<Node> WithHold(int m, Shape shape)
    {
        var statements = new List<Node>();
        foreach (int what in _dice.Chance(35) ? (int[])[3, 4, 0] : [2, 4, 0, 1])
        {
            if (_dice.Chance(what is 0 or 2 ? 75 : 35))
                statements.Add(what < 2 && _dice.Chance(20) ? Node.If(Known(shape), Node.Block(Node.Of(Kind.OfHold, what))) : Node.Of(Kind.OfHold, what));
            statements.AddRange(_dice.Chance(25) ? Middle(shape.Inner, 1).Where(middle => !IsEnd(middle)) : []);
        }

        return [Node.Of(Kind.HoldBlock, m, Node.Block(statements))];
    }

    /// <summary>What is not a number is neither more than zero nor not.</summary>
    private List<Node> WithFraction(int m, Shape shape)
    {
        Node isNone = Node.If(Node.Not(Node.Of(Kind.Fraction, 0)), Node.Block(_dice.Chance(30) ? Put(m) : Node.Of(Kind.Use, m), Out(shape)));
        return [Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape))), Node.If(Node.Of(Kind.Fraction, 1), Node.Block(isNone)), .. Middle(shape.Inner, 1), Put(m)];
    }

    /// <summary>One more reference where one is held.</summary>
    private List<Node> WithSecond(int m, Shape shape) =>
        [Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape))), Node.Of(Kind.Get, m), .. Middle(shape.Inner, 1), Put(m), .. Middle(shape.Inner, 1), Put(m)];

    /// <summary>A declared owner takes the reference over: that is the end of it, or not.</summary>
    private List<Node> WithOwner(int m, Shape shape)
    {
        Node give = Node.Of(Kind.HandOver, m), leave = Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape)));
        Node again = _dice.Pick<Node>((2, Put(m)), (2, give), (2, Node.Of(Kind.Get, m)), (2, Node.Of(Kind.Destroy, m)), (2, Node.If(TryGet(m), Node.Block(Put(m)))));
        return _dice.Pick((3, 0), (3, 1), (3, 2), (2, 3)) switch
        {
            3 => [give, .. Middle(shape.Inner, 1), Put(m), Node.Of(Kind.Use, m)],
            0 => [leave, .. Middle(shape.Inner, 1), give, .. Middle(shape.Inner, 1)],
            1 => [leave, Node.If(Known(shape), Node.Block(give), Node.Block(Put(m))), .. Middle(shape.Inner, 1)],
            _ => [leave, give, .. Middle(shape.Inner, 1), _dice.Chance(50) ? again : Node.If(Known(shape), Node.Block(again))],
        };
    }

    /// <summary>Put into a collection that ends with the method, and given back, or not; or taken out again by somebody.</summary>
    private List<Node> WithCollection(int m, Shape shape)
    {
        Node put = _dice.Chance(50) ? Put(m) : Node.If(Known(shape), Node.Block(Put(m)));
        List<Node> end = _dice.Pick<List<Node>>((4, []), (5, [put]), (1, [Node.Of(Kind.Get, m)]), (1, [Node.Of(Kind.Destroy, m)]), (1, [Node.If(TryGet(m), Node.Block(put))]));
        return _dice.Next(4) switch
        {
            0 => [Node.Of(Kind.TakeLease, m), Node.Of(Kind.CollectLease, m), .. Middle(shape.Inner, 1), .. _dice.Chance(40) && !_givesGuard ? [Node.Of(Kind.AgainLease, m)] : Array.Empty<Node>(), .. _dice.Chance(70) ? [Node.Of(Kind.DisposeLease, m)] : Array.Empty<Node>()],
            1 => [Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape))), Node.Of(Kind.LookedInto, m), .. Middle(shape.Inner, 1), .. end],
            2 => [Node.If(TryGet(m), Node.Block([Node.Of(Kind.Collect, m), .. Middle(shape.Inner, 1), .. end]))],
            _ => [Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape))), Node.Of(Kind.Collect, m), .. Middle(shape.Inner, 1), .. end],
        };
    }

    /// <summary>Put into a field that nothing releases, and given back, or not.</summary>
    private List<Node> WithField(int m, Shape shape)
    {
        Node put = _dice.Chance(50) ? Put(m) : Node.If(Known(shape), Node.Block(Put(m)));
        List<Node> end = _dice.Pick<List<Node>>((3, []), (5, [put]), (1, [Node.Of(Kind.Get, m), put]), (1, [Node.Of(Kind.Destroy, m)]), (1, [Node.If(TryGet(m), Node.Block(put))]));
        Node dispose = Node.Of(Kind.DisposeLease, m), unlessHeld = Node.If(Node.Not(TryGet(m)), Node.Block(Out(shape)));
        return _dice.Next(3) switch
        {
            0 => [Node.Of(Kind.TakeLease, m), Node.Of(Kind.KeepLease, m), .. Middle(shape.Inner, 1), .. _dice.Chance(30) && !_givesGuard ? [Node.Of(Kind.AgainLease, m)] : Array.Empty<Node>(), .. _dice.Chance(60) ? [dispose] : Array.Empty<Node>()],
            1 => [unlessHeld, Node.Of(Kind.Keep, m), .. Middle(shape.Inner, 1), .. end],
            _ => [Node.If(TryGet(m), Node.Block([Node.Of(Kind.Keep, m), .. Middle(shape.Inner, 1), .. end]))],
        };
    }

    /// <summary>Gives the caller's reference back.</summary>
    private List<Node> Consume(int m, Shape shape) => [.. Middle(shape.Inner, 1), Put(m)];
}
