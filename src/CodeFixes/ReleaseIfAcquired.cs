using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>QSC113: a flag, set behind the acquire, tells the release whether there is something to give back.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseIfAcquired)), Shared]
public sealed class ReleaseIfAcquired : Remedy
{
    private const string Stem = "taken";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC113");

    private protected override string Title(Site site) => "Release only if it was acquired";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || CallShape.Whole(call).Parent is not ExpressionStatementSyntax { Parent: BlockSyntax } acquire || ReferenceUses.Of(site, call) is not { } uses)
            return null;
        StatementSyntax[] releases = [.. uses.Releases.Where(release => AttemptOf(acquire, release) is not null)];
        if (!releases.Any(release => site.Steps.Any(release.Contains)))
            return null;
        TryStatementSyntax attempt = releases.Select(release => AttemptOf(acquire, release)!).OrderBy(around => around.SpanStart).First();
        if (StatementList.Around(attempt) is null || Layout.HasConditionalCode(attempt) || uses.AcquiresBetween(attempt.SpanStart, call.SpanStart)
            || uses.AcquiresBetween(call.SpanStart, attempt.Span.End))
            return null;
        return Rewrite(site.Root, attempt, acquire, releases, Syntax.FreshName(Stem, acquire));
    }

    /// <summary>The <c>try</c> that runs the acquire and, in a handler or its <c>finally</c>, the release.</summary>
    private static TryStatementSyntax? AttemptOf(StatementSyntax acquire, StatementSyntax release) =>
        acquire.Ancestors().OfType<TryStatementSyntax>().FirstOrDefault(attempt =>
            attempt.Block.Contains(acquire) && attempt.Contains(release) && !attempt.Block.Contains(release));

    private static SyntaxNode Rewrite(
        SyntaxNode root, TryStatementSyntax attempt, StatementSyntax acquire, IReadOnlyList<StatementSyntax> releases, string flag)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        root = root.TrackNodes([attempt, acquire, .. releases]);
        foreach (StatementSyntax release in releases)
            root = Asked(root, root.GetCurrentNode(release)!, flag, releases.Any(other => MayFollow(release, other)));

        StatementSyntax taken = root.GetCurrentNode(acquire)!;
        StatementSyntax set = Syntax.Statement($"{flag} = true;").WithLeadingTrivia(Layout.Indentation(taken)).WithTrailingTrivia(end);
        root = root.InsertNodesAfter(taken, [set]);

        StatementSyntax guarded = root.GetCurrentNode(attempt)!;
        StatementList list = StatementList.Around(guarded)!;
        int index = list.IndexOf(guarded);
        StatementSyntax declared = Layout.InPlaceOf(guarded, Syntax.Statement($"bool {flag} = false;"), root);
        return list.Replace(root, index, index + 1, [declared, Layout.AsNextLine(guarded)]);
    }

    /// <summary>True when the other release may run behind the one: it is later, and in no other handler of the same <c>try</c>.</summary>
    private static bool MayFollow(StatementSyntax release, StatementSyntax other) =>
        other.SpanStart > release.SpanStart && !release.Ancestors().OfType<CatchClauseSyntax>()
            .Any(handler => !handler.Contains(other) && ((TryStatementSyntax)handler.Parent!).Catches.Any(sibling => sibling.Contains(other)));

    private static SyntaxNode Asked(SyntaxNode root, StatementSyntax release, string flag, bool isFollowed)
    {
        string text = release.WithoutTrivia().ToString();
        string end = Layout.EndOfLine(root).ToString();
        StatementSyntax asked = Layout.IfInPlaceOf(release, flag, isFollowed ? $"{{{end}{text}{end}{flag} = false;{end}}}" : text, root);
        return root.ReplaceNode(release, StatementList.Around(release) is null ? Layout.Embedded([asked], root) : asked);
    }
}
