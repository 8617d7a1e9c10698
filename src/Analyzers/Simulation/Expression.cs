using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// One operation tree of a block as a list in the order of evaluation, so that a call with several outcomes can fork the
/// path in the middle of an expression without recursion. What is written to, and what runs elsewhere, is not in the list.
/// </summary>
sealed class Expression
{
    private readonly List<IOperation> _order = [];
    private readonly Dictionary<IOperation, int> _index = [];

    public Expression(IOperation root)
    {
        Root = root;
        Visit(root);
    }

    public IOperation Root { get; }

    public IReadOnlyList<IOperation> Order => _order;

    /// <summary>The place of <paramref name="operation"/> in the order, or -1.</summary>
    public int IndexOf(IOperation? operation) =>
        operation is not null && _index.TryGetValue(operation, out int index) ? index : -1;

    /// <summary>Without recursion: a sum of ten thousand terms is ten thousand deep.</summary>
    private void Visit(IOperation root)
    {
        var pending = new Stack<(IOperation Operation, bool HasParts)>();
        var parts = new List<IOperation>();
        pending.Push((root, false));
        while (pending.Count > 0)
        {
            (IOperation operation, bool hasParts) = pending.Pop();
            if (hasParts)
            {
                _index.Add(operation, _order.Count);
                _order.Add(operation);
                continue;
            }

            pending.Push((operation, true));
            parts.Clear();
            AddParts(operation, parts);
            for (int i = parts.Count - 1; i >= 0; i--)
                pending.Push((parts[i], false));
        }
    }

    private static void AddParts(IOperation operation, List<IOperation> parts)
    {
        switch (operation)
        {
            case IFlowAnonymousFunctionOperation or INameOfOperation or ITypeOfOperation or ISizeOfOperation:
                break;
            case ISimpleAssignmentOperation assignment:
                parts.AddRange(assignment.Target.ChildOperations);
                parts.Add(assignment.Value);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                parts.Add(deconstruction.Value);
                break;
            default:
                parts.AddRange(operation.ChildOperations);
                break;
        }
    }
}
