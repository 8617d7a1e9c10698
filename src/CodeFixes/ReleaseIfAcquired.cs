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
        if (site.Call is not { } call || CallShape.Whole(call).Parent is not ExpressionStatementSyntax { Parent: BlockSyntax } acquire)
            return null;
        if (ReferenceUses.Of(site, call) is not { } uses || Release(site, uses) is not { } release || AttemptOf(acquire, release) is not { } attempt)
            return null;
        if (StatementList.Around(attempt) is null || Layout.HasConditionalCode(attempt) || uses.AcquiresBetween(attempt.SpanStart, call.SpanStart)
            || uses.AcquiresBetween(call.SpanStart, attempt.Span.End))
            return null;
        return Rewrite(site.Root, attempt, acquire, release, Syntax.FreshName(Stem, acquire));
    }

    private static StatementSyntax? Release(Site site, ReferenceUses uses) =>
        uses.Releases.SingleOrDefault(release => site.Steps.Any(step => release.Contains(step)));

    /// <summary>The <c>try</c> that runs the acquire and, in a handler or its <c>finally</c>, the release.</summary>
    private static TryStatementSyntax? AttemptOf(StatementSyntax acquire, StatementSyntax release) =>
        acquire.Ancestors().OfType<TryStatementSyntax>().FirstOrDefault(attempt =>
            attempt.Block.Contains(acquire) && attempt.Contains(release) && !attempt.Block.Contains(release));

    private static SyntaxNode Rewrite(
        SyntaxNode root, TryStatementSyntax attempt, StatementSyntax acquire, StatementSyntax release, string flag)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        root = root.TrackNodes(attempt, acquire, release);

        StatementSyntax old = root.GetCurrentNode(release)!;
        StatementSyntax asked = Layout.IfInPlaceOf(old, flag, old.WithoutTrivia().ToString(), root);
        root = root.ReplaceNode(old, StatementList.Around(old) is null ? Layout.Embedded([asked], root) : asked);

        StatementSyntax taken = root.GetCurrentNode(acquire)!;
        StatementSyntax set = Syntax.Statement($"{flag} = true;").WithLeadingTrivia(Layout.Indentation(taken)).WithTrailingTrivia(end);
        root = root.InsertNodesAfter(taken, [set]);

        StatementSyntax guarded = root.GetCurrentNode(attempt)!;
        StatementList list = StatementList.Around(guarded)!;
        int index = list.IndexOf(guarded);
        StatementSyntax declared = Layout.InPlaceOf(guarded, Syntax.Statement($"bool {flag} = false;"), root);
        return list.Replace(root, index, index + 1, [declared, Layout.AsNextLine(guarded)]);
    }
}
