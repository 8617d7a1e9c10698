using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Tests.Twins;

/// <summary><c>if (c) A else B</c> becomes <c>if (!(c)) B else A</c>.</summary>
sealed class NegatedConditions(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections)
    : TwinRewriter(source, options, rejections)
{
    public override SyntaxNode? VisitIfStatement(IfStatementSyntax node)
    {
        var inner = (IfStatementSyntax)base.VisitIfStatement(node)!;
        return !IsToRewrite(node, out _) ? inner : ParseStatement(
            $"{inner.GetLeadingTrivia().ToFullString()}if (!({inner.Condition.ToFullString()}))\n"
            + $"{Block(inner.Else?.Statement)}\nelse\n{Block(inner.Statement)}{inner.GetTrailingTrivia().ToFullString()}");
    }
}

/// <summary><c>if (c) A else B</c> becomes <c>switch (c) { case true: A default: B }</c>, where no <c>break</c> would change its target.</summary>
sealed class SwitchForIf(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections)
    : TwinRewriter(source, options, rejections)
{
    public override SyntaxNode? VisitIfStatement(IfStatementSyntax node)
    {
        var inner = (IfStatementSyntax)base.VisitIfStatement(node)!;
        return HasOuterBreak(node) || !IsToRewrite(node, out _) ? inner : ParseStatement(
            $"{inner.GetLeadingTrivia().ToFullString()}switch ({inner.Condition.ToFullString()})\n{{\ncase true:\n{Block(inner.Statement)}\nbreak;\n"
            + $"default:\n{Block(inner.Else?.Statement)}\nbreak;\n}}{inner.GetTrailingTrivia().ToFullString()}");
    }

    private static bool HasOuterBreak(IfStatementSyntax node) => node.DescendantNodes()
        .OfType<BreakStatementSyntax>()
        .Any(leave => !leave.Ancestors().TakeWhile(ancestor => ancestor != node).Any(IsBreakTarget));

    private static bool IsBreakTarget(SyntaxNode node) =>
        node is SwitchStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;
}
