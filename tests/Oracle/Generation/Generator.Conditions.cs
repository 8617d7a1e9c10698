using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Generation;

// Conditions.
sealed partial class Generator
{
    private Node Condition(Shape shape, bool isInFilter = false)
    {
        if (shape.Depth <= 0 || _dice.Chance(60))
            return Known(shape, isInFilter);
        // Roslyn 5.0 lets a temporary of a filter share its slot with one of a lock inside the try: the lock is never left then.
        int temporaries = isInFilter ? 0 : 1;
        return _dice.Pick<Func<Node>>(
            (6, () => Node.Not(Known(shape, isInFilter))),
            (5, () => Node.Of(Kind.And, 0, Known(shape, isInFilter), Known(shape, isInFilter))),
            (5, () => Node.Of(Kind.Or, 0, Known(shape, isInFilter), Known(shape, isInFilter))),
            (4, () => Node.Of(Kind.Ternary, 0, Known(shape, isInFilter), Known(shape, isInFilter), Known(shape, isInFilter))),
            (temporaries * 14, () => Node.Of(Kind.Spelled, _dice.Next(Rendering.Spellings), Known(shape, isInFilter))),
            (temporaries * 9, SwitchExpression))();

        Node SwitchExpression()
        {
            _modes = Math.Max(_modes, 1);
            return Node.Of(Kind.SwitchExpression, _dice.Next(_modes), Known(shape), Known(shape), Known(shape));
        }
    }

    private Node Known(Shape shape, bool isInFilter = false) => _dice.Pick<Func<Node>>(
        (10, () => Node.Of(Kind.Parameter, _dice.Next(_conditions))),
        (4, () => Node.Not(Node.Of(Kind.Parameter, _dice.Next(_conditions)))),
        (_flags > 0 ? 6 : 0, () => Node.Of(Kind.Flag, _dice.Next(_flags))),
        (4, () => Node.Of(Kind.Ask)),
        (isInFilter ? 8 : 1, () => Node.Of(Kind.Check)),
        (isInFilter ? 0 : 2, () => Node.Of(Kind.TryGet, Module)),
        (shape.IsInScope ? 4 : 0, () => Node.Of(Kind.ScopeHeld)),
        (_counters > 0 && !isInFilter ? 6 : 0, () => Node.Of(Kind.Raised, _dice.Next(_counters))),
        (_hasLevel ? 8 : 0, () => Node.Of(Kind.Level, _dice.Next(Rendering.LevelSpellings))),
        (_modes > 0 ? 5 : 0, () => Node.Of(Kind.ModeIs, _dice.Next(Rendering.Modes))))();
}
