using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// The statements during which an acquired reference is held: from the acquire to the statement that gives it back on the normal
/// way, or to the end of the list where none does. It exists only where every release of the operand in the function belongs to
/// this acquire and the reference leaves on no way, neither to another owner nor to the caller; else no remedy may take the releases
/// away, or release on every way.
/// </summary>
internal sealed class Lifetime
{
    private readonly SemanticModel _model;

    private Lifetime(
        Acquisition acquisition, StatementList list, int first, int end, IReadOnlyList<StatementSyntax> releases, SemanticModel model)
    {
        _model = model;
        Acquisition = acquisition;
        List = list;
        First = first;
        End = end;
        Releases = releases;
    }

    /// <summary>How and where the reference is taken.</summary>
    public Acquisition Acquisition { get; }

    /// <summary>The statements that follow each other while it is held.</summary>
    public StatementList List { get; }

    /// <summary>The first statement at which the reference is held.</summary>
    public int First { get; }

    /// <summary>The position after the last statement at which it is held.</summary>
    public int End { get; }

    /// <summary>The statements that give it back, in source order.</summary>
    public IReadOnlyList<StatementSyntax> Releases { get; }

    /// <summary>The statements of the list after the lifetime.</summary>
    public IEnumerable<StatementSyntax> Tail => List.Statements.Skip(End);

    /// <summary>The lifetime that begins at a call; null when the call's shape or its releases are not understood.</summary>
    public static Lifetime? Of(Site site, InvocationExpressionSyntax call, Acquisition acquisition, ReferenceUses uses)
    {
        if (site.Property(FixKeys.Kept) is not null || Held(acquisition) is not var (list, first) || !uses.AreUnderstood(call, list, first))
            return null;
        // A branch that is one statement may go with a release in it, and then nothing is left to hold it for.
        if (list.Owner == acquisition.Branch && acquisition.Branch is not BlockSyntax && uses.Releases.Count > 0)
            return null;
        StatementSyntax[] held = [.. list.Statements.Skip(first)];
        GiveBack giveBack = new(uses.Releases, acquisition.Flag);
        int last = Array.FindLastIndex(held, giveBack.Occurs);
        bool isSettled = last >= 0 && giveBack.Settles(held[last]);
        bool isSettledTwice = held.Take(Math.Max(last, 0)).Any(giveBack.Settles);
        if (isSettledTwice || (!isSettled && uses.MayMoveUnsettled(held)))
            return null;
        // What is used behind a branch must not be given back at its end.
        if (!isSettled && acquisition.Branch is { } branch && !Syntax.Exits(branch) && uses.AreUsedBehind(acquisition.Statement))
            return null;
        int end = isSettled ? first + last + 1 : list.Statements.Count;
        if (!uses.Releases.All(release => IsLast(release, list, end, site.Model)))
            return null;
        return new Lifetime(acquisition, list, first, end, uses.Releases, site.Model);
    }

    /// <summary>True when holding the reference until the end of the list is the same as until <see cref="End"/>.</summary>
    public bool TailIsImmediate => Immediate.Are(Tail, _model);

    /// <summary>
    /// True when nothing that takes time follows a release before the way through it ends, or leaves the lifetime: to release there
    /// instead is the same.
    /// </summary>
    public static bool IsLast(StatementSyntax release, StatementList list, int end, SemanticModel model)
    {
        for (SyntaxNode? node = release; node is not null; node = node.Parent)
        {
            if (node is not StatementSyntax statement || StatementList.Around(statement) is not { } around)
                continue;
            bool isOutermost = around.Owner == list.Owner;
            StatementSyntax[] rest = [.. around.Statements.Take(isOutermost ? end : around.Statements.Count).Skip(around.IndexOf(statement) + 1)];
            if (!Immediate.Are(rest, model))
                return false;
            if (isOutermost || rest.LastOrDefault() is ReturnStatementSyntax or ThrowStatementSyntax)
                return true;
        }
        return true;
    }

    /// <summary>The list in which the reference is held, and the first statement there; null where it is no list.</summary>
    public static (StatementList List, int First)? Held(Acquisition acquisition)
    {
        if (acquisition.Branch is { } branch)
            return (StatementList.OfBranch(branch), 0);
        if (StatementList.Around(acquisition.Statement) is not { } list)
            return null;
        return (list, list.IndexOf(acquisition.Statement) + 1);
    }
}
