using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>The statements that a guard covers, the acquiring one included, and the form of <c>using</c> that fits them.</summary>
internal sealed class GuardedRange
{
    private GuardedRange(StatementList list, int first, int end, bool isDeclaration, Locals locals)
    {
        List = list;
        First = first;
        End = end;
        IsDeclaration = isDeclaration;
        Locals = locals;
    }

    /// <summary>The list with the acquiring statement.</summary>
    public StatementList List { get; }

    /// <summary>The position of the acquiring statement.</summary>
    public int First { get; }

    /// <summary>The position after the last covered statement.</summary>
    public int End { get; }

    /// <summary>True for a using declaration: it lives to the end of the list.</summary>
    public bool IsDeclaration { get; }

    /// <summary>The locals that must be declared before the guard, being used after it.</summary>
    public Locals Locals { get; }

    /// <summary>True when the code may be suspended while the guard lives.</summary>
    public bool Suspends => List.Statements.Take(End).Skip(First).SelectMany(Syntax.Executed).Any(Syntax.Suspends);

    /// <summary>
    /// The range for a lifetime; null when a guard would hold the reference for longer than the source did, or when a local
    /// declared in the range is used after it and cannot be declared before it.
    /// </summary>
    public static GuardedRange? Of(Lifetime lifetime, SemanticModel model)
    {
        StatementSyntax acquire = lifetime.Acquisition.Statement;
        if (StatementList.Around(acquire) is not { } list)
            return null;
        bool isBranch = lifetime.Acquisition.Branch is not null;
        if (isBranch && !lifetime.TailIsImmediate)
            return null;
        int first = list.IndexOf(acquire);
        int end = isBranch ? first + 1 : lifetime.End;
        bool isDeclaration = list.Owner is not SwitchSectionSyntax
            && (isBranch ? Immediate.Are(list.Statements.Skip(end), model) : lifetime.TailIsImmediate);
        if (isDeclaration)
            end = list.Statements.Count;
        return Locals.UsedAfter(list, first, end, model) is { } locals
            ? new GuardedRange(list, first, end, isDeclaration, locals)
            : null;
    }
}
