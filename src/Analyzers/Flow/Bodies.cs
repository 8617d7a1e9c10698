using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>From a declaration to the graphs of everything that runs in it.</summary>
static class Bodies
{
    /// <summary>The graph of one operation root, or null when it is not a body (or has errors that leave none).</summary>
    public static ControlFlowGraph? GraphOf(IOperation? root, CancellationToken cancellation) => root switch
    {
        IMethodBodyOperation { Parent: null } method => ControlFlowGraph.Create(method, cancellation),
        IConstructorBodyOperation { Parent: null } constructor => ControlFlowGraph.Create(constructor, cancellation),
        IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellation),
        IFieldInitializerOperation { Parent: null } field => ControlFlowGraph.Create(field, cancellation),
        IPropertyInitializerOperation { Parent: null } property => ControlFlowGraph.Create(property, cancellation),
        _ => null,
    };

    /// <summary>The body and the lambdas and local functions in it, each with its symbol, outermost first.</summary>
    public static IEnumerable<(IMethodSymbol? Symbol, ControlFlowGraph Graph)> FunctionsOf(
        ControlFlowGraph graph, IMethodSymbol? symbol, CancellationToken cancellation)
    {
        yield return (symbol, graph);
        foreach (IMethodSymbol local in graph.LocalFunctions)
        {
            foreach (var inner in FunctionsOf(graph.GetLocalFunctionControlFlowGraph(local, cancellation), local, cancellation))
                yield return inner;
        }

        foreach (IOperation operation in Operations(graph))
        {
            if (operation is not IFlowAnonymousFunctionOperation lambda)
                continue;
            foreach (var inner in FunctionsOf(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), lambda.Symbol, cancellation))
                yield return inner;
        }
    }

    /// <summary>The graph of a local function that <paramref name="graph"/> or one around it declares; null where none does (an error in the source).</summary>
    public static ControlFlowGraph? LocalFunction(IMethodSymbol function, ControlFlowGraph graph, CancellationToken cancellation)
    {
        function = function.OriginalDefinition;
        ControlFlowGraph? owner = graph;
        while (owner is not null && !owner.LocalFunctions.Contains(function))
            owner = owner.Parent;
        return owner?.GetLocalFunctionControlFlowGraph(function, cancellation);
    }

    /// <summary>The member that the operation is part of, as it is written.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>Every operation of the graph, in the order of its blocks; bodies of nested functions are not part of it.</summary>
    public static IEnumerable<IOperation> Operations(ControlFlowGraph graph)
    {
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations.SelectMany(o => o.DescendantsAndSelf()))
                yield return operation;
            foreach (IOperation operation in block.BranchValue?.DescendantsAndSelf() ?? [])
                yield return operation;
        }
    }
}
