using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>What is known of collections and their members; of the framework's.</summary>
/// <param name="IsCollection">Whether the type is one.</param>
/// <param name="Collects">Whether the method puts its argument into one.</param>
/// <param name="Empties">Whether the method takes everything out of one and gives it to nobody.</param>
/// <param name="IsSize">Whether the property says how many there are.</param>
sealed record CollectionWords(
    Func<ITypeSymbol, bool> IsCollection, Func<IMethodSymbol, bool> Collects, Func<IMethodSymbol, bool> Empties, Func<IPropertySymbol, bool> IsSize);

/// <summary>
/// Local collections and arrays that nobody looks into: made here, and mentioned only to put something in, to empty them or to ask for
/// their size. Any other mention may read what is there or hand it on; so may whoever gets the size, as a result (errs towards silence).
/// Not thread-safe: one member is analysed by one thread.
/// </summary>
sealed class DeadCollections(CollectionWords words)
{
    private readonly Dictionary<ILocalSymbol, bool> _isDead = new(SymbolEqualityComparer.Default);
    private Dictionary<SyntaxNode, ILocalSymbol>? _declared;

    /// <summary>Whether <paramref name="local"/>, of the member that <paramref name="graph"/> is part of, is one.</summary>
    public bool Contains(ILocalSymbol local, ControlFlowGraph graph)
    {
        if (!_isDead.TryGetValue(local, out bool isDead))
            _isDead.Add(local, isDead = IsCollection(local.Type) && IsDead(local, Bodies.RootOf(graph.OriginalOperation)));
        return isDead;
    }

    /// <summary>Whether <paramref name="element"/> is put into one by the initializer that the collection is declared with.</summary>
    public bool IsMadeWith(SyntaxNode element, ControlFlowGraph graph) =>
        element.Parent is InitializerExpressionSyntax initializer && IsDeclaredWith(initializer, graph);

    /// <summary>Whether one is declared with <paramref name="initializer"/>, or with what is made with it.</summary>
    public bool IsDeclaredWith(SyntaxNode initializer, ControlFlowGraph graph)
    {
        SyntaxNode? made = initializer.Parent is EqualsValueClauseSyntax ? initializer : initializer.Parent;
        if (made?.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator })
            return false;
        _declared ??= Declarations(Bodies.RootOf(graph.OriginalOperation));
        return _declared.TryGetValue(declarator, out ILocalSymbol? local) && Contains(local, graph);
    }

    private static Dictionary<SyntaxNode, ILocalSymbol> Declarations(IOperation root)
    {
        var declared = new Dictionary<SyntaxNode, ILocalSymbol>();
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator)
                declared[operation.Syntax] = declarator.Symbol;
        }

        return declared;
    }

    private bool IsCollection(ITypeSymbol type) => type is IArrayTypeSymbol || words.IsCollection(type);

    private bool IsDead(ILocalSymbol local, IOperation root)
    {
        bool isMadeHere = false;
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declaration && SymbolEqualityComparer.Default.Equals(declaration.Symbol, local))
                isMadeHere = IsNew(declaration.GetVariableInitializer()?.Value);
            else if (operation is ILocalReferenceOperation mention && SymbolEqualityComparer.Default.Equals(mention.Local, local) && !IsUnread(mention))
                return false;
        }

        return isMadeHere;
    }

    /// <summary>A new collection, perhaps with room for some items, or <c>[...]</c>, an operation that old compilers do not know.</summary>
    private bool IsNew(IOperation? value) => value?.Unconverted() switch
    {
        IArrayCreationOperation or IArrayInitializerOperation => true,
        IObjectCreationOperation { Type: { } type } creation => words.IsCollection(type) && creation.Arguments.All(a => a.Value.Type?.SpecialType == SpecialType.System_Int32),
        { } other => other.Syntax.ToString().StartsWith("[", StringComparison.Ordinal),
        null => false,
    };

    private bool IsUnread(ILocalReferenceOperation mention) => mention.Parent switch
    {
        IInvocationOperation { Parent: IExpressionStatementOperation } call =>
            call.Instance == mention && (words.Collects(call.TargetMethod) || words.Empties(call.TargetMethod)),
        IPropertyReferenceOperation { Arguments.IsEmpty: true } size => words.IsSize(size.Property) && !IsReturned(size),
        IPropertyReferenceOperation item => item.Instance == mention && words.IsCollection(item.Property.ContainingType) && IsStored(item),
        IArrayElementReferenceOperation item => item.ArrayReference == mention && IsStored(item),
        _ => false,
    };

    private static bool IsReturned(IOperation value)
    {
        while (value.Parent is IConversionOperation converted)
            value = converted;
        return value.Parent is IReturnOperation;
    }

    private static bool IsStored(IOperation item) =>
        item.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } store && store.Target == item;
}
