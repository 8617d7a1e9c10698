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
        if (!HasRefLocals(graph.Root))
            return;
        foreach (IOperation operation in Bodies.Operations(graph))
        {
            if (operation is ISimpleAssignmentOperation { IsRef: true, Target: ILocalReferenceOperation { Local: var local }, Value: var target })
                _targets[local] = IsVariable(target) && !_targets.ContainsKey(local) ? target : null;
        }

        foreach (ISymbol local in _targets.Keys.ToArray())
            _targets[local] = Resolve(_targets[local]);
    }

    /// <summary>The reference to the variable that the ref local stands for; null where none is known, and for any other local.</summary>
    public IOperation? TargetOf(ILocalSymbol local) =>
        local.RefKind != RefKind.None && _targets.TryGetValue(local, out IOperation? target) ? target : null;

    /// <summary>What a chain of ref locals ends at; null where it goes in a circle, which does not compile.</summary>
    private IOperation? Resolve(IOperation? target)
    {
        for (int i = 0; i <= _targets.Count; i++)
        {
            if (target is not ILocalReferenceOperation { Local: { RefKind: not RefKind.None } local })
                return target;
            target = _targets.TryGetValue(local, out IOperation? next) ? next : null;
        }

        return null;
    }

    private static bool HasRefLocals(ControlFlowRegion region) =>
        region.Locals.Any(local => local.RefKind != RefKind.None) || region.NestedRegions.Any(HasRefLocals);

    private static bool IsVariable(IOperation target) =>
        target is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation };
}
