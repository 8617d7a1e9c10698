using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC113: the acquire, and what stands before it, moves out of the <c>try</c>. Offered only where that changes nothing else: no
/// handler sees the acquire's exception, and the <c>finally</c> does nothing but release.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcquireBeforeTry)), Shared]
public sealed class AcquireBeforeTry : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC113");

    /// <summary>Where more hangs on the <c>try</c>, a flag tells.</summary>
    internal override Remedy? Otherwise { get; } = new ReleaseIfAcquired();

    private protected override string Title(Site site) => "Acquire before the try";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || ReferenceUses.Of(site, call) is not { } uses)
            return null;
        if (CallShape.Whole(call).Parent is not ExpressionStatementSyntax { Parent: BlockSyntax { Parent: TryStatementSyntax attempt } block } acquire)
            return null;
        if (attempt.Block != block || !OnlyReleases(attempt, uses) || Layout.HasConditionalCode(attempt))
            return null;
        if (uses.AcquiresBetween(attempt.SpanStart, call.SpanStart) || block.Statements.Last() == acquire)
            return null;
        // What is disposed at the end of the block would be so behind the release, and behind all that follows.
        if (block.Statements.TakeWhile(moved => moved != acquire).Any(moved => moved is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }))
            return null;
        return StatementList.Around(attempt) is { } list
            ? list.Replace(site.Root, list.IndexOf(attempt), list.IndexOf(attempt) + 1, Split(attempt, block, acquire))
            : site.Root.ReplaceNode(attempt, Layout.Embedded(Split(attempt, block, acquire), site.Root));
    }

    private static bool OnlyReleases(TryStatementSyntax attempt, ReferenceUses uses) =>
        attempt is { Catches.Count: 0, Finally.Block.Statements: { Count: 1 } last } && uses.Releases.Contains(last[0]);

    /// <summary>What stands up to the acquire, then the rest of the <c>try</c>; its comments stay before the first of them.</summary>
    private static IEnumerable<StatementSyntax> Split(TryStatementSyntax attempt, BlockSyntax block, StatementSyntax acquire)
    {
        int end = block.Statements.IndexOf(acquire) + 1;
        SyntaxTriviaList indentation = Layout.Indentation(attempt);
        SyntaxTriviaList leading = attempt.GetLeadingTrivia();
        SyntaxTriviaList comments = SyntaxFactory.TriviaList(leading.Take(leading.Count - indentation.Count));
        for (int i = 0; i < end; i++)
        {
            StatementSyntax moved = block.Statements[i];
            yield return (i == 0 ? moved.WithLeadingTrivia(comments.AddRange(moved.GetLeadingTrivia())) : moved)
                .WithAdditionalAnnotations(Formatter.Annotation);
        }

        StatementSyntax first = block.Statements[end];
        first = first.WithLeadingTrivia(Layout.WithoutBlankLines(first.GetLeadingTrivia()));
        yield return attempt
            .WithBlock(block.WithStatements(SyntaxFactory.List([first, .. block.Statements.Skip(end + 1)])))
            .WithLeadingTrivia(indentation);
    }
}
