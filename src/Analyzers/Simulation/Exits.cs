using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// What all paths together owe. <em>Ours</em> is what the body obtained: every exit must have discharged it.
/// <em>Not ours</em> came from outside, and the body's net effect on it is its contract: two paths with the same outcome
/// and different effects are a defect of the one that keeps more, or gives more (an inconsistent path pair); effects that
/// differ between outcomes are a conditional contract; the same +1 everywhere is half of a pair, and a defect only where
/// nothing near has the other half. Errs towards silence where ownership moved or the analysis was widened.
/// </summary>
/// <remarks>Inconsistent path pairs: RID, ASPLOS 2016.</remarks>
sealed partial class Exits(Body body) : IExits
{
    private readonly Dictionary<(FlowPoint Point, int Group), List<Exit>> _ways = [];
    private readonly List<List<Exit>> _inOrder = [];
    private readonly List<Exit> _exits = [];
    private readonly Dictionary<long, bool> _isUnconditional = [];
    private readonly List<(Exit, Tracked)> _overdrawn = [];

    private (FlowPoint Point, int Group) _running;

    private enum How
    {
        Return,
        Throw,
        CallThrows,
    }

    public void Begin(FlowPoint point, int group)
    {
        _running = (point, group);
        if (_ways.TryGetValue(_running, out List<Exit>? before))
            before.Clear();
    }

    public void Return(PathState state, FlowPoint from) => Add(new Exit(How.Return, state, from));

    public void Throw(PathState state, Thrown thrown, FlowPoint from) =>
        Add(new Exit(thrown.IsExplicit ? How.Throw : How.CallThrows, state, from));

    /// <summary>Reports what the exits show; called once, when nothing changes any more.</summary>
    public void Judge()
    {
        _inOrder.ForEach(_exits.AddRange);
        GroupReturns();
        foreach (Exit exit in _exits.OrderBy(e => LastNode(e)?.SpanStart ?? 0).ThenBy(e => e.From.Block).ThenBy(e => e.State.Trace.Depth))
        {
            foreach (Tracked row in exit.State.Tracked.Rows)
            {
                if (IsCounted(row) && row.Site is not null && !IsLeftToFunction(exit, row) && !IsEvenUnderAnotherName(exit.State, row))
                    JudgeOne(exit, row);
            }
        }

        JudgeItems();
        JudgeBuried();
        JudgeOverdrawn();
        body.CountedLoops.Withdraw(body.Findings);
        body.Decisions.Report(body.Findings);
    }

    /// <summary>Where another path goes on and releases what it does not hold, that is the defect.</summary>
    private void JudgeOverdrawn()
    {
        foreach ((Exit exit, Tracked row) in _overdrawn)
        {
            if (!body.Findings.Has(Defect.OverRelease, row.Last!))
                ReportAt(row.Site!, Defect.AcquiredInsideTry, exit.State, row);
        }
    }

    /// <summary>Puts the normal exits with the same result and flags together.</summary>
    private void GroupReturns()
    {
        var returns = new Dictionary<string, Outcome>();
        for (int i = 0; i < _exits.Count; i++)
        {
            if (_exits[i].How != How.Return)
                continue;
            string name = OutcomeOf(_exits[i].State);
            if (!returns.TryGetValue(name, out Outcome? outcome))
                returns.Add(name, outcome = new Outcome(body.Values));
            outcome.Add(_exits[i].State);
            _exits[i] = _exits[i] with { Outcome = outcome };
        }
    }

    /// <summary>The result, and what the flags are that outlive the body (by reference, captured, a member): they tell outcomes apart.</summary>
    private string OutcomeOf(PathState state)
    {
        string outcome = state.ValueOf(body.Values.ReturnSlot).Id.ToString(CultureInfo.InvariantCulture);
        foreach (Binding binding in state.Bindings.With(RowTraits.Decided))
        {
            bool isPartOfResult = ReferenceEquals(binding.Place.Container, state.ValueOf(body.Values.ResultSlot));
            if (binding.Value.Truth is { } truth && !isPartOfResult && Outlives(binding.Place, state))
                outcome += $" {binding.Place.Id}{(truth ? '+' : '-')}";
        }

        return outcome;
    }

    private static bool IsCounted(in Tracked row) => row.Slot.Protocol != Protocol.Reclaim;

    private void Add(Exit exit)
    {
        body.CountedLoops.Leave(exit.State);
        if (!_ways.TryGetValue(_running, out List<Exit>? ways))
        {
            _ways.Add(_running, ways = []);
            _inOrder.Add(ways);
        }

        ways.Add(exit);
    }

    private static SyntaxNode? LastNode(in Exit exit) => exit.State.Trace.Last?.Node;

    private void JudgeOne(in Exit exit, in Tracked row)
    {
        if (row.Slot.Protocol == Protocol.ReadSide || row.Slot.Protocol == Protocol.Copy)
        {
            JudgeUncounted(exit, row);
        }
        else if (row.State.Phase is Phase.Stored or Phase.Dropped)
        {
            JudgePutAway(exit, row);
        }
        else if (row.State.Phase == Phase.Overdrawn && exit.How != How.Return)
        {
            _overdrawn.Add((exit, row));
        }
        else if (row.State.Phase == Phase.Overdrawn || (row.State.Phase == Phase.Consumed && (exit.How == How.Throw ? row.State.Lent : IsNew(exit.State, row.Value))))
        {
            ReportAt(row.Last!, Defect.OverRelease, exit.State, row);
        }
        else if (row.State.Owes && (exit.How != How.Return || (row.Value.IsOurs && !IsStored(exit, row.Value) && !IsHalfOnResult(row))))
        {
            ReportOwed(exit, row);
        }
        else if (exit.How == How.Return && !row.Value.IsOurs && row.State.Phase is not (Phase.Escaped or Phase.Given or Phase.Shared))
        {
            JudgeContract(exit, row);
        }
    }

    private void ReportOwed(in Exit exit, in Tracked row)
    {
        if (exit.How != How.CallThrows)
            Report(Defect.Leak, exit, row);
        else if (!IsRemembered(exit.State, row))
            Report(Defect.LeakWhenCallThrows, exit, row);
    }

    /// <summary>In a field that its type never releases, or in a collection that nobody looks into.</summary>
    private void JudgePutAway(in Exit exit, in Tracked row)
    {
        if (row.State.Phase == Phase.Dropped)
            JudgeDropped(row, exit.State, exit.How == How.CallThrows ? Defect.LeakWhenCallThrows : Defect.Leak);
        else if (exit.How != How.CallThrows)
            Report(Defect.NeverReleased, exit, row);
    }

    /// <summary>A section that a call's exception leaves open; a guard whose copy went its own way.</summary>
    private void JudgeUncounted(in Exit exit, in Tracked row)
    {
        if (row.Slot.Protocol == Protocol.ReadSide && exit.How == How.CallThrows && row.State is { Phase: Phase.Held, Lent: false })
            Report(Defect.LeakWhenCallThrows, exit, row);
        else if (row.Slot.Protocol == Protocol.Copy && exit.How == How.Return && Originals.LiveOn(row, exit.State, body))
            ReportAt(row.Site!, Defect.GuardCopied, exit.State, row);
    }

    /// <summary>
    /// What a field or a captured variable holds was taken by other code, and others say whether: giving it back on one path only is
    /// the business of whatever lives longer than this body.
    /// </summary>
    private void JudgeContract(in Exit exit, in Tracked row)
    {
        int count = row.State.Count;
        (int least, int most) = exit.Outcome!.NetEffects(row);
        if ((row.Value.IsItem && IsItemReleased(exit)) || (count > 0 && IsStored(exit, row.Value)))
            return;
        int baseline = Baseline(least, most);
        if (count > baseline && !OtherHalf.IsDeclared(body, row))
            ReportKept(exit, row);
        else if (((row.State.Lent && count < 0) || (count < Math.Min(baseline, OtherHalf.Consumed(body, row)) && !OutlivesBody(row.Value) && !IsNoted(exit, row))) && !exit.State.IsKnownHeld(row.Value))
            ReportAt(row.Release ?? row.Last ?? row.Site!, Defect.OverRelease, exit.State, row with { Since = 0 });
        else if (count > 0 && row.Value.Kind != ValueKind.Element && IsUnconditional(row) && !OtherHalf.IsNear(body, row.Slot.Tag))
            Report(Defect.Leak, exit, row, isHalfOfPair: true);
    }

    /// <summary>A call gave the object, another took a reference on it, and every path keeps that: a wrapper's half (<c>Inner().Retain();</c>).</summary>
    private bool IsHalfOnResult(in Tracked row) => body.Values.CreationOf(row.Value) is IInvocationOperation call && !ReferenceEquals(call, row.Site)
        && IsUnconditional(row) && OtherHalf.IsNear(body, row.Slot.Tag);

    private bool OutlivesBody(Value value) => value.Kind == ValueKind.Member || Values.IsThis(value)
        || (value is { Kind: ValueKind.Initial, Symbol: { } variable } && (variable is IParameterSymbol { RefKind: RefKind.Ref } || !body.IsLocal(variable)));

    /// <summary>A member had it before it was taken, and whoever can reach that may give it back.</summary>
    private bool IsStored(in Exit exit, Value value)
    {
        foreach (Place place in value.Places)
        {
            if (!exit.State.Holds(place, value))
                continue;
            if (place.Symbol is ITypeSymbol ? Outlives(place, exit.State) : place.Symbol is IFieldSymbol or IPropertySymbol && !body.Contracts.Keeps(place.Symbol) && !IsInOwn(place, exit.State))
                return true;
        }

        return false;
    }

    /// <summary>Nobody else can reach what is in an object that this body made, as long as nobody else has that.</summary>
    private bool IsInOwn(Place place, PathState state) =>
        place.Container is { IsOurs: true } owner && body.Values.CreationOf(owner) is { } made && (made is IObjectCreationOperation or IAnonymousObjectCreationOperation || Transfer.IsClone(made))
        && !state.IsGiven(owner, body.Values);

    /// <summary>The net effect that the exits of one outcome agree on.</summary>
    private static int Baseline(int least, int most) => least > 0 ? least : most < 0 ? most : 0;

    /// <summary>A variable of somebody else's, or a member of an object that is somebody else's or was given away.</summary>
    private bool Outlives(Place place, PathState state)
    {
        if (place.IsLocal)
            return place.Symbol is { } variable && (variable is IParameterSymbol { RefKind: RefKind.Ref or RefKind.Out } || !body.IsLocal(variable));
        Value? owner = place.Container;
        while (owner is { Kind: ValueKind.Member })
            owner = owner.Base;
        return owner is not { IsOurs: true } || state.IsGiven(owner, body.Values);
    }

    /// <summary>Whether every normal exit, whatever its outcome, keeps a reference.</summary>
    private bool IsUnconditional(in Tracked row)
    {
        if (!_isUnconditional.TryGetValue(row.Key, out bool known))
            _isUnconditional.Add(row.Key, known = IsKeptAtEachExit(row.Value, row.Slot));
        return known;
    }

    private bool IsKeptAtEachExit(Value value, Slot slot) => !_exits.Exists(exit => exit.How == How.Return
        && exit.State.Find(value, slot)?.State is not { Count: > 0, Phase: not (Phase.Escaped or Phase.Stored or Phase.Dropped or Phase.Shared) });

    private void Report(Defect defect, in Exit exit, in Tracked row, bool isHalfOfPair = false) => Report(defect, exit.State, row, isHalfOfPair);

    private void Report(Defect defect, PathState state, in Tracked row, bool isHalfOfPair = false)
    {
        if (defect == Defect.LeakWhenCallThrows && body.Findings.Has(Defect.Leak, row.Site!))
            return;
        if (defect == Defect.Leak)
            body.Findings.Remove(Defect.LeakWhenCallThrows, row.Site!);
        ReportAt(row.Site!, defect, state, row, isHalfOfPair);
    }

    private void ReportAt(IOperation site, Defect defect, PathState state, in Tracked row, bool isHalfOfPair = false)
    {
        if (!state.IsWidened && !body.Findings.Has(defect, site))
            body.Findings.Add(new Finding(defect, site, row.Operand, row.Slot.Tag, state.Trace.StepsAfter(row.Since), row.State, row.Last, isHalfOfPair,
                Ways: defect is Defect.Leak or Defect.LeakWhenCallThrows && !isHalfOfPair ? WaysOut(row) : null));
    }

    private readonly record struct Exit(How How, PathState State, FlowPoint From, Outcome? Outcome = null);
}
