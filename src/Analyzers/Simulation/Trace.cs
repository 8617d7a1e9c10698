using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Simulation;

enum StepKind
{
    /// <summary>A condition had this truth.</summary>
    Branch,

    /// <summary>A value was null (or not).</summary>
    NullTest,

    /// <summary>A call threw.</summary>
    CallThrows,

    /// <summary>A <c>throw</c> of this body.</summary>
    Throws,

    /// <summary>An event of a protocol: acquire, release, unlink, enter.</summary>
    Event,

    /// <summary>The last name of a value was overwritten.</summary>
    Overwrites,

    /// <summary>The body is left by return or at its end.</summary>
    Leaves,
}

/// <summary>One step of the evidence.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Node">Where: the condition, the call, the statement.</param>
/// <param name="Truth">The truth of a condition; of a leaving branch, on which side of <paramref name="Node"/> it left.</param>
/// <param name="After">The body is left somewhere behind <paramref name="Node"/>, not in it.</param>
sealed record Step(StepKind Kind, SyntaxNode Node, bool Truth = false, bool After = false);

/// <summary>
/// The steps of a path, newest first, shared by all paths that begin alike. Where two paths with the same property state
/// meet, only what they have in common remains: a decision that both sides survive decided nothing. So what is left at a
/// finding are the decisions that matter, at no cost.
/// </summary>
sealed class Trace
{
    private Trace(Trace? previous, Step step)
    {
        Previous = previous;
        Step = step;
        Depth = (previous?.Depth ?? 0) + 1;
    }

    public Trace? Previous { get; }

    public Step Step { get; }

    public int Depth { get; }

    public static Trace Add(Trace? trace, Step step) => new(trace, step);

    public static int DepthOf(Trace? trace) => trace?.Depth ?? 0;

    /// <summary>
    /// The common beginning of two paths. Where both go on by a throwing call, or both by leaving, the first one stays as the
    /// example: that something threw, or that the body was left, is common to both.
    /// </summary>
    public static Trace? Common(Trace? left, Trace? right)
    {
        Trace? lastLeft = null, lastRight = null;
        while (!ReferenceEquals(left, right))
        {
            if (DepthOf(left) >= DepthOf(right))
                (lastLeft, left) = (left, left!.Previous);
            else
                (lastRight, right) = (right, right!.Previous);
        }

        return lastLeft is not null && lastRight is not null && AreAlike(lastLeft.Step, lastRight.Step) ? lastLeft : left;
    }

    /// <summary>The steps after the first <paramref name="depth"/>, oldest first.</summary>
    public static List<Step> StepsAfter(Trace? trace, int depth)
    {
        var steps = new List<Step>();
        for (; trace is not null && trace.Depth > depth; trace = trace.Previous)
            steps.Add(trace.Step);
        steps.Reverse();
        return steps;
    }

    private static bool AreAlike(Step left, Step right) =>
        left.Kind == right.Kind && left.Kind is StepKind.CallThrows or StepKind.Leaves;
}
