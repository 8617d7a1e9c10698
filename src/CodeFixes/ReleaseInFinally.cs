using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    /// <summary>What is taken on some ways only is in a variable, which tells.</summary>
    internal override Remedy? Otherwise { get; } = new ReleaseVariableInFinally();

    private protected override string Title(Site site) => "Release in finally";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || ReferenceUses.Of(site, call) is not { } uses)
            return null;
        if (Acquisition.Of(call, uses, site.Model) is not { IsExact: true } acquisition || (uses.Carrier is null && IsIgnored(site, call, acquisition)))
            return null;
        if (Lifetime.Of(site, call, acquisition, uses) is not { } lifetime)
            return null;
        (int first, string? flag) = Protected(lifetime, uses.Carrier);
        if (flag is not null && !acquisition.IsFlagKept)
            return null;
        string release = uses.GivingBack(call, isSure: first > lifetime.First || acquisition.Branch is not null);
        if (Locals.UsedAfter(lifetime.List, first, lifetime.End, site.Model) is { IsEmpty: true } none)
            return Finally.Over(site.Root, lifetime.List, (first, lifetime.End), none, lifetime.Releases, Finally.Release(release, flag, site.Root));
        int end = lifetime.TailIsImmediate ? lifetime.List.Statements.Count : lifetime.End;
        return Locals.UsedAfter(lifetime.List, first, end, site.Model) is { } locals
            ? Finally.Over(site.Root, lifetime.List, (first, end), locals, lifetime.Releases, Finally.Release(release, flag, site.Root))
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
}
