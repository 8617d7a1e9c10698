using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>An act that a look may have decided.</summary>
/// <param name="Site">The call that acts.</param>
/// <param name="Operand">The object, for its name.</param>
/// <param name="Tag">The resource kind.</param>
/// <param name="Becomes">Held, released or reclaimed.</param>
readonly record struct Act(IOperation Site, IOperation? Operand, string Tag, Phase Becomes);

/// <summary>
/// What a look at something that others change has decided. An act is decided by the conditions that every path to it has passed with
/// the same truth: one that both its outcomes survive, or without which some path came there, decided nothing. Silent where
/// nobody can change it in between as far as the code shows (one lock is held from the one to the other), and where the look ends a loop:
/// then the body waited for it (errs towards silence).
/// </summary>
sealed class Decisions(Locks locks)
{
    private readonly Dictionary<IOperation, Decision> _decisions = [];

    /// <summary>A path comes to <paramref name="act"/>; <paramref name="facts"/> are what it knows by looks that could decide it.</summary>
    public void Add(in Act act, List<Fact> facts, PathState state)
    {
        if (state.IsWidened)
            facts = [];
        if (!_decisions.TryGetValue(act.Site, out Decision? known))
            _decisions.Add(act.Site, new Decision(act, facts, state));
        else
            known.Keep(facts, state);
    }

    /// <summary>The finding takes the place of those that only say that nothing is held: it says why somebody thought so.</summary>
    public void Report(Findings findings)
    {
        foreach (Decision decision in _decisions.Values)
        {
            if (decision.Find(locks) is not { } finding)
                continue;
            if (finding.Defect == Defect.CheckThenAct)
            {
                findings.Remove(Defect.UncheckedAcquire, finding.Site);
                findings.Remove(Defect.OverRelease, finding.Site);
                findings.Remove(Defect.DestroyedDirectly, finding.Site);
            }

            findings.Add(finding);
        }
    }

    /// <summary>The value in a condition that a look gave, or null.</summary>
    public static Value? LookIn(Value condition, Func<Value, bool> isLook)
    {
        if (isLook(condition))
            return condition;
        if (condition.Kind != ValueKind.Derived)
            return null;
        return LookIn(condition.Base!, isLook) ?? (condition.Other is null ? null : LookIn(condition.Other, isLook));
    }

    private sealed class Decision(Act act, List<Fact> facts, PathState state)
    {
        private readonly List<Fact> _facts = facts;
        private PathState _state = state;

        public void Keep(List<Fact> facts, PathState state)
        {
            _facts.RemoveAll(f => !facts.Contains(f));
            _state = state;
        }

        public Finding? Find(Locks locks)
        {
            foreach (Fact fact in _facts)
            {
                Value look = LookIn(fact.Condition, v => v.Kind != ValueKind.Derived && v.Kind != ValueKind.Constant)!;
                Step? branch = _state.Trace.StepsAfter(0).FindLast(step => IsAbout(step, look));
                if (!IsSettled(branch?.Node ?? look.Site?.Syntax, locks))
                    return Finding(look, branch);
            }

            return null;
        }

        private Finding Finding(Value look, Step? branch)
        {
            List<Step> steps = branch is null ? [] : [branch];
            bool isOurCount = look.Kind != ValueKind.Snapshot || look.Symbol is IFieldSymbol;
            var acted = new ProtocolState(act.Becomes, (sbyte)(look.Kind == ValueKind.Result ? 1 : 0), false);
            if (!isOurCount)
                return new Finding(Defect.CheckThenAct, act.Site, act.Operand, act.Tag, steps, acted, look.Site);
            return look.Site is { } update
                ? new Finding(Defect.CountNotAtomic, update, null, act.Tag, steps, acted, act.Site)
                : new Finding(Defect.CountNotAtomic, act.Site, act.Operand, act.Tag, steps, acted);
        }

        private static bool IsAbout(Step step, Value look) => step.Kind is StepKind.Branch or StepKind.NullTest
            && (look.Site?.Syntax is { } read && step.Node.Span.Contains(read.Span)
                || step.Node.DescendantNodesAndSelf().Any(n => n is IdentifierNameSyntax name && name.Identifier.ValueText == look.Symbol?.Name));

        /// <summary>Where nothing tells where the look was, it is taken to be beside the act (errs towards silence).</summary>
        private bool IsSettled(SyntaxNode? look, Locks locks) => locks.AreInOne(look ?? act.Site.Syntax, act.Site.Syntax)
            || look?.Ancestors().Any(around => around is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax && !around.Contains(act.Site.Syntax)) == true;
    }
}
