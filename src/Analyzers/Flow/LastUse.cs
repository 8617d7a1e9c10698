using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>
/// The last operation that can still mention a variable. Operations are numbered by their blocks, and those in source order, so
/// behind that operation it is dead, unless a branch jumps back in front of it: then it lives as long as the loop. Errs towards
/// "still alive".
/// </summary>
sealed class LastUse
{
    private const int Always = int.MaxValue;

    private readonly Dictionary<ISymbol, int> _last = new(SymbolEqualityComparer.Default);

    private readonly Dictionary<CaptureId, List<ISymbol>> _captured = [];

    private readonly RefLocals _refLocals;
    private readonly int[] _first;
    private readonly int[] _blocks;
    private readonly List<ISymbol>?[] _lastAt;

    public LastUse(ControlFlowGraph graph, RefLocals refLocals, CancellationToken cancellation)
    {
        _refLocals = refLocals;
        _first = new int[graph.Blocks.Length + 1];
        foreach (BasicBlock block in graph.Blocks)
            _first[block.Ordinal + 1] = _first[block.Ordinal] + block.Operations.Length + 1;
        _blocks = new int[_first[graph.Blocks.Length]];
        _lastAt = new List<ISymbol>?[_blocks.Length];
        foreach (BasicBlock block in graph.Blocks)
        {
            for (int i = 0; i <= block.Operations.Length; i++)
            {
                int position = PositionOf(block.Ordinal, i);
                _blocks[position] = block.Ordinal;
                if ((i < block.Operations.Length ? block.Operations[i] : block.BranchValue) is { } operation)
                    Mention(operation, position, graph, cancellation);
            }
        }

        foreach (IMethodSymbol function in graph.LocalFunctions)
            KeepCaptured(function, graph.GetLocalFunctionControlFlowGraph(function, cancellation), cancellation);
        ExtendOverLoops(graph);
        foreach (KeyValuePair<ISymbol, int> use in _last)
        {
            if (use.Value != Always)
                (_lastAt[use.Value] ??= []).Add(use.Key);
        }
    }

    /// <summary>The number of an operation of a block; behind the last one, that of what decides where to go on.</summary>
    public int PositionOf(int block, int operation = 0) => _first[block] + operation;

    /// <summary>Whether <paramref name="variable"/> can be mentioned by the operation at <paramref name="position"/> or a later one.</summary>
    public bool IsAliveAt(ISymbol variable, int position) => _last.TryGetValue(variable, out int last) && last >= position;

    /// <summary>The variables that the operation at <paramref name="position"/> is the last to mention.</summary>
    public IReadOnlyList<ISymbol> LastAt(int position) => _lastAt[position] ?? (IReadOnlyList<ISymbol>)[];

    /// <summary>To write through a captured <c>x.f</c> mentions <c>x</c> once more.</summary>
    private void Mention(IOperation root, int position, ControlFlowGraph graph, CancellationToken cancellation)
    {
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            if (VariableIn(operation) is { } variable)
                Mention(variable, position);
            else if (operation is IFlowCaptureOperation { Value: IMemberReferenceOperation or IArrayElementReferenceOperation } capture)
                _captured[capture.Id] = [.. capture.Value.Descendants().OfType<ILocalReferenceOperation>().Select(local => local.Local)];
            else if (operation is IFlowCaptureReferenceOperation reference && _captured.TryGetValue(reference.Id, out List<ISymbol>? behind))
                behind.ForEach(local => Mention(local, position));
            else if (operation is IFlowAnonymousFunctionOperation lambda)
                KeepCaptured(lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), cancellation);
        }
    }

    private static ISymbol? VariableIn(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private void Mention(ISymbol variable, int position)
    {
        if (variable is ILocalSymbol other && VariableIn(_refLocals.TargetOf(other)) is { } target)
            Mention(target, position);
        if (!(_last.TryGetValue(variable, out int last) && last >= position))
            _last[variable] = position;
    }

    /// <summary>A function may run whenever it is called: what it captured lives on.</summary>
    private void KeepCaptured(IMethodSymbol function, ControlFlowGraph body, CancellationToken cancellation)
    {
        foreach (CapturedVariable captured in Captures.Of(function, body, cancellation))
            _last[captured.Symbol] = Always;
    }

    private void ExtendOverLoops(ControlFlowGraph graph)
    {
        int[] ends = EndsOfLoops(graph);
        foreach (KeyValuePair<ISymbol, int> use in _last.ToArray())
        {
            if (use.Value != Always && ends[_blocks[use.Value]] is >= 0 and var end)
                _last[use.Key] = _first[end + 1] - 1;
        }
    }

    /// <summary>
    /// For each block the last one that can run after it by branching back, or -1: a loop that it is in may be part of another.
    /// </summary>
    private static int[] EndsOfLoops(ControlFlowGraph graph)
    {
        var ends = new int[graph.Blocks.Length];
        for (int i = 0; i < ends.Length; i++)
            ends[i] = -1;
        foreach (BasicBlock block in graph.Blocks)
        {
            AddLoop(block.ConditionalSuccessor, ends);
            AddLoop(block.FallThroughSuccessor, ends);
        }

        for (int i = 1; i < ends.Length; i++)
            ends[i] = Math.Max(ends[i], ends[i - 1]);
        for (int i = ends.Length - 1; i >= 0; i--)
            ends[i] = ends[i] < i ? -1 : ends[i] == i ? i : Math.Max(ends[i], ends[ends[i]]);
        return ends;
    }

    private static void AddLoop(ControlFlowBranch? branch, int[] ends)
    {
        if (branch?.Destination is not { } head || head.Ordinal > branch.Source.Ordinal)
            return;
        int end = branch.Source.Ordinal;
        foreach (ControlFlowRegion region in branch.FinallyRegions)
            end = Math.Max(end, region.LastBlockOrdinal);
        ends[head.Ordinal] = Math.Max(ends[head.Ordinal], end);
    }
}
