using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>One body under analysis and everything that lives exactly as long: no state is shared between bodies.</summary>
sealed class Body
{
    private readonly Dictionary<(Protocol, string), Slot> _slots = [];
    private readonly Dictionary<CaptureId, IOperation> _captured = [];
    private readonly Dictionary<IOperation, Expression> _expressions = [];
    private readonly Dictionary<IMethodSymbol, List<CapturedVariable>> _captures = new(SymbolEqualityComparer.Default);

    public Body(IMethodSymbol method, FlowGraph flow, IContracts contracts, CancellationToken cancellation)
    {
        Method = method;
        Flow = flow;
        Contracts = contracts;
        Cancellation = cancellation;
        LastUse = new LastUse(flow.Graph, cancellation);
        foreach (BasicBlock block in flow.Graph.Blocks)
        {
            foreach (IOperation operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation capture && !_captured.ContainsKey(capture.Id))
                    _captured.Add(capture.Id, capture.Value);
            }
        }
    }

    public IMethodSymbol Method { get; }

    public FlowGraph Flow { get; }

    public IContracts Contracts { get; }

    public CancellationToken Cancellation { get; }

    public LastUse LastUse { get; }

    public Values Values { get; } = new();

    public Findings Findings { get; } = new();

    public Expression ExpressionOf(IOperation root)
    {
        if (!_expressions.TryGetValue(root, out Expression? expression))
            _expressions.Add(root, expression = new Expression(root));
        return expression;
    }

    public Slot Slot(Protocol protocol, string tag)
    {
        if (!_slots.TryGetValue((protocol, tag), out Slot? slot))
            _slots.Add((protocol, tag), slot = new Slot(_slots.Count, protocol, tag));
        return slot;
    }

    /// <summary>What a flow capture stands for, when it is written through.</summary>
    public IOperation? Captured(CaptureId id) => _captured.TryGetValue(id, out IOperation? value) ? value : null;

    /// <summary>What a lambda or local function of this body uses of it.</summary>
    public IReadOnlyList<CapturedVariable> CapturedBy(IMethodSymbol function, IFlowAnonymousFunctionOperation? lambda)
    {
        if (!_captures.TryGetValue(function, out List<CapturedVariable>? captured))
        {
            ControlFlowGraph? graph = lambda is not null
                ? Flow.Graph.GetAnonymousFunctionControlFlowGraph(lambda, Cancellation)
                : GraphOf(function.OriginalDefinition);
            _captures.Add(function, captured = graph is null ? [] : Captures.Of(function, graph, Cancellation));
        }

        return captured;
    }

    /// <summary>Null for a local function of top-level code that a type mentions, which is an error: it captures nothing of this body.</summary>
    private ControlFlowGraph? GraphOf(IMethodSymbol function)
    {
        ControlFlowGraph? graph = Flow.Graph;
        while (graph is not null && !graph.LocalFunctions.Contains(function))
            graph = graph.Parent;
        return graph?.GetLocalFunctionControlFlowGraph(function, Cancellation);
    }

    /// <summary>Whether it is read from a field that owns what it holds: then a reference is held as long as the object lives.</summary>
    public bool IsOwnedByField(Value value) =>
        value is { Kind: ValueKind.Member or ValueKind.Initial, Symbol: IFieldSymbol or IPropertySymbol } && Contracts.IsOwner(value.Symbol);

    /// <summary>Whether the variable lives in this body, not in the function around it or in the object.</summary>
    public bool IsLocal(ISymbol variable) => SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, Method);
}
