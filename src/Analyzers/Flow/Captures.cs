using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>A variable of an outer function, or a member of its object, that an inner one uses.</summary>
/// <param name="Symbol">Which one.</param>
/// <param name="IsAssigned">The inner one gives it values.</param>
/// <param name="Only">The constant that it is given, if it is given no other value: <c>{ taken = false; m.Put(); }</c>.</param>
readonly record struct CapturedVariable(ISymbol Symbol, bool IsAssigned, Optional<object?> Only);

/// <summary>What lambdas and local functions use of the functions around them.</summary>
static class Captures
{
    /// <summary>
    /// The variables that <paramref name="function"/> uses of its surroundings, with everything nested in it and the local functions
    /// around it that it calls.
    /// </summary>
    public static List<CapturedVariable> Of(IMethodSymbol function, ControlFlowGraph graph, CancellationToken cancellation)
    {
        var written = new Dictionary<ISymbol, List<Optional<object?>>>(SymbolEqualityComparer.Default);
        var order = new List<ISymbol>();
        var owned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach ((IMethodSymbol? inner, ControlFlowGraph body) in Reached(function, graph, cancellation))
        {
            owned.UnionWith(inner!.Parameters);
            owned.UnionWith(LocalsOf(body.Root));
            foreach (IOperation operation in Bodies.Operations(body))
            {
                if (VariableOf(operation) is not { } variable)
                    continue;
                if (!written.TryGetValue(variable, out List<Optional<object?>>? values))
                {
                    order.Add(variable);
                    written.Add(variable, values = []);
                }

                if (IsWritten(operation))
                    values.Add(operation.Parent is ISimpleAssignmentOperation { Value.ConstantValue: var constant } ? constant : default);
            }
        }

        return [.. order.Where(v => !owned.Contains(v)).Select(v => new CapturedVariable(v, written[v].Count > 0, OnlyOne(written[v])))];
    }

    private static Optional<object?> OnlyOne(List<Optional<object?>> values) =>
        values.Count > 0 && values.TrueForAll(value => value.HasValue && Equals(value.Value, values[0].Value)) ? values[0] : default;

    /// <summary>The function, what is nested in it, and what these call.</summary>
    private static List<(IMethodSymbol? Symbol, ControlFlowGraph Graph)> Reached(IMethodSymbol function, ControlFlowGraph graph, CancellationToken cancellation)
    {
        var reached = Bodies.FunctionsOf(graph, function, cancellation).ToList();
        var seen = new HashSet<ISymbol?>(reached.Select(r => r.Symbol), SymbolEqualityComparer.Default);
        for (int i = 0; i < reached.Count; i++)
        {
            foreach (IOperation operation in Bodies.Operations(reached[i].Graph))
            {
                if (CalledBy(operation) is not { } called || !seen.Add(called) || Bodies.LocalFunction(called, reached[i].Graph, cancellation) is not { } body)
                    continue;
                reached.AddRange(Bodies.FunctionsOf(body, called, cancellation));
                seen.UnionWith(reached.Select(r => r.Symbol));
            }
        }

        return reached;
    }

    private static IMethodSymbol? CalledBy(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called } => called.OriginalDefinition,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } called } => called.OriginalDefinition,
        _ => null,
    };

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } property => property.Property,
        _ => null,
    };

    private static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    };

    private static IEnumerable<ISymbol> LocalsOf(ControlFlowRegion region) =>
        region.Locals.Concat<ISymbol>(region.NestedRegions.SelectMany(LocalsOf));
}
