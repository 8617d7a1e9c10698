using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC102: of two releases the one goes that the paths through the other can do without; comments stay. That is the later one where
/// the earlier always ran before it, and the earlier one where the later always follows (a <c>finally</c> above all, or what stands behind
/// a loop whose turns release). With only one
/// release it goes where the acquire is known to have failed, or a <c>using</c> gives back what it holds. Elsewhere another path needs it, and nothing is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveRelease)), Shared]
public sealed class RemoveRelease : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC102");

    /// <summary>Where a loop has the only release there is, that can stand behind it.</summary>
    internal override Remedy? Otherwise { get; } = new ReleaseAfterLoop();

    private protected override string Title(Site site) =>
        TooMany(site) is not { } releases || releases.Contains(StatementOf(site.Node))
        ? "Remove this release"
        : "Remove the release before this one";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is { } call && StatementOf(call) is null && !RunsElsewhere(call) && Steps(site, call) is { Length: 0 })
            return ExpressionBody.Replace(site.Root, CallShape.Whole(call));
        return TooMany(site) is { } releases ? Without(site, releases, Kept(site, releases)) : null;
    }

    /// <summary>The statements to remove; null when each is needed on some path.</summary>
    private static IReadOnlyList<StatementSyntax>? TooMany(Site site)
    {
        if (site.Call is not { } call || IsCounted(site, call) || StatementOf(call) is not { } statement || Steps(site, call) is not { } others)
            return null;
        InvocationExpressionSyntax[] earlier = [.. others.Where(other => CallShape.Name(other) == CallShape.Name(call))];
        if (earlier.Length == 0)
            return RunsElsewhere(call) ? null : IsUnheld(site, call, statement, others) ? [statement] : UnderGuard(site, call, statement) ?? InLoop(site, call, statement);
        ExpressionStatementSyntax[] releases = [.. earlier.Select(StatementOf).OfType<ExpressionStatementSyntax>()];
        if (releases.Length < earlier.Length
            || Array.Exists(releases, release => Syntax.FunctionOf(release) != Syntax.FunctionOf(statement))
            || IsAcquiredBetween(site, earlier, call))
            return null;
        if (Array.TrueForAll(releases, release => Paths.AlwaysPrecedes(release, statement)))
            return [statement];
        return !Array.Exists(earlier, release => IsCounted(site, release)) && Array.TrueForAll(releases, release => Paths.AlwaysReaches(release, statement))
            ? AllReaching(site, call, statement, releases)
            : null;
    }

    /// <summary>With the releases that the path shows those on other ways to the same one; null where they are not all known.</summary>
    private static IReadOnlyList<StatementSyntax>? AllReaching(
        Site site, InvocationExpressionSyntax call, StatementSyntax statement, ExpressionStatementSyntax[] shown)
    {
        if (ReferenceUses.Of(site, call) is not { } uses)
            return null;
        StatementSyntax[] all = [.. uses.Releases.Where(other => other != statement && Paths.AlwaysReaches(other, statement))];
        return shown.All(all.Contains) && !all.Any(other => Paths.LoopBefore(other, statement) is { } loop && !IsOfOneTaken(other, loop, uses))
            && !uses.AcquiresBetween(all.Min(other => (Paths.LoopBefore(other, statement) ?? other).SpanStart), statement.SpanStart) ? all : null;
    }

    /// <summary>All releases in a loop whose turns release again and again, where one behind the loop does what is left to do.</summary>
    private static IReadOnlyList<StatementSyntax>? InLoop(Site site, InvocationExpressionSyntax call, StatementSyntax statement)
    {
        if (ReferenceUses.Of(site, call) is not { AreShared: false } uses)
            return null;
        StatementSyntax? kept = uses.Releases.FirstOrDefault(other => Paths.LoopBefore(statement, other) is not null && Paths.AlwaysReaches(statement, other));
        if (kept is null || Paths.LoopBefore(statement, kept) is not { } loop || uses.AcquiresBetween(loop.SpanStart, kept.SpanStart))
            return null;
        StatementSyntax[] again = [.. uses.Releases.Where(loop.Contains)];
        return again.Contains(statement) && Array.TrueForAll(again, other => IsOfOneTaken(other, loop, uses)) ? again : null;
    }

    /// <summary>
    /// True when a release in a loop gives back what was taken before it: else each turn may give back one of many. It must not run where
    /// a turn is left by an exception: what stands behind the loop does not.
    /// </summary>
    private static bool IsOfOneTaken(StatementSyntax release, StatementSyntax loop, ReferenceUses uses) =>
        uses.Acquires.ToArray() is { Length: 1 } taking && taking[0].Span.End <= loop.SpanStart && !Paths.IsInHandler(release, loop);

    /// <summary>All releases of what a <c>using</c> holds: it gives that back itself. Null where the function takes it otherwise too.</summary>
    private static IReadOnlyList<StatementSyntax>? UnderGuard(Site site, InvocationExpressionSyntax call, StatementSyntax statement)
    {
        if (ReferenceUses.Of(site, call) is not { AreLocal: true } uses || uses.Acquires.ToArray() is not { Length: 1 } taking || Scope(taking[0]) is not { } scope)
            return null;
        return uses.Releases.Contains(statement) && uses.Releases.All(scope.Contains) ? uses.Releases : null;
    }

    /// <summary>Where a guard that a call returns lives; null where no <c>using</c> disposes it.</summary>
    private static SyntaxNode? Scope(InvocationExpressionSyntax taking) => taking.Parent switch
    {
        UsingStatementSyntax unnamed => unnamed.Statement,
        EqualsValueClauseSyntax { Parent.Parent.Parent: UsingStatementSyntax named } => named.Statement,
        EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } declared } => declared.Parent,
        _ => null,
    };

    /// <summary>An argument says how many are given back: of those one may be right.</summary>
    private static bool IsCounted(Site site, InvocationExpressionSyntax release) =>
        release.ArgumentList.Arguments.Count > (CallShape.Name(release) == site.Property(FixKeys.TakesBack) ? 1 : 0);

    /// <summary>A function that others call by its name: what is too many in one call of it may be right in another.</summary>
    private static bool RunsElsewhere(SyntaxNode call) => Syntax.FunctionOf(call)
        is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax { Parent: EqualsValueClauseSyntax or AssignmentExpressionSyntax };

    /// <summary>The calls on the same operand that the finding's path shows; null when the operand is not stable.</summary>
    private static InvocationExpressionSyntax[]? Steps(Site site, InvocationExpressionSyntax call) =>
        OperandOf(site, call) is { } operand
            ? [.. site.Steps.Select(Site.CallAt).OfType<InvocationExpressionSyntax>()
                .Where(other => other != call && operand.IsSame(OperandOf(site, other)))]
            : null;

    private static Operand? OperandOf(Site site, InvocationExpressionSyntax call) => Carrier.Of(site, call)?.Operand ?? Operand.Of(call, site.Model);

    private static ExpressionStatementSyntax? StatementOf(SyntaxNode call) =>
        (Site.CallAt(call) is { } invocation ? CallShape.Whole(invocation).Parent : null) as ExpressionStatementSyntax;

    /// <summary>The one release that remains of two.</summary>
    private static StatementSyntax? Kept(Site site, IReadOnlyList<StatementSyntax> removed)
    {
        StatementSyntax[] others = [.. site.Steps.Append(site.Node).Select(StatementOf).OfType<StatementSyntax>().Except(removed).Distinct()];
        return removed.Count == 1 && others.Length == 1 ? others[0] : null;
    }

    private static SyntaxNode? Without(Site site, IReadOnlyList<StatementSyntax> statements, StatementSyntax? kept)
    {
        if (statements.Any(Layout.HasConditionalCode))
            return null;
        SyntaxNode root = site.Root.TrackNodes(kept is null ? statements : statements.Append(kept));
        if (kept is not null)
            root = Layout.MoveComment(root, root.GetCurrentNode(statements[0])!, root.GetCurrentNode(kept)!);
        return Removal.Without(root, statements);
    }

    /// <summary>The way on which the acquire failed, or, with no acquire at all in the function, a statement that always runs.</summary>
    private static bool IsUnheld(Site site, InvocationExpressionSyntax call, StatementSyntax statement, InvocationExpressionSyntax[] acquires) => acquires.Length == 0
        ? statement.Parent?.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
            && ReferenceUses.Of(site, call)?.AcquiresBetween(-1, int.MaxValue) == false
        : Array.TrueForAll(acquires, acquire => Acquisition.Of(acquire, site.Model)?.FailsAt(statement) ?? false);

    private static bool IsAcquiredBetween(
        Site site, InvocationExpressionSyntax[] earlier, InvocationExpressionSyntax call) =>
        ReferenceUses.Of(site, call) is not { } uses
        || uses.AcquiresBetween(earlier.Min(release => (Paths.LoopBefore(release, call) ?? (SyntaxNode)release).SpanStart), call.SpanStart);
}
