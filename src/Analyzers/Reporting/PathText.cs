using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Simulation;

namespace Quiesce.Analyzers.Reporting;

/// <summary>The words and places of a path's steps.</summary>
static class PathText
{
    private const int Longest = 60;

    public static Location PlaceOf(Step step) =>
        step.After ? LeavingPlace.After(step.Node, step.Truth) : step.Node.GetLocation();

    public static int LineOf(Step step) => LineOf(PlaceOf(step));

    public static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;

    public static string Of(Step step) => step.Kind switch
    {
        StepKind.Branch => Condition(step),
        StepKind.NullTest => $"'{Quote(step.Node)}' is {(step.Truth ? "null" : "not null")}",
        StepKind.Guards => $"'{Quote(step.Node)}' holds {(step.Truth ? "a reference" : "nothing")}",
        StepKind.Abandons => $"the enumeration ends at '{Quote(step.Node)}'",
        StepKind.CallThrows => $"'{Quote(step.Node)}' throws",
        StepKind.Throws => "throws here",
        StepKind.Overwrites => "overwritten here",
        StepKind.Discards => "discarded here",
        StepKind.Leaves => "leaves here",
        _ => "here",
    };

    /// <summary>Source text as it fits into a message.</summary>
    public static string Quote(SyntaxNode node)
    {
        string source = node switch
        {
            DeclarationExpressionSyntax declaration => declaration.Designation.ToString(),
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
            _ => ReceiverOf(node) + node,
        };
        string text = string.Join(" ", source.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 3) + "...";
    }

    /// <summary>Of <c>.Name</c> in <c>o?.Name</c> the <c>o</c>, and what that is read from in the same way.</summary>
    private static string ReceiverOf(SyntaxNode node)
    {
        SyntaxNode? first = node;
        while (first is not (null or MemberBindingExpressionSyntax or ElementBindingExpressionSyntax))
        {
            first = first switch
            {
                MemberAccessExpressionSyntax access => access.Expression,
                ElementAccessExpressionSyntax access => access.Expression,
                ConditionalAccessExpressionSyntax access => access.Expression,
                InvocationExpressionSyntax call => call.Expression,
                PostfixUnaryExpressionSyntax unary => unary.Operand,
                _ => null,
            };
        }

        ConditionalAccessExpressionSyntax? around = first?.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
            .FirstOrDefault(access => access.WhenNotNull.Span.Contains(first.Span));
        return around is null ? "" : ReceiverOf(around.Expression) + around.Expression;
    }

    private static string Condition(Step step)
    {
        if (step.Node.Parent is CommonForEachStatementSyntax loop && loop.Expression == step.Node)
            return step.Truth ? $"'{Quote(step.Node)}' has another item" : $"'{Quote(step.Node)}' has no more items";
        bool isGuard = step.Node.FirstAncestorOrSelf<WhenClauseSyntax>() is not null;
        if (!isGuard && step.Node.FirstAncestorOrSelf<SwitchLabelSyntax>() is { Parent.Parent: SwitchStatementSyntax choice })
            return $"'{Quote(choice.Expression)}' is {(step.Truth ? "" : "not ")}'{Quote(step.Node)}'";
        if (step.Node is SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax match } arm)
            return $"'{Quote(match.GoverningExpression)}' is {(step.Truth ? "" : "not ")}'{Quote(arm.Pattern)}'";
        bool truth = step.Truth;
        SyntaxNode node = step.Node;
        while (node is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not)
            (node, truth) = (not.Operand, !truth);
        return $"'{Quote(node)}' is {(truth ? "true" : "false")}";
    }
}
