using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Flow;

/// <summary>The lock statements of a text.</summary>
static class Locks
{
    /// <summary>Whether one <c>lock</c> is around both: nobody who asks for it comes in between.</summary>
    public static bool AreInOne(SyntaxNode earlier, SyntaxNode later)
    {
        foreach (SyntaxNode around in earlier.Ancestors())
        {
            if (around is LockStatementSyntax && around.Contains(later))
                return true;
        }

        return false;
    }
}
