using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Quiesce.Analyzers.Simulation;

/// <summary>The last thing a block does, as the place to point at when nothing better has a syntax of its own.</summary>
static class ExitPlace
{
    public static SyntaxNode LastNode(BasicBlock block, ControlFlowGraph graph)
    {
        if (block.BranchValue is { } value)
            return value.Syntax;
        if (block.Operations.Length > 0)
            return block.Operations[block.Operations.Length - 1].Syntax;
        foreach (ControlFlowBranch branch in block.Predecessors)
        {
            if (branch.Source.Ordinal < block.Ordinal)
                return LastNode(branch.Source, graph);
        }

        return graph.OriginalOperation.Syntax;
    }
}
