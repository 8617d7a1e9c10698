using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// One body under analysis and everything that lives exactly as long. Bodies share nothing, except that a function which runs
/// where it is called (<see cref="Function"/>) is a body inside the one that calls it: same values, same findings, same bound.
/// </summary>
sealed class Body
{
    private const int DeepestCall = 8;

    private readonly Dictionary<(Protocol, string), Slot> _slots = [];
    private readonly Dictionary<CaptureId, IOperation> _captured = [];
    private readonly Dictionary<IOperation, Expression> _expressions = [];
    private readonly Dictionary<(Function, IOperation), Body> _called = [];
    private readonly Body _outermost;

    public Body(IMethodSymbol method, FlowGraph flow, IContracts contracts, CancellationToken cancellation, Functions? functions = null)
        : this(method, flow, contracts, cancellation, outermost: null, functions ?? new Functions(cancellation))
    {
    }

    private Body(
        IMethodSymbol method, FlowGraph flow, IContracts contracts, CancellationToken cancellation, Body? outermost, Functions functions)
    {
        _outermost = outermost ?? this;
        Method = method;
        Flow = flow;
        Contracts = contracts;
        Cancellation = cancellation;
        Functions = functions;
        Values = outermost?.Values ?? new Values();
        Findings = functions.Findings;
        Locks = outermost?.Locks ?? new Locks(new(WellKnownContracts.GivesScope, WellKnownContracts.LeavesLock), method, flow.Graph.OriginalOperation);
        Decisions = outermost?.Decisions ?? new Decisions(Locks);
        CountedLoops = outermost?.CountedLoops ?? new CountedLoops(this);
        Abandoned = outermost?.Abandoned ?? new Abandoned();
        DeadCollections = outermost?.DeadCollections ?? new DeadCollections(
            new(WellKnownContracts.IsCollection, WellKnownContracts.Collects, WellKnownContracts.Empties, WellKnownContracts.IsSize));
        Budget = outermost?.Budget ?? new Budget();
        FirstBlock = Budget.Extend(flow.Graph.Blocks.Length);
        RefLocals = new RefLocals(flow.Graph);
        LastUse = new LastUse(flow.Graph, RefLocals, cancellation);
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

    public RefLocals RefLocals { get; }

    public Values Values { get; }

    public Findings Findings { get; }

    /// <summary>Where the member holds a lock.</summary>
    public Locks Locks { get; }

    public Decisions Decisions { get; }

    public CountedLoops CountedLoops { get; }

    /// <summary>What paths left in collections that nobody looks into.</summary>
    public Abandoned Abandoned { get; }

    /// <summary>The collections of the member that take and never give.</summary>
    public DeadCollections DeadCollections { get; }

    public Budget Budget { get; }

    /// <summary>The lambdas and local functions of the member.</summary>
    public Functions Functions { get; }

    /// <summary>The number of the first block, unique among all bodies that share their values.</summary>
    public int FirstBlock { get; }

    /// <summary>The operation that is being run, as <see cref="LastUse"/> numbers them.</summary>
    public int Position { get; set; }

    /// <summary>Whether this is a function inside the body under analysis, run where it is called.</summary>
    public bool IsInner => _outermost != this;

    /// <summary>The body that is calling this one right now; null for the one under analysis, and while nobody calls.</summary>
    private Body? Caller { get; set; }

    /// <summary>
    /// The body of <paramref name="function"/> as <paramref name="call"/> runs it, until <see cref="Leave"/>; null where it runs
    /// already (a recursion), or too many calls are under way.
    /// </summary>
    public Body? Enter(Function function, IOperation call)
    {
        int depth = 0;
        for (Body? running = this; running is not null; running = running.Caller)
        {
            if (SymbolEqualityComparer.Default.Equals(running.Method, function.Symbol) || ++depth > DeepestCall)
                return null;
        }

        if (!_outermost._called.TryGetValue((function, call), out Body? body))
        {
            body = new Body(function.Symbol, new FlowGraph(function.Graph), Contracts, Cancellation, _outermost, Functions);
            _outermost._called.Add((function, call), body);
        }

        body.Caller = this;
        return body;
    }

    public void Leave() => Caller = null;

    public Expression ExpressionOf(IOperation root)
    {
        if (!_expressions.TryGetValue(root, out Expression? expression))
            _expressions.Add(root, expression = new Expression(root));
        return expression;
    }

    public Slot Slot(Protocol protocol, string tag)
    {
        Dictionary<(Protocol, string), Slot> slots = _outermost._slots;
        if (!slots.TryGetValue((protocol, tag), out Slot? slot))
            slots.Add((protocol, tag), slot = new Slot(slots.Count, protocol, tag));
        return slot;
    }

    /// <summary>What a flow capture stands for, when it is written through.</summary>
    public IOperation? Captured(CaptureId id) => _captured.TryGetValue(id, out IOperation? value) ? value : null;

    /// <summary>What holds it: a variable of a function around the one that captured it, a member of this object, a static.</summary>
    public Place PlaceOf(CapturedVariable captured) => captured.Symbol is IFieldSymbol or IPropertySymbol && !captured.Symbol.IsStatic
        ? Values.MemberOf(Values.This(Method.ContainingType), captured.Symbol)
        : Values.Variable(captured.Symbol);

    /// <summary>Whether it is read from a field that owns what it holds: then a reference is held as long as the object lives.</summary>
    public bool IsOwnedByField(Value value) =>
        value is { Kind: ValueKind.Member or ValueKind.Initial, Symbol: IFieldSymbol or IPropertySymbol or IParameterSymbol }
        && (value.Symbol is not IParameterSymbol || !IsLocal(value.Symbol)) && Contracts.IsOwner(value.Symbol);

    /// <summary>Whether the variable lives in the body under analysis or a function in it, not in the function around it or in the object.</summary>
    public bool IsLocal(ISymbol variable)
    {
        if (ExtensionBlocks.IsReceiver(variable))
            return true;
        for (ISymbol? owner = variable.ContainingSymbol; owner is IMethodSymbol; owner = owner.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, _outermost.Method))
                return true;
        }

        return false;
    }

    /// <summary>Whether what is stored in the parameter can be reached from outside the body under analysis.</summary>
    public bool IsOutside(IParameterSymbol parameter) =>
        !IsLocal(parameter)
        || (parameter.RefKind != RefKind.None && (ExtensionBlocks.IsReceiver(parameter) || SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _outermost.Method)));

    /// <summary>Whether the caller has what the parameter holds when the body under analysis is left, and not before.</summary>
    public bool IsOfCaller(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out
        && !IsInner && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, Method);

    /// <summary>Whether <paramref name="variable"/> can be mentioned at <paramref name="position"/> or later, here or where this goes back to.</summary>
    public bool IsAliveAt(ISymbol variable, int position) =>
        LastUse.IsAliveAt(variable, position) || Caller?.IsAliveAt(variable, Caller.Position) == true;
}
