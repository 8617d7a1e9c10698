using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Generation;

// Read-side sections, grace periods, and what readers find without a lock.
sealed partial class Generator
{
    private const int Items = 2;

    private List<Node> WithSection(Shape shape)
    {
        Node enter = Node.Of(Kind.EnterRead), exit = Node.Of(Kind.ExitRead);
        return _dice.Next(4) switch
        {
            0 => [enter, .. Middle(shape.Inner), exit, .. Middle(shape.Inner, 1), Reading(shape)],
            1 => [enter, Node.Of(Kind.Try, 0, Block(shape.Inner), Node.Of(Kind.Finally, 0, Node.Block(exit)))],
            2 => [Node.If(Known(shape), Node.Block(enter)), Reading(shape), .. Middle(shape.Inner, 1), exit, Reading(shape)],
            _ => [enter, .. Middle(shape.Inner, 1), enter, .. Middle(shape.Inner, 1), exit, Reading(shape), exit, .. Middle(shape.Inner, 1)],
        };
    }

    /// <summary>Unlinks, waits and destroys, mostly; each step may be missing, doubled, or taken on one path only.</summary>
    private List<Node> WithItem(Shape shape)
    {
        int item = _dice.Next(Items);
        var statements = new List<Node>();
        foreach (Kind kind in (Kind[])[Kind.PublishItem, Kind.UnlinkItem, Kind.Synchronize, Kind.DestroyItem, Kind.LookAtItem])
        {
            if (_dice.Chance(25))
                continue;
            Node step = kind == Kind.DestroyItem && _dice.Chance(40) ? Node.Of(Kind.RetireItem, item) : Node.Of(kind, kind == Kind.Synchronize ? 0 : item);
            statements.Add(_dice.Chance(25) ? Node.If(Known(shape), Node.Block(step)) : step);
            if (_dice.Chance(30))
                statements.Add(OfItem(item));
        }

        statements.InsertRange(_dice.Next(statements.Count + 1), Middle(shape.Inner, 1));
        return statements;
    }

    private Node Reading(Shape shape) => _dice.Pick<Func<Node>>(
        (4, () => Node.Of(Kind.Synchronize)),
        (2, () => Node.Of(Kind.EnterRead)),
        (2, () => Node.Of(Kind.ExitRead)),
        (shape.IsInFinally ? 0 : 2, () => Node.If(Known(shape), Node.Block(Return(shape)))),
        (3, () => OfItem(_dice.Next(Items))))();

    private Node OfItem(int item) => Node.Of(
        _dice.Pick(
            (3, Kind.PublishItem), (4, Kind.UnlinkItem), (3, Kind.DestroyItem), (3, Kind.RetireItem), (3, Kind.LookAtItem)),
        item);
}
