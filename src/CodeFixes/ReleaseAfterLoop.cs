using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC102: the release of what was taken before a loop, done in each of its turns, moves behind the loop. Only where there is no other
/// one, and the loop is left by nothing but its end.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseAfterLoop)), Shared]
public sealed class ReleaseAfterLoop : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC102");

    /// <summary>A release that some path needs can ask whether there is something to release.</summary>
    internal override Remedy? Otherwise { get; } = new ReleaseIfHeld();

    private protected override string Title(Site site) => "Release after the loop";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { ArgumentList.Arguments.Count: 0 } call || CallShape.Whole(call).Parent is not ExpressionStatementSyntax release)
            return null;
        if (ReferenceUses.Of(site, call) is not { AreLocal: true } uses || uses.Acquires.ToArray() is not { Length: 1 } taking)
            return null;
        if (Acquisition.Of(taking[0], site.Model) is not { IsExact: true, Flag: null } acquisition || Lifetime.Held(acquisition) is not var (list, first))
            return null;
        StatementSyntax[] held = [.. list.Statements.Skip(first)];
        if (LoopAround(release, held) is not { } loop || !uses.Releases.Contains(release) || !uses.Releases.All(loop.Contains) || uses.Releases.Any(other => Paths.IsInHandler(other, loop)))
            return null;
        return Paths.EndsBelow(loop) && !uses.AreUsedBehind(loop) && !uses.MayMoveUnsettled(held)
            ? Moved(site.Root, loop, uses.Releases, $"{uses.GivingBack(taking[0])};")
            : null;
    }

    /// <summary>The outermost loop around the release of those that run while the reference is held.</summary>
    private static StatementSyntax? LoopAround(StatementSyntax release, StatementSyntax[] held) => release.Ancestors().OfType<StatementSyntax>()
        .LastOrDefault(loop => Syntax.IsLoop(loop) && held.Any(statement => statement.Contains(loop)));

    private static SyntaxNode Moved(SyntaxNode root, StatementSyntax loop, IReadOnlyList<StatementSyntax> releases, string release)
    {
        root = root.TrackNodes(releases.Append(loop));
        (root, SyntaxTriviaList said) = releases.Count == 1 ? Layout.TakeComment(root, root.GetCurrentNode(releases[0])!) : (root, default);
        root = Removal.Without(root, releases);
        StatementSyntax current = root.GetCurrentNode(loop)!;
        StatementSyntax released = Layout.Saying(said, Syntax.Statement(release).WithLeadingTrivia(Layout.Indentation(current)).WithTrailingTrivia(Layout.EndOfLine(root)));
        return StatementList.Around(current) is { } list
            ? list.Replace(root, list.IndexOf(current), list.IndexOf(current) + 1, [current, released])
            : root.ReplaceNode(current, Layout.Embedded([current, released], root));
    }
}
