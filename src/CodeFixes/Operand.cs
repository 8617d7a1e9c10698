using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// What a reference is taken on: a chain of local or parameter, <c>this</c>, fields and stored properties, which names the same
/// object wherever it is written as long as nobody assigns to a part of it. Calls and computed properties are no operand: two
/// evaluations may give two objects.
/// </summary>
internal sealed class Operand
{
    private readonly SemanticModel _model;
    private readonly IReadOnlyList<ISymbol> _chain;

    private Operand(ExpressionSyntax expression, IReadOnlyList<ISymbol> chain, SemanticModel model)
    {
        Expression = expression;
        _chain = chain;
        _model = model;
    }

    /// <summary>The expression as written at the acquire.</summary>
    public ExpressionSyntax Expression { get; }

    /// <summary>The receiver of a call; null when it is implicit or not stable.</summary>
    public static Operand? Of(InvocationExpressionSyntax call, SemanticModel model) =>
        CallShape.Receiver(call) is { } receiver ? Of(receiver, model) : null;

    /// <summary>The operand an expression names; null when it is not stable.</summary>
    public static Operand? Of(ExpressionSyntax expression, SemanticModel model)
    {
        List<ISymbol> chain = [];
        return Collect(expression, model, chain) && chain.Count > 0 ? new Operand(expression, chain, model) : null;
    }

    /// <summary>True when another expression names the same object.</summary>
    public bool IsSame(ExpressionSyntax other)
    {
        List<ISymbol> chain = [];
        return Collect(other, _model, chain) && chain.SequenceEqual(_chain, SymbolEqualityComparer.Default);
    }

    /// <summary>Every place in a node that names the operand, nested functions included.</summary>
    public IEnumerable<ExpressionSyntax> Mentions(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(expression =>
            expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax
            && !IsPartOfAccess(expression)
            && IsSame(expression));

    /// <summary>True when a node assigns to a part of the operand or passes it by reference.</summary>
    public bool IsWrittenIn(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(expression => IsWritten(expression)
            && _model.GetSymbolInfo(expression).Symbol is { } symbol
            && _chain.Contains(symbol, SymbolEqualityComparer.Default));

    /// <summary>True when an expression is assigned or passed by reference where it stands.</summary>
    public static bool IsWritten(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == expression,
        ArgumentSyntax { Parent.Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } =>
            assignment.Left == tuple,
        ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword,
        _ => false,
    };

    private static bool IsPartOfAccess(ExpressionSyntax expression) =>
        expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression;

    private static bool Collect(ExpressionSyntax expression, SemanticModel model, List<ISymbol> chain)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Collect(inner.Expression, model, chain);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner:
                return Collect(inner.Operand, model, chain);
            case ThisExpressionSyntax:
                return true;
            case IdentifierNameSyntax name:
                return Add(model.GetSymbolInfo(name).Symbol, chain);
            case MemberAccessExpressionSyntax access:
                ISymbol? member = model.GetSymbolInfo(access).Symbol;
                return Add(member, chain) && (member!.IsStatic || Collect(access.Expression, model, chain));
            default:
                return false;
        }
    }

    private static bool Add(ISymbol? symbol, List<ISymbol> chain)
    {
        if (symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol) && !(symbol is IPropertySymbol p && IsStored(p)))
            return false;
        chain.Add(symbol);
        return true;
    }

    /// <summary>A property that only hands out a field, or cannot be set.</summary>
    private static bool IsStored(IPropertySymbol property) =>
        !property.IsIndexer
        && (property.SetMethod is null or { IsInitOnly: true }
            || property.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)));
}
