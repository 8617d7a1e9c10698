using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>A variable of an outer function, or a member of its object, that an inner one uses.</summary>
readonly record struct CapturedVariable(ISymbol Symbol, bool IsAssigned);

/// <summary>What lambdas and local functions use of the functions around them.</summary>
static class Captures
{
    /// <summary>The variables that <paramref name="function"/>, with everything nested in it, uses of its surroundings.</summary>
    public static List<CapturedVariable> Of(IMethodSymbol function, ControlFlowGraph graph, CancellationToken cancellation)
    {
        var written = new Dictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        var order = new List<ISymbol>();
        var owned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach ((IMethodSymbol? inner, ControlFlowGraph body) in Bodies.FunctionsOf(graph, function, cancellation))
        {
            owned.UnionWith(inner!.Parameters);
            owned.UnionWith(LocalsOf(body.Root));
            foreach (IOperation operation in Bodies.Operations(body))
            {
                if (VariableOf(operation) is not { } variable)
                    continue;
                if (!written.TryGetValue(variable, out bool before))
                    order.Add(variable);
                written[variable] = before || IsWritten(operation);
            }
        }

        return [.. order.Where(v => !owned.Contains(v)).Select(v => new CapturedVariable(v, written[v]))];
    }

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
