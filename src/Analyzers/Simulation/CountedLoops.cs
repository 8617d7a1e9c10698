using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// One loop takes references on an object, another gives them back, and what the one counts the other counts:
/// <c>for (i &lt; n) m.Get(); ... for (i &lt; n) m.Put();</c>. Counts of references saturate, so that both turn equally often is not
/// followed: of such a pair nothing is said (errs towards silence), but where the first loop itself is left with what it took.
/// </summary>
sealed class CountedLoops(Body body)
{
    private readonly Dictionary<(Value, Slot), List<IOperation>> _takes = [], _gives = [], _acquires = [], _releases = [];
    private readonly Dictionary<(Value, Slot), HashSet<SyntaxNode>> _left = [];
    private readonly HashSet<(IOperation, Value)> _seen = [];
    private readonly ItemLoops _items = new(body);

    /// <summary>The body takes or gives back a reference at <paramref name="site"/>; <paramref name="before"/> is where the object stood.</summary>
    public void Add(in Tracked before, IOperation site, ProtocolEvent on)
    {
        _items.Add(before, site, on);
        (Value value, Slot slot) = (before.Value, before.Slot);
        if (on is not (ProtocolEvent.Acquire or ProtocolEvent.AcquireUnchecked or ProtocolEvent.Release) || !_seen.Add((site, value)))
            return;
        Add(on == ProtocolEvent.Release ? _releases : _acquires, (value, slot), site);
        if (Loops.Around(site.Syntax).Count > 0)
            Add(on == ProtocolEvent.Release ? _gives : _takes, (value, slot), site);
    }

    private static void Add(Dictionary<(Value, Slot), List<IOperation>> sites, (Value, Slot) reference, IOperation site)
    {
        if (!sites.TryGetValue(reference, out List<IOperation>? list))
            sites.Add(reference, list = []);
        list.Add(site);
    }

    /// <summary>A path leaves the body, or a function in it, with what it still owes.</summary>
    public void Leave(PathState state)
    {
        _items.Leave(state);
        if (_takes.Count == 0 || state.Trace.End is not { } end)
            return;
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (!row.State.Owes || !_takes.ContainsKey((row.Value, row.Slot)))
                continue;
            if (!_left.TryGetValue((row.Value, row.Slot), out HashSet<SyntaxNode>? ends))
                _left.Add((row.Value, row.Slot), ends = []);
            ends.Add(end.Node);
        }
    }

    /// <summary>Withdraws what was found because of how often such loops turn.</summary>
    public void Withdraw(Findings findings)
    {
        _items.Withdraw(findings);
        WithdrawCounted(findings);
        foreach (KeyValuePair<(Value, Slot), List<IOperation>> takes in _takes)
        {
            if (!_gives.TryGetValue(takes.Key, out List<IOperation>? gives))
                continue;
            foreach (IOperation take in takes.Value)
            {
                foreach (IOperation give in gives)
                    Withdraw(findings, takes.Key, take, give);
            }
        }
    }

    /// <summary>Who says how often a reference is given back has as many to give.</summary>
    private void WithdrawCounted(Findings findings)
    {
        foreach (KeyValuePair<(Value, Slot), List<IOperation>> gives in _gives)
        {
            if (_acquires.ContainsKey(gives.Key))
                continue;
            foreach (IOperation give in gives.Value)
            {
                if (Loops.IsCountedByCaller(Loops.Around(give.Syntax)[0], give.Syntax, body.Flow.Graph.OriginalOperation.SemanticModel))
                    findings.Remove(Defect.OverRelease, give);
            }
        }
    }

    private void Withdraw(Findings findings, (Value, Slot) reference, IOperation take, IOperation give)
    {
        List<StatementSyntax> taking = Loops.Around(take.Syntax), giving = Loops.Around(give.Syntax);
        StatementSyntax? both = taking.Find(loop => loop.Span.Contains(give.Syntax.Span));
        taking.RemoveAll(loop => loop.Span.Contains(give.Syntax.Span));
        giving.RemoveAll(loop => loop.Span.Contains(take.Syntax.Span));
        giving.RemoveAll(loop => _takes[reference].Exists(other => loop.Span.Contains(other.Syntax.Span))); // it gives back what it took itself
        SemanticModel? model = body.Flow.Graph.OriginalOperation.SemanticModel;
        if (taking.Exists(loop => giving.Exists(other => Loops.HaveSameMeasure(loop, other, model))))
            Withdraw(findings, reference, take, isLeft: IsLeft(taking[0], reference));
        else if (taking.Count == 0 && both is not null && giving.Find(loop => Loops.IsUndone(both, loop, model)) is { } undo)
            Withdraw(findings, reference, take, isLeft: IsLeft(both, reference, undo));
    }

    private void Withdraw(Findings findings, (Value, Slot) reference, IOperation take, bool isLeft)
    {
        foreach (IOperation release in _releases[reference])
            findings.Remove(Defect.OverRelease, release); // that loop's, or one behind it, for which nothing seems to be left
        if (isLeft)
            return;
        findings.Remove(Defect.Leak, take);
        findings.Remove(Defect.LeakWhenCallThrows, take);
    }

    /// <summary>Whether a way out of the loop itself leaves with the reference; but those behind the one that gives back what the turns before took.</summary>
    private bool IsLeft(StatementSyntax loop, (Value, Slot) reference, StatementSyntax? undo = null)
    {
        foreach (SyntaxNode end in _left.TryGetValue(reference, out HashSet<SyntaxNode>? ends) ? ends : [])
        {
            if (Loops.IsInBody(loop, end) && !(undo?.Parent?.Span.Contains(end.Span) == true && end.SpanStart > undo.SpanStart))
                return true;
        }

        return false;
    }
}
