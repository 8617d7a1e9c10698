using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// A loop takes a reference on what each item of a collection or list has, and no path gives one back: all of them are half of a pair,
/// however many there are. Whether every path keeps as many cannot be said of them (errs towards silence); but a way out of the loop itself
/// leaves with the one at hand, and with those of the turns before.
/// </summary>
sealed class ItemLoops(Body body)
{
    private readonly Dictionary<IOperation, Slot> _takes = [];
    private readonly HashSet<IOperation> _given = [];
    private readonly HashSet<IOperation> _found = [];
    private readonly HashSet<(IOperation Take, SyntaxNode End)> _left = [];

    /// <summary>The body takes a reference at <paramref name="site"/>, or gives back the one that <paramref name="before"/> began with.</summary>
    public void Add(in Tracked before, IOperation site, ProtocolEvent on)
    {
        if (on == ProtocolEvent.Release && before.Site is { } take)
            _given.Add(take);
        else if (on is ProtocolEvent.Acquire or ProtocolEvent.AcquireUnchecked && before.Value.IsItem && !_takes.ContainsKey(site) && Loops.Around(site.Syntax).Count > 0)
            _takes.Add(site, before.Slot);
    }

    /// <summary>A path leaves the body, or a function in it, with what it still owes.</summary>
    public void Leave(PathState state)
    {
        if (_takes.Count == 0 || state.Trace.End is not { Kind: not StepKind.CallThrows } end)
            return;
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (row.State.Owes && row.Site is { } take)
                _left.Add((take, end.Node));
        }
    }

    /// <summary>The item at hand is the caller's: that is what the loop was looking for.</summary>
    public void Find(IOperation take) => _found.Add(take);

    /// <summary>Whether a loop was looking for one item with it: the others that it took on its way are nobody's.</summary>
    public bool IsSearch(IOperation take) => _found.Contains(take);

    /// <summary>Withdraws what was found because not all paths turn equally often.</summary>
    public void Withdraw(Findings findings)
    {
        foreach (KeyValuePair<IOperation, Slot> take in _takes)
        {
            StatementSyntax loop = Loops.Around(take.Key.Syntax)[0];
            if (!_given.Contains(take.Key) && !IsSearch(take.Key) && !_left.Any(left => left.Take == take.Key && Loops.IsInBody(loop, left.End)) && OtherHalf.IsNear(body, take.Value.Tag))
                findings.Remove(Defect.Leak, take.Key);
        }
    }
}
