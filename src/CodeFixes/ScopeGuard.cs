using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC101, QSC110: a conditional acquire becomes a guard for <c>using</c>, the releases go. The guard is a declaration where it may
/// live to the end of its block, and a statement with a block where the reference was given back earlier.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ScopeGuard)), Shared]
public sealed class ScopeGuard : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC101", "QSC110");

    /// <summary>Where a guard is there already it is held; where none can live (across an await, in an iterator) a <c>finally</c> can.</summary>
    internal override Remedy? Otherwise { get; } = new HoldResult();

    private protected override string Title(Site site) => "Hold it in a scope";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || Guard.Of(site, call) is not { } guard || WithBlock(site, call) is not { } acquisition)
            return null;
        // What the acquire was told (how long to try, in whose name) the guard would not know.
        if (call.ArgumentList.Arguments.Count > 0 || !RunsFirst(call, acquisition.Statement) || ReferenceUses.Of(site, call) is not { } uses)
            return null;
        if (Lifetime.Of(site, call, acquisition, uses) is not { } lifetime || GuardedRange.Of(lifetime, site.Model) is not { } range)
            return null;
        return guard.IsRefLike && range.Suspends ? null : Rewrite(site, call, guard, lifetime, range);
    }

    /// <summary>Only a call whose result says whether the reference is held can become a question to the guard.</summary>
    private static Acquisition? WithBlock(Site site, InvocationExpressionSyntax call) =>
        site.Model.GetTypeInfo(call, site.Cancellation).Type?.SpecialType == SpecialType.System_Boolean
        && Acquisition.Of(call, site.Model) is { } acquisition
        && (acquisition.Branch ?? (object?)acquisition.Flag ?? acquisition.Statement as IfStatementSyntax) is not null
            ? acquisition
            : null;

    /// <summary>True when nothing of the statement runs before the call: it can be taken out and put before the statement.</summary>
    private static bool RunsFirst(ExpressionSyntax call, StatementSyntax statement)
    {
        for (SyntaxNode node = call; node.Parent is ExpressionSyntax parent; node = parent)
        {
            bool isFirst = parent switch
            {
                BinaryExpressionSyntax binary => binary.Left == node || binary.Left is LiteralExpressionSyntax,
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax } => true,
                ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax or IsPatternExpressionSyntax => true,
                _ => false,
            };
            if (!isFirst)
                return false;
        }
        return StatementList.Around(statement) is not null;
    }

    private static SyntaxNode Rewrite(
        Site site, InvocationExpressionSyntax call, Guard guard, Lifetime lifetime, GuardedRange range)
    {
        StatementSyntax? tail = range.End < range.List.Statements.Count ? range.List.Statements[range.End] : null;
        StatementSyntax acquire = lifetime.Acquisition.Statement;
        SyntaxNode root = site.Root.TrackNodes(
            new SyntaxNode?[] { call, acquire, tail }
                .Concat(lifetime.Releases).Concat(range.Locals.Declarations).OfType<SyntaxNode>().Distinct());
        // What is said on the line of the one release is said of the guard, which does now what the release did.
        (root, SyntaxTriviaList said) = range.IsDeclaration && lifetime.Releases.Count == 1
            ? Layout.TakeComment(root, root.GetCurrentNode(lifetime.Releases[0])!)
            : (root, default);
        root = Removal.Without(root, lifetime.Releases);
        root = range.Locals.Assign(root);
        root = root.ReplaceNode(root.GetCurrentNode(call)!, guard.IsHeld().WithTriviaFrom(root.GetCurrentNode(call)!));

        StatementSyntax held = root.GetCurrentNode(acquire)!;
        StatementList list = StatementList.Around(held)!;
        int first = list.IndexOf(held);
        int end = tail is null ? list.Statements.Count : list.IndexOf(root.GetCurrentNode(tail)!);
        IEnumerable<StatementSyntax> rest = list.Statements.Take(end).Skip(first + 1);
        StatementSyntax[] statements = range.IsDeclaration
            ? [Layout.Saying(said, Layout.InPlaceOf(held, guard.Declaration(), root)), Layout.AsNextLine(held), .. rest]
            : [.. range.Locals.Hoisted(held, root), guard.Statement(held, [Layout.AsNextLine(held), .. rest], root)];
        return list.Replace(root, first, end, statements);
    }
}
