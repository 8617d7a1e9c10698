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
    private readonly Dictionary<(Value, Slot), Sites> _sites = [];
    private readonly HashSet<(IOperation, Value)> _seen = [];
    private readonly ItemLoops _items = new(body);
    private bool _takesInLoop;

    /// <summary>The body takes or gives back a reference at <paramref name="site"/>; <paramref name="before"/> is where the object stood.</summary>
    public void Add(in Tracked before, IOperation site, ProtocolEvent on)
    {
        _items.Add(before, site, on);
        if (on is not (ProtocolEvent.Acquire or ProtocolEvent.AcquireUnchecked or ProtocolEvent.Release) || !_seen.Add((site, before.Value)))
            return;
        if (!_sites.TryGetValue((before.Value, before.Slot), out Sites? sites))
            _sites.Add((before.Value, before.Slot), sites = new Sites());
        (on == ProtocolEvent.Release ? sites.Releases : sites.Acquires).Add(site);
        _takesInLoop |= on != ProtocolEvent.Release && IsInLoop(site);
    }

    private static bool IsInLoop(IOperation site) => Loops.Around(site.Syntax).Count > 0;

    /// <inheritdoc cref="ItemLoops.Find"/>
    public void Find(IOperation take) => _items.Find(take);

    /// <inheritdoc cref="ItemLoops.IsSearch"/>
    public bool IsSearch(IOperation take) => _items.IsSearch(take);

    /// <summary>A path leaves the body, or a function in it, with what it still owes.</summary>
    public void Leave(PathState state)
    {
        _items.Leave(state);
        if (!_takesInLoop || state.Trace.End is not { } end)
            return;
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (row.State.Owes && _sites.TryGetValue((row.Value, row.Slot), out Sites? sites))
                sites.Left.Add(end.Node);
        }
    }

    /// <summary>Withdraws what was found because of how often such loops turn.</summary>
    public void Withdraw(Findings findings)
    {
        _items.Withdraw(findings);
        foreach (Sites sites in _sites.Values)
        {
            List<IOperation> takes = sites.Acquires.FindAll(IsInLoop), gives = sites.Releases.FindAll(IsInLoop);
            if (sites.Acquires.Count == 0)
                gives.ForEach(give => WithdrawCounted(findings, give));
            foreach (IOperation take in takes)
            {
                foreach (IOperation give in gives)
                    Withdraw(findings, sites, takes, take, give);
            }
        }
    }

    /// <summary>Who says how often a reference is given back has as many to give.</summary>
    private void WithdrawCounted(Findings findings, IOperation give)
    {
        if (Loops.IsCountedByCaller(Loops.Around(give.Syntax)[0], give.Syntax, body.Flow.Graph.OriginalOperation.SemanticModel))
            findings.Remove(Defect.OverRelease, give);
    }

    private void Withdraw(Findings findings, Sites sites, List<IOperation> takes, IOperation take, IOperation give)
    {
        List<StatementSyntax> taking = Loops.Around(take.Syntax), giving = Loops.Around(give.Syntax);
        StatementSyntax? both = taking.Find(loop => loop.Span.Contains(give.Syntax.Span));
        taking.RemoveAll(loop => loop.Span.Contains(give.Syntax.Span));
        giving.RemoveAll(loop => loop.Span.Contains(take.Syntax.Span));
        giving.RemoveAll(loop => takes.Exists(other => loop.Span.Contains(other.Syntax.Span))); // it gives back what it took itself
        SemanticModel? model = body.Flow.Graph.OriginalOperation.SemanticModel;
        if (taking.Exists(loop => giving.Exists(other => Loops.HaveSameMeasure(loop, other, model))))
            Withdraw(findings, sites, take, isLeft: IsLeft(taking[0], sites));
        else if (taking.Count == 0 && both is not null && giving.Find(loop => Loops.IsUndone(both, loop, model)) is { } undo)
            Withdraw(findings, sites, take, isLeft: IsLeft(both, sites, undo));
    }

    private static void Withdraw(Findings findings, Sites sites, IOperation take, bool isLeft)
    {
        foreach (IOperation release in sites.Releases)
            findings.Remove(Defect.OverRelease, release); // that loop's, or one behind it, for which nothing seems to be left
        if (isLeft)
            return;
        findings.Remove(Defect.Leak, take);
        findings.Remove(Defect.LeakWhenCallThrows, take);
    }

    /// <summary>Whether a way out of the loop itself leaves with the reference; but those behind the one that gives back what the turns before took.</summary>
    private static bool IsLeft(StatementSyntax loop, Sites sites, StatementSyntax? undo = null)
    {
        foreach (SyntaxNode end in sites.Left)
        {
            if (Loops.IsInBody(loop, end) && !(undo?.Parent?.Span.Contains(end.Span) == true && end.SpanStart > undo.SpanStart))
                return true;
        }

        return false;
    }

    /// <summary>Where one reference is taken and given back, and the body left with it.</summary>
    private sealed class Sites
    {
        public List<IOperation> Acquires { get; } = [];

        public List<IOperation> Releases { get; } = [];

        public HashSet<SyntaxNode> Left { get; } = [];
    }
}
