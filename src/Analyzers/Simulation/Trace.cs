using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Simulation;

enum StepKind
{
    /// <summary>A condition had this truth.</summary>
    Branch,

    /// <summary>A value was null (or not).</summary>
    NullTest,

    /// <summary>A guard got a reference (or none).</summary>
    Guards,

    /// <summary>A call threw.</summary>
    CallThrows,

    /// <summary>Whoever enumerates stops at a <c>yield return</c>.</summary>
    Abandons,

    /// <summary>A <c>throw</c> of this body.</summary>
    Throws,

    /// <summary>An event of a protocol: acquire, release, unlink, enter.</summary>
    Event,

    /// <summary>The last name of a value was overwritten.</summary>
    Overwrites,

    /// <summary>A value that has no name was discarded.</summary>
    Discards,

    /// <summary>The body is left by return or at its end.</summary>
    Leaves,

    /// <summary>A function that runs where it is called goes back to its caller.</summary>
    Returns,
}

/// <summary>One step of the evidence.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Node">Where: the condition, the call, the statement.</param>
/// <param name="Truth">The truth of a condition; of a leaving branch, on which side of <paramref name="Node"/> it left.</param>
/// <param name="After">The body is left somewhere behind <paramref name="Node"/>, not in it.</param>
sealed record Step(StepKind Kind, SyntaxNode Node, bool Truth = false, bool After = false);

/// <summary>
/// The steps of a path, newest first, shared by all paths that begin alike: the same steps are the same object, so a later
/// turn of a loop that goes the same way is the same path. Where two paths with the same property state meet, only what they
/// have in common remains: a decision that both sides survive decided nothing. So what is left at a finding are the
/// decisions that matter, at no cost. Not thread-safe: one body has one tree of steps.
/// </summary>
sealed class Trace
{
    private readonly Trace? _previous;
    private readonly Trace _jump;
    private readonly Step? _step;
    private Trace? _next;
    private Dictionary<Step, Trace>? _others;

    private Trace(Trace? previous, Step? step)
    {
        _previous = previous;
        _step = step;
        Depth = previous is null ? 0 : previous.Depth + 1;
        _jump = previous is null ? this : JumpAbove(previous);
    }

    /// <summary>Far back, so that what two long paths have in common is found in few jumps: after an else-if chain they all meet.</summary>
    /// <remarks>Myers, An applicative random-access stack, 1983.</remarks>
    private static Trace JumpAbove(Trace previous)
    {
        Trace jump = previous._jump;
        return previous.Depth - jump.Depth == jump.Depth - jump._jump.Depth ? jump._jump : previous;
    }

    /// <summary>How many steps it has.</summary>
    public int Depth { get; }

    /// <summary>The newest step; null at the beginning.</summary>
    public Step? Last => _step;

    /// <summary>The newest step that leaves; what a finally does on the way comes after it.</summary>
    public Step? Leaving => Newest(kind => kind is StepKind.Leaves or StepKind.Throws);

    /// <summary>The newest step that leaves the body, or a function that runs where it is called, also by an exception of a call.</summary>
    public Step? End => Newest(kind => kind is StepKind.Leaves or StepKind.Returns or StepKind.Throws or StepKind.CallThrows);

    /// <summary>Whether a call threw behind the step at <paramref name="depth"/>.</summary>
    public bool HasThrown(int depth)
    {
        foreach (Step step in StepsAfter(depth))
        {
            if (step.Kind == StepKind.CallThrows)
                return true;
        }

        return false;
    }

    public Step? Newest(Func<StepKind, bool> isWanted)
    {
        Trace? trace = this;
        while (trace?._step is { } step && !isWanted(step.Kind))
            trace = trace._previous;
        return trace?._step;
    }

    /// <summary>The beginning of all paths of one body.</summary>
    public static Trace Begin() => new(null, null);

    public Trace Then(Step step)
    {
        if (_next is null)
            return _next = new Trace(this, step);
        if (_next._step == step)
            return _next;
        if (!(_others ??= []).TryGetValue(step, out Trace? next))
            _others.Add(step, next = new Trace(this, step));
        return next;
    }

    /// <summary>
    /// The common beginning of two paths. Where both go on by a throwing call, or both by leaving, the first one stays as the
    /// example: that something threw, or that the body was left, is common to both.
    /// </summary>
    public static Trace Common(Trace left, Trace right, Budget budget)
    {
        int depth = Math.Min(left.Depth, right.Depth);
        left = left.Before(depth, budget);
        right = right.Before(depth, budget);
        Trace? lastLeft = null, lastRight = null;
        while (!ReferenceEquals(left, right))
        {
            budget.Spend(1);
            bool isFar = !ReferenceEquals(left._jump, right._jump);
            (lastLeft, lastRight) = (left, right);
            (left, right) = isFar ? (left._jump, right._jump) : (left._previous!, right._previous!);
        }

        return lastLeft is not null && lastRight is not null && AreAlike(lastLeft._step!, lastRight._step!) ? lastLeft : left;
    }

    /// <summary>Its first <paramref name="depth"/> steps.</summary>
    private Trace Before(int depth, Budget budget)
    {
        Trace trace = this;
        while (trace.Depth > depth)
        {
            budget.Spend(1);
            trace = trace._jump.Depth >= depth ? trace._jump : trace._previous!;
        }

        return trace;
    }

    /// <summary>The steps after the first <paramref name="depth"/>, oldest first.</summary>
    public List<Step> StepsAfter(int depth)
    {
        var steps = new List<Step>();
        for (Trace trace = this; trace.Depth > depth; trace = trace._previous!)
            steps.Add(trace._step!);
        steps.Reverse();
        return steps;
    }

    private static bool AreAlike(Step left, Step right) =>
        left.Kind == right.Kind && left.Kind is StepKind.CallThrows or StepKind.Abandons or StepKind.Leaves or StepKind.Returns;
}
