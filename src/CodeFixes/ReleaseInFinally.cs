using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC101, QSC110: what runs while the reference is held goes into a <c>try</c> whose <c>finally</c> gives it back; the other
/// releases go. Where a flag tells whether it is held, the <c>finally</c> asks it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseInFinally)), Shared]
public sealed class ReleaseInFinally : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC101", "QSC110");

    /// <summary>Where the releases are not understood well enough to be taken away, one can still be added.</summary>
    internal override Remedy? Otherwise { get; } = new ReleaseBeforeExit();

    private protected override string Title(Site site) => "Release in finally";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || ReferenceUses.Of(site, call) is not { } uses)
            return null;
        if (Acquisition.Of(call, uses, site.Model) is not { IsExact: true } acquisition || IsIgnored(site, call, acquisition))
            return null;
        if (Lifetime.Of(site, call, acquisition, uses) is not { } lifetime)
            return null;
        (int first, string? flag) = Protected(lifetime, uses.Carrier);
        if (flag is not null && !acquisition.IsFlagKept)
            return null;
        string release = uses.GivingBack(call, isSure: first > lifetime.First || acquisition.Branch is not null);
        if (Locals.UsedAfter(lifetime.List, first, lifetime.End, site.Model) is { IsEmpty: true } none)
            return Rewrite(site.Root, lifetime, first, lifetime.End, none, Release(release, flag, site.Root));
        int end = lifetime.TailIsImmediate ? lifetime.List.Statements.Count : lifetime.End;
        return Locals.UsedAfter(lifetime.List, first, end, site.Model) is { } locals
            ? Rewrite(site.Root, lifetime, first, end, locals, Release(release, flag, site.Root))
            : null;
    }

    /// <summary>A conditional acquire whose result nobody looks at: nothing tells whether there is something to release.</summary>
    private static bool IsIgnored(Site site, InvocationExpressionSyntax call, Acquisition acquisition) =>
        acquisition is { Statement: ExpressionStatementSyntax, Flag: null }
        && site.Model.GetTypeInfo(CallShape.Whole(call), site.Cancellation).Type?.SpecialType != SpecialType.System_Void;

    /// <summary>
    /// Where the <c>try</c> starts, and the flag that its <c>finally</c> must ask: one that is tested at once
    /// (<c>if (!taken) return;</c>) need not be asked again.
    /// </summary>
    private static (int First, string? Flag) Protected(Lifetime lifetime, Carrier? carrier)
    {
        string? flag = lifetime.Acquisition.Flag;
        bool isTested = lifetime.First < lifetime.List.Statements.Count
            && lifetime.List.Statements[lifetime.First] is IfStatementSyntax { Else: null } branch
            && (flag is null ? carrier?.IsLackIn(branch.Condition) == true : Syntax.IsNot(branch.Condition, flag))
            && Syntax.Exits(branch.Statement);
        return isTested ? (lifetime.First + 1, null) : (lifetime.First, flag);
    }

    private static SyntaxNode? Rewrite(
        SyntaxNode root, Lifetime lifetime, int first, int end, Locals locals, StatementSyntax release)
    {
        StatementList list = lifetime.List;
        StatementSyntax? tail = end < list.Statements.Count ? list.Statements[end] : null;
        SyntaxNode before = first > 0 ? list.Statements[first - 1] : list.Owner;
        root = root.TrackNodes(new[] { before, tail }
            .Concat(lifetime.Releases).Concat(locals.Declarations).OfType<SyntaxNode>().Distinct());
        // What is said on the line of the one release goes with it.
        (root, SyntaxTriviaList said) = lifetime.Releases.Count == 1
            ? Layout.TakeComment(root, root.GetCurrentNode(lifetime.Releases[0])!)
            : (root, default);
        root = Removal.Without(root, lifetime.Releases);
        root = locals.Assign(root);

        SyntaxNode start = root.GetCurrentNode(before)!;
        list = first > 0 ? StatementList.Around((StatementSyntax)start)! : StatementList.OfBranch((StatementSyntax)start);
        end = tail is null ? list.Statements.Count : list.IndexOf(root.GetCurrentNode(tail)!);
        StatementSyntax[] body = [.. list.Statements.Take(end).Skip(first)];
        if (body.Length == 0)
            return null;
        return list.Replace(root, first, end, [.. locals.Hoisted(body[0], root), Finally.Around(body, Layout.Saying(said, release), root)]);
    }

    private static StatementSyntax Release(string call, string? flag, SyntaxNode root)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        return Syntax.Statement(flag is null ? $"{call};" : $"if ({flag}){end}    {call};").WithTrailingTrivia(end);
    }
}
