using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>
/// The variables that ref locals are other names of: <c>ref Module r = ref _module;</c>. One that refers to something else later, to an
/// item of an array or to another object's field is the name of nothing that is known (errs towards silence).
/// </summary>
sealed class RefLocals
{
    private readonly Dictionary<ISymbol, IOperation?> _targets = new(SymbolEqualityComparer.Default);

    public RefLocals(ControlFlowGraph graph)
    {
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations)
            {
                IOperation assignment = (operation as IExpressionStatementOperation)?.Operation ?? operation;
                if (assignment is ISimpleAssignmentOperation { IsRef: true, Target: ILocalReferenceOperation { Local: var local }, Value: var target })
                    _targets[local] = IsVariable(target) && !_targets.ContainsKey(local) ? target : null;
            }
        }
    }

    /// <summary>The reference to the variable that the ref local stands for; null where none is known, and for any other local.</summary>
    public IOperation? TargetOf(ILocalSymbol local) =>
        local.RefKind != RefKind.None && _targets.TryGetValue(local, out IOperation? target) ? target : null;

    private static bool IsVariable(IOperation target) =>
        target is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation };
}
