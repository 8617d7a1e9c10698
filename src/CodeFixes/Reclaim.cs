using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>A call that reclaims an object, and where a statement can stand before it.</summary>
internal sealed class Reclaim
{
    private Reclaim(InvocationExpressionSyntax call, ExpressionSyntax target, ExpressionSyntax whole, StatementSyntax? statement)
    {
        Call = call;
        Target = target;
        Whole = whole;
        Statement = statement;
    }

    /// <summary>The reclaiming call.</summary>
    public InvocationExpressionSyntax Call { get; }

    /// <summary>The receiver of the call.</summary>
    public ExpressionSyntax Target { get; }

    /// <summary>The call with its <c>?.</c> and await.</summary>
    public ExpressionSyntax Whole { get; }

    /// <summary>The innermost statement that runs the call; null in an expression body.</summary>
    public StatementSyntax? Statement { get; }

    /// <summary>True when the statement does nothing but reclaim.</summary>
    public bool IsWholeStatement => Statement is ExpressionStatementSyntax statement && statement.Expression == Whole;

    /// <summary>
    /// True when finding the object has effects, as in <c>slot.Exchange(next)?.Dispose()</c>: what unlinks it must come before the
    /// wait.
    /// </summary>
    public bool TargetHasEffects => Target.DescendantNodesAndSelf().Any(node => node
        is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax);

    /// <summary>The reclaim at a finding; null when it is not a call on a receiver.</summary>
    public static Reclaim? Of(Site site)
    {
        if (site.Call is not { } call || CallShape.Receiver(call) is not { } target)
            return null;
        return new Reclaim(call, target, CallShape.Whole(call), Syntax.StatementOf(call));
    }
}
