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

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case IFlowAnonymousFunctionOperation or INameOfOperation or ITypeOfOperation or ISizeOfOperation:
                break;
            case ISimpleAssignmentOperation assignment:
                VisitChildren(assignment.Target);
                Visit(assignment.Value);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                Visit(deconstruction.Value);
                break;
            default:
                VisitChildren(operation);
                break;
        }

        _index.Add(operation, _order.Count);
        _order.Add(operation);
    }

    private void VisitChildren(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
            Visit(child);
    }
}
