using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>How a call on a receiver is written: <c>x.M()</c>, <c>x?.M()</c>, <c>await x.M()</c>, <c>await x.M().ConfigureAwait(false)</c>.</summary>
internal static class CallShape
{
    /// <summary>The receiver, or null when it is implicit or stands further out than one <c>?.</c>.</summary>
    public static ExpressionSyntax? Receiver(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access => access.Expression,
        MemberBindingExpressionSyntax when IsConditional(call) => ((ConditionalAccessExpressionSyntax)call.Parent!).Expression,
        _ => null,
    };

    /// <summary>The name that is called; null when it is no name.</summary>
    public static string? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>True for <c>x?.M()</c>.</summary>
    public static bool IsConditional(InvocationExpressionSyntax call) =>
        call.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == call;

    /// <summary>The expression that is the call and nothing else: with its <c>?.</c>, its await and that await's configuration.</summary>
    public static ExpressionSyntax Whole(InvocationExpressionSyntax call)
    {
        ExpressionSyntax whole = IsConditional(call) ? (ExpressionSyntax)call.Parent! : call;
        return whole.Parent switch
        {
            AwaitExpressionSyntax awaited => awaited,
            MemberAccessExpressionSyntax
            {
                Parent: InvocationExpressionSyntax { Parent: AwaitExpressionSyntax awaited }
            } access when access.Expression == whole => awaited,
            _ => whole,
        };
    }

    /// <summary>The whole call with the discard it is assigned to.</summary>
    public static ExpressionSyntax Ignored(ExpressionSyntax whole) =>
        whole.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard && discard.Right == whole
            ? discard
            : whole;
}
