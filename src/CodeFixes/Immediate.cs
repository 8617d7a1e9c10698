using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>Statements that neither wait nor run other code: a reference held over them makes nobody wait.</summary>
internal static class Immediate
{
    /// <summary>True when all statements are of that kind.</summary>
    public static bool Are(IEnumerable<StatementSyntax> statements, SemanticModel model) =>
        statements.SelectMany(Syntax.Executed).All(node => !Waits(node) && !RunsCode(node, model));

    private static bool Waits(SyntaxNode node) => node
        is InvocationExpressionSyntax or AwaitExpressionSyntax or YieldStatementSyntax or LockStatementSyntax
        or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax
        or UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };

    /// <summary>A constructor, other than of what is thrown, and a property that is more than a field.</summary>
    private static bool RunsCode(SyntaxNode node, SemanticModel model) => node switch
    {
        BaseObjectCreationExpressionSyntax { Parent: ThrowStatementSyntax or ThrowExpressionSyntax } => false,
        BaseObjectCreationExpressionSyntax => true,
        SimpleNameSyntax or ElementAccessExpressionSyntax => model.GetSymbolInfo(node).Symbol is IPropertySymbol property && !IsStored(property),
        _ => false,
    };

    private static bool IsStored(IPropertySymbol property) =>
        property.ContainingType.SpecialType != SpecialType.None
        || property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
