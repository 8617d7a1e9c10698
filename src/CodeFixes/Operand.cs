using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// What a reference is taken on: a chain of local or parameter, <c>this</c> (written or not), fields and stored properties, which
/// names the same object wherever it is written as long as nobody assigns to a part of it. Calls and computed properties are no
/// operand: two evaluations may give two objects.
/// </summary>
internal sealed class Operand
{
    private readonly SemanticModel _model;
    private readonly ExpressionSyntax? _expression;
    private readonly IReadOnlyList<ISymbol> _chain;

    private Operand(ExpressionSyntax? expression, IReadOnlyList<ISymbol> chain, SemanticModel model)
    {
        _expression = expression;
        _chain = chain;
        _model = model;
    }

    /// <summary>The operand of a call; null when it is not stable.</summary>
    public static Operand? Of(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (IsOnThis(call.Expression, model))
            return new Operand(null, [], model);
        return CallShape.Receiver(call) is { } receiver ? Of(receiver, model) : null;
    }

    /// <summary>The operand that an expression names; null when it is not stable.</summary>
    public static Operand? Of(ExpressionSyntax expression, SemanticModel model)
    {
        List<ISymbol> chain = [];
        return Collect(expression, model, chain) ? new Operand(expression, chain, model) : null;
    }

    /// <summary>A local as operand.</summary>
    public static Operand Of(ILocalSymbol local, SemanticModel model) => new(SyntaxFactory.IdentifierName(local.Name), [local], model);

    /// <summary>The one symbol that is the operand; null where it is <c>this</c> or reached through something else.</summary>
    public ISymbol? Only => _chain.Count == 1 ? _chain[0] : null;

    /// <summary>True for <c>this</c>, written or not.</summary>
    public bool IsThis => _chain.Count == 0;

    /// <summary>The text of a call on the operand, written as the operand was.</summary>
    public string Call(string method, bool mayBeNull = false) =>
        _expression is null ? $"{method}()" : $"{_expression.WithoutTrivia()}{(mayBeNull ? "?" : "")}.{method}()";

    /// <summary>The methods that a name means when it is called on the operand at a position.</summary>
    public IEnumerable<IMethodSymbol> Methods(string name, int position)
    {
        ITypeSymbol? type = _expression is null
            ? _model.GetEnclosingSymbol(position)?.ContainingType
            : _model.GetTypeInfo(_expression).Type;
        return type is null ? [] : _model.LookupSymbols(position, type, name).OfType<IMethodSymbol>();
    }

    /// <summary>True when an expression has the operand's type: it may be another name of it.</summary>
    public bool IsOfTypeOf(ExpressionSyntax expression) => _expression is not null
        && SymbolEqualityComparer.Default.Equals(_model.GetTypeInfo(expression).Type, Only is ILocalSymbol local ? local.Type : _model.GetTypeInfo(_expression).Type);

    /// <summary>True when the other names the same object.</summary>
    public bool IsSame(Operand? other) => other is not null && _chain.SequenceEqual(other._chain, SymbolEqualityComparer.Default);

    /// <summary>Every place in a node that names the operand, nested functions included; of a call on an unwritten <c>this</c>, its name.</summary>
    public IEnumerable<ExpressionSyntax> Mentions(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(expression => !IsPartOfAccess(expression) && Names(expression));

    private bool Names(ExpressionSyntax expression)
    {
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InstanceExpressionSyntax))
            return false;
        List<ISymbol> chain = [];
        return Collect(expression, _model, chain)
            ? chain.SequenceEqual(_chain, SymbolEqualityComparer.Default)
            : _chain.Count == 0 && IsOnThis(expression, _model);
    }

    /// <summary>True for the name of a method that is called on <c>this</c> without saying so.</summary>
    private static bool IsOnThis(ExpressionSyntax name, SemanticModel model) =>
        name is SimpleNameSyntax && model.GetSymbolInfo(name).Symbol is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary };

    /// <summary>True when a node assigns to a part of the operand or passes it by reference.</summary>
    public bool IsWrittenIn(SyntaxNode node) => WritesIn(node).Any();

    /// <summary>The places in a node where a part of the operand is assigned or passed by reference.</summary>
    public IEnumerable<ExpressionSyntax> WritesIn(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(expression => IsWritten(expression)
            && _model.GetSymbolInfo(expression).Symbol is { } symbol
            && _chain.Contains(symbol, SymbolEqualityComparer.Default));

    /// <summary>True when an expression is assigned or passed by reference where it stands, or gets a name by which it can be.</summary>
    public static bool IsWritten(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == expression,
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsWritten(tuple),
        RefExpressionSyntax => true,
        ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword,
        _ => false,
    };

    private static bool IsPartOfAccess(ExpressionSyntax expression) =>
        expression.Parent is MemberBindingExpressionSyntax
        || (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression);

    private static bool Collect(ExpressionSyntax expression, SemanticModel model, List<ISymbol> chain)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Collect(inner.Expression, model, chain);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner:
                return Collect(inner.Operand, model, chain);
            case InstanceExpressionSyntax:
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

    /// <summary>True where the source of a property does more than to name a member.</summary>
    private static bool IsComputed(SyntaxNode property)
    {
        AccessorDeclarationSyntax? getter = (property as PropertyDeclarationSyntax)?.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        ExpressionSyntax? value = (property as PropertyDeclarationSyntax)?.ExpressionBody?.Expression ?? getter?.ExpressionBody?.Expression
            ?? (getter?.Body?.Statements is { Count: 1 } only ? (only[0] as ReturnStatementSyntax)?.Expression : null);
        return value is null
            ? getter?.Body is not null
            : value.DescendantNodesAndSelf().Any(node => node is not (SimpleNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax
                or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }));
    }

    private static bool Add(ISymbol? symbol, List<ISymbol> chain)
    {
        if (symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol) && !(symbol is IPropertySymbol p && IsStored(p)))
            return false;
        chain.Add(symbol);
        return true;
    }

    /// <summary>A property that only hands out a field, as far as its source shows, or cannot be set.</summary>
    private static bool IsStored(IPropertySymbol property) =>
        !property.IsIndexer
        && ((property.SetMethod is null or { IsInitOnly: true } && !property.DeclaringSyntaxReferences.Any(reference => IsComputed(reference.GetSyntax())))
            || property.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)));
}
