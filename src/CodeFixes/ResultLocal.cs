using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>The local that gets what a call returns: declared with it, or before it, with nothing in it yet.</summary>
internal sealed class ResultLocal
{
    private ResultLocal(ILocalSymbol symbol, bool isMatched, LocalDeclarationStatementSyntax? declaration, AssignmentExpressionSyntax? assignment)
    {
        Symbol = symbol;
        IsMatched = isMatched;
        Declaration = declaration;
        Assignment = assignment;
    }

    /// <summary>The local.</summary>
    public ILocalSymbol Symbol { get; }

    /// <summary>True where a pattern declares it: there is then something in it.</summary>
    public bool IsMatched { get; }

    /// <summary>The declaration of a local that is assigned later; else null.</summary>
    public LocalDeclarationStatementSyntax? Declaration { get; }

    /// <summary>The assignment by which it gets the result; null where it is declared with it.</summary>
    public AssignmentExpressionSyntax? Assignment { get; }

    /// <summary>True where it may be null before it is assigned, as null or as a type without anything in it.</summary>
    public bool StartsAsNull => Assignment is not null && (!Symbol.Type.IsValueType || IsNullable(Symbol.Type));

    /// <summary>The local of a call; null where its result goes elsewhere.</summary>
    public static ResultLocal? Of(InvocationExpressionSyntax call, SemanticModel model)
    {
        ExpressionSyntax whole = CallShape.Whole(call);
        if (whole.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax or ParenthesizedExpressionSyntax } set && set.Right == whole)
            return Assigned(set, model);
        return DeclaredWith(whole) is { } declared && model.GetDeclaredSymbol(declared) is ILocalSymbol local
            ? new ResultLocal(local, declared is not VariableDeclaratorSyntax, null, null)
            : null;
    }

    /// <summary>What was in it before would be lost, so nothing was; and it belongs to the function that assigns it.</summary>
    public static ResultLocal? Assigned(AssignmentExpressionSyntax set, SemanticModel model) =>
        set.Left is IdentifierNameSyntax && model.GetSymbolInfo(set.Left).Symbol is ILocalSymbol { IsRef: false, DeclaringSyntaxReferences: { Length: 1 } declared } local
        && declared[0].GetSyntax() is VariableDeclaratorSyntax
        {
            Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } declaration },
        } declarator
        && IsNothing(declarator.Initializer?.Value) && Syntax.FunctionOf(declaration) == Syntax.FunctionOf(set)
            ? new ResultLocal(local, false, declaration, set)
            : null;

    /// <summary>True for no value, null or a default.</summary>
    public static bool IsNothing(ExpressionSyntax? value) => value is null or DefaultExpressionSyntax
        || value.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression;

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary><c>var x = t.Find()</c>, <c>t.Find() is { } x</c></summary>
    private static SyntaxNode? DeclaredWith(ExpressionSyntax whole) => whole.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } } declared } => declared,
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: var nothing } } => NamedBy(nothing),
        IsPatternExpressionSyntax { Pattern: var something } => NamedBy(something),
        _ => null,
    };

    private static SyntaxNode? NamedBy(PatternSyntax pattern) => pattern
        is RecursivePatternSyntax { Type: null, PositionalPatternClause: null, PropertyPatternClause.Subpatterns.Count: 0, Designation: SingleVariableDesignationSyntax named }
            ? named
            : null;
}
