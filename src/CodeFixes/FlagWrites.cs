using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>Who writes a variable that an acquire sets.</summary>
internal static class FlagWrites
{
    /// <summary>
    /// True when the name is that of a bool local which is false, or not yet set, until the statement writes it, and which nothing else
    /// writes. What others can see or set (a field, a parameter), or what was true before, tells nothing of this acquire.
    /// </summary>
    public static bool AreOnlyIn(StatementSyntax statement, string flag, SemanticModel model)
    {
        IdentifierNameSyntax[] names = [.. Syntax.MemberOf(statement).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == flag)];
        if (names.Any(name => Operand.IsWritten(name) && !statement.Contains(name)))
            return false;
        return model.LookupSymbols(statement.Span.End - 1, name: flag).FirstOrDefault() is ILocalSymbol { Type.SpecialType: SpecialType.System_Boolean } local
            && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declared
            && (statement.Contains(declared) || declared is VariableDeclaratorSyntax { Initializer: null or { Value.RawKind: (int)SyntaxKind.FalseLiteralExpression } });
    }
}
