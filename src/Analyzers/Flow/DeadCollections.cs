using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>
/// Local collections that nobody looks into: made here, empty, and mentioned only to put something in. Any other mention may read what
/// is there or hand it on (errs towards silence). Not thread-safe: one member is analysed by one thread.
/// </summary>
sealed class DeadCollections(Func<ITypeSymbol, bool> isCollection, Func<IMethodSymbol, bool> collects)
{
    private readonly Dictionary<ILocalSymbol, bool> _isDead = new(SymbolEqualityComparer.Default);

    /// <summary>Whether <paramref name="local"/>, of the member that <paramref name="graph"/> is part of, is one.</summary>
    public bool Contains(ILocalSymbol local, ControlFlowGraph graph)
    {
        if (!_isDead.TryGetValue(local, out bool isDead))
            _isDead.Add(local, isDead = isCollection(local.Type) && IsDead(local, RootOf(graph.OriginalOperation)));
        return isDead;
    }

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    private bool IsDead(ILocalSymbol local, IOperation root)
    {
        bool isMadeHere = false;
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declaration && SymbolEqualityComparer.Default.Equals(declaration.Symbol, local))
                isMadeHere = IsEmpty(declaration.GetVariableInitializer()?.Value);
            else if (operation is ILocalReferenceOperation mention && SymbolEqualityComparer.Default.Equals(mention.Local, local) && !IsPutInto(mention))
                return false;
        }

        return isMadeHere;
    }

    /// <summary>A new collection, perhaps with room for some items, or <c>[]</c>, an operation that old compilers do not know.</summary>
    private bool IsEmpty(IOperation? value)
    {
        value = value?.Unconverted();
        return value is IObjectCreationOperation { Initializer: null, Type: { } type } creation
            ? isCollection(type) && creation.Arguments.All(a => a.Value.Type?.SpecialType == SpecialType.System_Int32)
            : value?.Syntax.ToString() == "[]";
    }

    private bool IsPutInto(ILocalReferenceOperation mention) =>
        mention.Parent is IInvocationOperation { Parent: IExpressionStatementOperation } call && call.Instance == mention && collects(call.TargetMethod);
}
