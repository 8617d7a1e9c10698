using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC302: a grace period passes between the unlink and the reclaim. Where the reclaiming statement itself unlinks
/// (<c>slot.Exchange(next)?.Dispose()</c>) it is split. Objects unlinked before the same wait share it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WaitBeforeReclaim)), Shared]
public sealed class WaitBeforeReclaim : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC302");

    private protected override string Title(Site site) => "Wait for a grace period first";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Property(FixKeys.Wait) is not { } wait || site.Call is not { } call)
            return null;
        StatementSyntax waiting = Syntax.Statement($"{wait}();");
        if (Reclaim.Of(site) is { TargetHasEffects: true } reclaim)
            return reclaim.IsWholeStatement ? Split(site, reclaim, waiting) : null;
        return Before(site, call, waiting, wait);
    }

    private static SyntaxNode? Before(Site site, InvocationExpressionSyntax call, StatementSyntax waiting, string wait)
    {
        if (Syntax.StatementOf(call) is not { } statement)
            return BeforeBody(site, call, waiting);
        if (Syntax.IsInLoopHeader(call, statement) || UnlinksIn(site, statement) || IsWaited(site, statement, wait))
            return null;
        return Put(site.Root, statement, [Layout.InPlaceOf(statement, waiting, site.Root), Layout.AsNextLine(statement)]);
    }

    private static SyntaxNode? BeforeBody(Site site, InvocationExpressionSyntax call, StatementSyntax waiting)
    {
        ExpressionSyntax whole = CallShape.Whole(call);
        return ExpressionBody.Replace(site.Root, whole, waiting, Syntax.Statement($"{whole.WithoutTrivia()};"));
    }

    private static SyntaxNode? Split(Site site, Reclaim reclaim, StatementSyntax waiting)
    {
        StatementSyntax statement = reclaim.Statement!;
        SyntaxTrivia end = Layout.EndOfLine(site.Root);
        SyntaxTriviaList indentation = Layout.Indentation(statement);
        string name = Syntax.FreshName("old", statement);
        StatementSyntax unlinking = Syntax.Statement($"var {name} = {reclaim.Target.WithoutTrivia()};");
        StatementSyntax reclaiming = statement.ReplaceNode(
            reclaim.Target, SyntaxFactory.IdentifierName(name));
        return Put(site.Root, statement, [
            Layout.InPlaceOf(statement, unlinking, site.Root),
            waiting.WithLeadingTrivia(indentation).WithTrailingTrivia(end),
            reclaiming.WithLeadingTrivia(indentation)]);
    }

    private static SyntaxNode Put(SyntaxNode root, StatementSyntax statement, StatementSyntax[] statements) =>
        StatementList.Around(statement) is { } list
            ? list.Replace(root, list.IndexOf(statement), list.IndexOf(statement) + 1, statements)
            : root.ReplaceNode(statement, Layout.Embedded(statements, root));

    /// <summary>True when a step of the path to the reclaim lies in the reclaiming statement: a wait before it would come too early.</summary>
    private static bool UnlinksIn(Site site, StatementSyntax statement) =>
        Unlinks(site).Any(statement.Contains);

    /// <summary>The steps that do something: calls and assignments, of which one unlinks. Conditions only decide the path.</summary>
    private static IEnumerable<SyntaxNode> Unlinks(Site site) => site.Steps.Where(step => !step.Contains(site.Node)
        && step.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax or AssignmentExpressionSyntax));

    /// <summary>True when the list already waits between the last step of the path and the reclaim.</summary>
    private static bool IsWaited(Site site, StatementSyntax statement, string wait)
    {
        if (StatementList.Around(statement) is not { } list)
            return false;
        int at = list.IndexOf(statement);
        int unlinked = at - 1;
        while (unlinked >= 0 && !Unlinks(site).Any(list.Statements[unlinked].Contains))
            unlinked--;
        return unlinked >= 0 && list.Statements.Take(at).Skip(unlinked + 1).Any(between => Waits(between, site.Model, wait));
    }

    private static bool Waits(StatementSyntax statement, SemanticModel model, string wait) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call }
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol { IsStatic: true } method
        && $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{method.Name}" == wait;
}
