using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC101: the release goes before each statement at which the reference leaks, and at the end of a body that ends with it. Only
/// where the analysis knows all those places, and each of them is left with the reference on every path, or a flag tells.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseBeforeExit)), Shared]
public sealed class ReleaseBeforeExit : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC101");

    /// <summary>Where it is another object that leaves, the one before was lost on the way.</summary>
    internal override Remedy? Otherwise { get; } = new ReleaseBeforeOverwrite();

    /// <summary>What was taken last is given back first.</summary>
    internal override bool IsLastFirst => true;

    private protected override string Title(Site site) =>
        site.Exits.Count == 1 ? "Release before this exit" : "Release before each exit that leaks";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Exits.Count == 0 || site.Call is not { } call || ReferenceUses.Of(site, call) is not { AreLocal: true } uses)
            return null;
        if (uses.Carrier is null && !Annotations.IsOnOperand(call, site.Model))
            return null;
        string? flag = Acquisition.Of(call, site.Model) is { IsFlagKept: true } acquisition ? acquisition.Flag : null;
        List<(SyntaxNode Place, bool IsMixed)> exits = [];
        foreach (Exit exit in site.Exits)
        {
            if (LeavingAt(exit.Node) is not { } place || !Fits(place, call, uses) || (exit.IsMixed && !IsTold(place, call, flag, uses)))
                return null;
            exits.Add((place, exit.IsMixed));
        }

        SyntaxNode root = site.Root.TrackNodes(exits.Select(exit => exit.Place));
        foreach ((SyntaxNode place, bool isMixed) in exits)
        {
            if (Before(site, root, place, Release(call, uses, isMixed, flag, site.Root), uses) is not { } next)
                return null;
            root = next;
        }
        return root;
    }

    private static string Release(InvocationExpressionSyntax call, ReferenceUses uses, bool isMixed, string? flag, SyntaxNode root) => isMixed && uses.Carrier is null
        ? $"if ({flag}){Layout.EndOfLine(root)}    {uses.GivingBack(call)};"
        : $"{uses.GivingBack(call, isSure: !isMixed && uses.Carrier?.Local?.StartsAsNull != true)};";

    /// <summary>The statement that leaves, or the body that ends; null for an expression that does.</summary>
    private static SyntaxNode? LeavingAt(SyntaxNode node) => node switch
    {
        BlockSyntax { Parent: not StatementSyntax } or ReturnStatementSyntax or ThrowStatementSyntax => node,
        BlockSyntax { Parent: LocalFunctionStatementSyntax } => node,
        ExpressionSyntax { Parent: ThrowStatementSyntax thrown } => thrown,
        _ => null,
    };

    /// <summary>
    /// A throw that a handler here may catch is no way out, and a finally that has to do with the reference runs after the release.
    /// </summary>
    private static bool Fits(SyntaxNode place, InvocationExpressionSyntax call, ReferenceUses uses)
    {
        SyntaxNode function = Syntax.FunctionOf(call);
        return (place is BlockSyntax ? place.Parent == function : Syntax.FunctionOf(place) == function)
            && place.Ancestors().TakeWhile(node => node != function).OfType<TryStatementSyntax>().All(attempt =>
                (attempt.Finally is not { } last || last.Contains(place) || !uses.MentionsIn(last).Any())
                && (place is not ThrowStatementSyntax || attempt.Catches.Count == 0 || !attempt.Block.Contains(place)));
    }

    /// <summary>
    /// True when a flag tells whether the reference is held, or what carries it does: it was set by the acquire, and nothing has
    /// released since.
    /// </summary>
    private static bool IsTold(SyntaxNode place, InvocationExpressionSyntax call, string? flag, ReferenceUses uses) =>
        (flag is not null || uses.Carrier is { IsTakenBack: false })
        && uses.Acquires.All(acquire => acquire == call)
        && !uses.Releases.Any(release => release.SpanStart < EndOf(place))
        && !call.Ancestors().Any(node => Syntax.IsLoop(node) && !node.Contains(place));

    private static int EndOf(SyntaxNode place) => place is BlockSyntax block ? block.CloseBraceToken.SpanStart : place.SpanStart;

    private static SyntaxNode? Before(Site site, SyntaxNode root, SyntaxNode place, string release, ReferenceUses uses)
    {
        SyntaxNode current = root.GetCurrentNode(place)!;
        if (current is BlockSyntax block)
        {
            StatementSyntax added = Syntax.Statement(release).WithTrailingTrivia(Layout.EndOfLine(root));
            return root.ReplaceNode(block, block.AddStatements(added));
        }

        StatementSyntax leaving = (StatementSyntax)current;
        if (Hoisted.From((StatementSyntax)place, leaving, site.Model, uses) is not { } hoisted)
            return null;
        return StatementList.Around(leaving) is { } list
            ? list.Replace(root, list.IndexOf(leaving), list.IndexOf(leaving) + 1, hoisted.Around(release, root))
            : root.ReplaceNode(leaving, Layout.Embedded(hoisted.Around(release, root), root));
    }
}
