using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;

namespace Quiesce.Analyzers.Simulation;

/// <summary>A lambda or local function of a member.</summary>
sealed class Function(IMethodSymbol symbol, ControlFlowGraph graph, IReadOnlyList<CapturedVariable> captured)
{
    private bool? _usesThis;

    public IMethodSymbol Symbol { get; } = symbol;

    public ControlFlowGraph Graph { get; } = graph;

    /// <summary>What it uses of the functions around it.</summary>
    public IReadOnlyList<CapturedVariable> Captured { get; } = captured;

    /// <summary>Whether calling it runs nothing yet: its body runs piecewise, while somebody enumerates.</summary>
    public bool IsIterator { get; } = graph.OriginalOperation.Syntax
        .DescendantNodes(n => n == graph.OriginalOperation.Syntax || n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
        .Any(n => n is YieldStatementSyntax);

    /// <summary>Whether it uses the object whose member it is in.</summary>
    public bool UsesThis => _usesThis ??= Bodies.Operations(Graph).Any(o => o is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance });
    /// <summary>Whether some call of it was followed into its body.</summary>
    public bool RunsWhereCalled { get; set; }

    /// <summary>Whether somebody else may call it, or some call of it was not followed.</summary>
    public bool Leaves { get; set; }

    /// <summary>Whether it has to be analysed as a body of its own: no path of the functions around it speaks for all its calls.</summary>
    public bool NeedsOwnRun => Leaves || !RunsWhereCalled;
}

/// <summary>
/// The lambdas and local functions of one member, and what was found in it. Not thread-safe: one member is analysed by one thread.
/// </summary>
sealed class Functions(CancellationToken cancellation)
{
    private readonly Dictionary<IMethodSymbol, Function> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, Function> _created = [];
    private readonly List<Function> _delegates = [];

    public Findings Findings { get; } = new();

    /// <summary>Functions whose captured variables are leaving right now.</summary>
    public HashSet<Function> Leaving { get; } = [];

    /// <summary>Every function that was made a delegate so far.</summary>
    public IReadOnlyList<Function> Delegates => _delegates;

    public bool NeedsOwnRun(IMethodSymbol symbol) => !_functions.TryGetValue(symbol, out Function? function) || function.NeedsOwnRun;

    /// <summary>The local function, as <paramref name="graph"/> or one around it declares it; null where none does (an error in the source).</summary>
    public Function? Local(IMethodSymbol symbol, ControlFlowGraph graph)
    {
        symbol = symbol.OriginalDefinition;
        if (_functions.TryGetValue(symbol, out Function? known))
            return known;
        return Bodies.LocalFunction(symbol, graph, cancellation) is { } body ? Add(symbol, body) : null;
    }

    /// <summary>The function of which <paramref name="creation"/>, an operation of <paramref name="graph"/>, makes a delegate; or null.</summary>
    public Function? MadeBy(IOperation creation, ControlFlowGraph graph)
    {
        if (_created.TryGetValue(creation, out Function? known))
            return known;
        Function? function = creation switch
        {
            IFlowAnonymousFunctionOperation lambda => Add(lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation)),
            IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } => Local(local, graph),
            _ => null,
        };
        if (function is not null)
        {
            _created.Add(creation, function);
            _delegates.Add(function);
        }

        return function;
    }

    /// <summary>The function of the delegate that <paramref name="creation"/> made before, or null.</summary>
    public Function? MadeBy(IOperation? creation) =>
        creation is not null && _created.TryGetValue(creation, out Function? function) ? function : null;

    private Function Add(IMethodSymbol symbol, ControlFlowGraph graph)
    {
        var function = new Function(symbol, graph, Captures.Of(symbol, graph, cancellation));
        _functions.Add(symbol, function);
        return function;
    }
}
