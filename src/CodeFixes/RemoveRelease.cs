using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC102: the release too many goes, its comments stay. It is too many on the path that the finding shows; it goes only where it
/// is so on every path: after a release that every way to it passes, or where the acquire is known to have failed. A
/// <c>finally</c> that releases again what its <c>try</c> released is the one to keep: there the earlier release goes.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveRelease)), Shared]
public sealed class RemoveRelease : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC102");

    private protected override string Title(Diagnostic diagnostic, SyntaxNode node) =>
        StatementOf(node)?.Parent?.Parent is FinallyClauseSyntax ? "Remove the release before this one" : "Remove this release";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || CallShape.Receiver(call) is not { } receiver)
            return null;
        InvocationExpressionSyntax[] others = [.. site.Steps.Select(Site.CallAt).OfType<InvocationExpressionSyntax>()
            .Where(other => other != call && CallShape.Receiver(other) is { } operand && SyntaxFactory.AreEquivalent(operand, receiver))];
        InvocationExpressionSyntax[] earlier = [.. others.Where(other => CallShape.Name(other) == CallShape.Name(call))];
        if (StatementOf(call) is not { } statement)
            return others.Length == 0 ? ExpressionBody.Replace(site.Root, CallShape.Whole(call)) : null;
        if (earlier.Length == 0)
            return IsUnheld(statement, others) ? Without(site, [statement]) : null;
        StatementSyntax?[] releases = [.. earlier.Select(StatementOf)];
        if (Array.TrueForAll(releases, release => release is not null && Paths.AlwaysPrecedes(release, statement)))
            return IsAcquiredBetween(site, earlier, call) ? null : Without(site, [statement]);
        return statement.Parent?.Parent is FinallyClauseSyntax last && Array.TrueForAll(releases, release => IsInTryOf(last, release))
            ? Without(site, releases!)
            : null;
    }

    private static ExpressionStatementSyntax? StatementOf(SyntaxNode call) =>
        (Site.CallAt(call) is { } invocation ? CallShape.Whole(invocation).Parent : null) as ExpressionStatementSyntax;

    private static SyntaxNode? Without(Site site, IReadOnlyList<StatementSyntax> statements)
    {
        if (statements.Any(Layout.HasConditionalCode))
            return null;
        SyntaxNode root = site.Root.TrackNodes(statements);
        foreach (StatementSyntax statement in statements)
            root = Removal.Without(root, root.GetCurrentNode(statement)!);
        return root;
    }

    /// <summary>The way on which the acquire failed, or, with no acquire at all, a statement that always runs.</summary>
    private static bool IsUnheld(StatementSyntax statement, InvocationExpressionSyntax[] acquires) => acquires.Length == 0
        ? statement.Parent?.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
        : Array.TrueForAll(acquires, acquire => Acquisition.Of(acquire)?.FailsAt(statement) ?? false);

    private static bool IsInTryOf(FinallyClauseSyntax last, StatementSyntax? release) =>
        release is not null && last.Parent is TryStatementSyntax attempt && attempt.Contains(release) && !last.Contains(release);

    private static bool IsAcquiredBetween(
        Site site, InvocationExpressionSyntax[] earlier, InvocationExpressionSyntax call) =>
        ReferenceUses.Of(site, call) is not { } uses
        || uses.AcquiresBetween(earlier.Min(release => release.SpanStart), call.SpanStart);
}
