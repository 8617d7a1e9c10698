using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>
/// The last block that can still mention a variable. Blocks are numbered in source order, so behind that block it is dead,
/// unless a branch jumps back in front of it: then it lives as long as the loop. Errs towards "still alive".
/// </summary>
sealed class LastUse
{
    private const int Always = int.MaxValue;

    private readonly Dictionary<ISymbol, int> _last = new(SymbolEqualityComparer.Default);

    public LastUse(ControlFlowGraph graph, CancellationToken cancellation)
    {
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations)
                Mention(operation, block.Ordinal, graph, cancellation);
            if (block.BranchValue is not null)
                Mention(block.BranchValue, block.Ordinal, graph, cancellation);
        }

        foreach (IMethodSymbol function in graph.LocalFunctions)
            KeepCaptured(function, graph.GetLocalFunctionControlFlowGraph(function, cancellation), cancellation);
        ExtendOverLoops(graph);
    }

    /// <summary>Whether <paramref name="variable"/> can be mentioned in block <paramref name="block"/> or later.</summary>
    public bool IsAliveAt(ISymbol variable, int block) => _last.TryGetValue(variable, out int last) && last >= block;

    private void Mention(IOperation root, int block, ControlFlowGraph graph, CancellationToken cancellation)
    {
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            ISymbol? variable = operation switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (variable is not null && !(_last.TryGetValue(variable, out int last) && last >= block))
                _last[variable] = block;
            else if (operation is IFlowAnonymousFunctionOperation lambda)
                KeepCaptured(lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), cancellation);
        }
    }

    /// <summary>A function may run whenever it is called: what it captured lives on.</summary>
    private void KeepCaptured(IMethodSymbol function, ControlFlowGraph body, CancellationToken cancellation)
    {
        foreach (CapturedVariable captured in Captures.Of(function, body, cancellation))
            _last[captured.Symbol] = Always;
    }

    private void ExtendOverLoops(ControlFlowGraph graph)
    {
        List<(int Head, int End)> loops = LoopsOf(graph);
        bool changed = loops.Count > 0;
        while (changed)
        {
            changed = false;
            foreach (ISymbol variable in _last.Keys.ToArray())
                changed |= Extend(variable, loops);
        }
    }

    private bool Extend(ISymbol variable, List<(int Head, int End)> loops)
    {
        int before = _last[variable];
        foreach ((int head, int end) in loops)
        {
            if (_last[variable] >= head && _last[variable] < end)
                _last[variable] = end;
        }

        return _last[variable] != before;
    }

    /// <summary>The branches back, each as the blocks from its head to its end.</summary>
    private static List<(int Head, int End)> LoopsOf(ControlFlowGraph graph)
    {
        var loops = new List<(int Head, int End)>();
        foreach (BasicBlock block in graph.Blocks)
        {
            Add(block.ConditionalSuccessor);
            Add(block.FallThroughSuccessor);
        }

        return loops;

        void Add(ControlFlowBranch? branch)
        {
            if (branch?.Destination is { } target && target.Ordinal <= branch.Source.Ordinal)
                loops.Add((target.Ordinal, branch.FinallyRegions.Select(f => f.LastBlockOrdinal).Append(branch.Source.Ordinal).Max()));
        }
    }
}
