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
        int[] ends = EndsOfLoops(graph);
        foreach (ISymbol variable in _last.Keys.ToArray())
        {
            if (_last[variable] != Always)
                _last[variable] = ends[_last[variable]];
        }
    }

    /// <summary>For each block the last one that can run after it by branching back: a loop that it is in may be part of another.</summary>
    private static int[] EndsOfLoops(ControlFlowGraph graph)
    {
        var ends = new int[graph.Blocks.Length];
        foreach (BasicBlock block in graph.Blocks)
        {
            AddLoop(block.ConditionalSuccessor, ends);
            AddLoop(block.FallThroughSuccessor, ends);
        }

        for (int i = 0; i < ends.Length; i++)
            ends[i] = Math.Max(i, Math.Max(ends[i], i == 0 ? 0 : ends[i - 1]));
        for (int i = ends.Length - 1; i >= 0; i--)
            ends[i] = ends[i] == i ? i : ends[ends[i]];
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
