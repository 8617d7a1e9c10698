using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Quiesce.Analyzers.Flow;

/// <summary>An exception on its way: thrown by a <c>throw</c> of this body, or by something it called.</summary>
/// <param name="IsExplicit">By a <c>throw</c> statement or expression of this body; not by the arm that a switch expression lacks.</param>
/// <param name="Type">The exact type where it is known (<c>throw new T()</c>); else null.</param>
sealed record Thrown(bool IsExplicit, ITypeSymbol? Type)
{
    public static Thrown ByCall { get; } = new(false, null);

    /// <summary>
    /// No exception at all: whoever enumerates stops at a <c>yield return</c>. The body is left by its finally blocks, and no handler sees it.
    /// </summary>
    public static Thrown Abandoned { get; } = new(false, null) { IsAbandoned = true };

    public bool IsAbandoned { get; private init; }

    public bool Equals(Thrown? other) =>
        other is not null && IsExplicit == other.IsExplicit && IsAbandoned == other.IsAbandoned && SymbolEqualityComparer.Default.Equals(Type, other.Type);

    public override int GetHashCode() => IsExplicit ? 1 : 0;
}

/// <summary>
/// What happens when the finally or filter being run ends. A finally is shared by every way in: each way has its own
/// continuation, so each way goes on where it belongs.
/// </summary>
/// <param name="Region">The finally or filter region being run.</param>
/// <param name="Exception">The exception that goes on afterwards; null when a branch does.</param>
/// <param name="Branch">The branch that goes on afterwards.</param>
/// <param name="Remaining">How many of the branch's finally regions were run, this one included.</param>
/// <param name="Outer">What was pending already.</param>
sealed record Continuation(
    ControlFlowRegion Region, Thrown? Exception, ControlFlowBranch? Branch, int Remaining, Continuation? Outer);

/// <summary>A place of the analysis: a block, and what is pending there.</summary>
sealed record FlowPoint(int Block, Continuation? Pending);

/// <summary>Where control can go next.</summary>
/// <param name="Point">The next point, or null when the body is left.</param>
/// <param name="Leaves">The exception the body is left by; null together with <paramref name="Point"/> for a normal return.</param>
readonly record struct Landing(FlowPoint? Point, Thrown? Leaves);
