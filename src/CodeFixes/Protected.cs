using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>Where the <c>try</c> of an acquired reference starts, and what its <c>finally</c> must ask.</summary>
internal sealed class Protected
{
    private Protected(int first, string? flag)
    {
        First = first;
        Flag = flag;
    }

    /// <summary>The position of the first statement in the <c>try</c>.</summary>
    public int First { get; }

    /// <summary>The local that tells whether the reference is held; null when it surely is.</summary>
    public string? Flag { get; }

    /// <summary>A flag that is tested at once (<c>if (!taken) return;</c>) need not be asked again.</summary>
    public static Protected Of(Lifetime lifetime)
    {
        string? flag = lifetime.Acquisition.Flag;
        bool isTested = flag is not null
            && lifetime.First < lifetime.List.Statements.Count
            && lifetime.List.Statements[lifetime.First] is IfStatementSyntax { Else: null } branch
            && branch.Condition is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not
            && not.Operand is IdentifierNameSyntax name
            && name.Identifier.ValueText == flag
            && Syntax.Exits(branch.Statement);
        return isTested ? new Protected(lifetime.First + 1, null) : new Protected(lifetime.First, flag);
    }
}
