using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Quiesce.Analyzers.Simulation;

/// <summary>The last thing a block does, as the place to point at when nothing better has a syntax of its own.</summary>
static class ExitPlace
{
    /// <summary>A place, and the truth it had if it is a condition.</summary>
    public readonly record struct Last(SyntaxNode Node, bool Truth);

    public static SyntaxNode LastNode(BasicBlock block, ControlFlowGraph graph) => LastOf(block, graph, truth: false).Node;

    /// <summary>The last thing done when <paramref name="block"/> is left; <paramref name="truth"/> is that of its own condition.</summary>
    public static Last LastOf(BasicBlock block, ControlFlowGraph graph, bool truth)
    {
        while (block is { BranchValue: null, Operations.IsEmpty: true })
        {
            if (WayInto(block) is not { } branch)
                return new(HandlerOf(block, graph) ?? graph.OriginalOperation.Syntax, truth);
            block = branch.Source;
            truth = branch.IsConditionalSuccessor == (block.ConditionKind == ControlFlowConditionKind.WhenTrue);
        }

        return new((block.BranchValue ?? block.Operations[block.Operations.Length - 1]).Syntax, truth);
    }

    private static ControlFlowBranch? WayInto(BasicBlock block)
    {
        foreach (ControlFlowBranch branch in block.Predecessors)
        {
            if (branch.Source.Ordinal < block.Ordinal)
                return branch;
        }

        return null;
    }

    /// <summary>Nothing leads into a handler: it is the one of this number, of the statement around what is tried.</summary>
    private static SyntaxNode? HandlerOf(BasicBlock block, ControlFlowGraph graph)
    {
        if (block.EnclosingRegion is not { Kind: ControlFlowRegionKind.Catch, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } guarded } handler)
            return null;
        int number = guarded.NestedRegions.IndexOf(handler) - 1;
        for (int i = guarded.NestedRegions[0].FirstBlockOrdinal; i <= guarded.NestedRegions[0].LastBlockOrdinal; i++)
        {
            if (graph.Blocks[i] is { Operations.IsEmpty: true, BranchValue: null })
                continue;
            TryStatementSyntax? attempt = LastNode(graph.Blocks[i], graph).Ancestors().OfType<TryStatementSyntax>()
                .FirstOrDefault(t => t.Catches.Count > number);
            return attempt?.Catches[number];
        }

        return null;
    }
}
