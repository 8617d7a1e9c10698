using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>
/// The arms that switch expressions do not have: the compiler lets each one throw, also where no value is left. That none is left the
/// compiler tells, except of enums, where a number without a name would be: where every member has an arm, that is a defect of its own.
/// </summary>
sealed class MissingArms(ControlFlowGraph graph)
{
    private readonly Dictionary<int, bool> _known = [];

    /// <summary>Whether the block throws because no arm matched: nobody wrote that throw.</summary>
    public static bool Is(BasicBlock block) => block is
    {
        BranchValue: IObjectCreationOperation { IsImplicit: true } or IConversionOperation { Operand: IObjectCreationOperation { IsImplicit: true } },
        FallThroughSuccessor.Semantics: ControlFlowBranchSemantics.Throw,
    };

    /// <summary>Whether it is the arm for what does not exist.</summary>
    public bool IsNever(BasicBlock block)
    {
        if (!Is(block))
            return false;
        if (!_known.TryGetValue(block.Ordinal, out bool known))
            _known.Add(block.Ordinal, known = Find(block.BranchValue!.Syntax) is { } choice && (choice.IsExhaustive || HasEachMember(choice)));
        return known;
    }

    private ISwitchExpressionOperation? Find(SyntaxNode syntax)
    {
        foreach (IOperation operation in graph.OriginalOperation.DescendantsAndSelf())
        {
            if (operation is ISwitchExpressionOperation choice && choice.Syntax == syntax)
                return choice;
        }

        return null;
    }

    private static bool HasEachMember(ISwitchExpressionOperation choice)
    {
        if (choice.Value.Type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
            return false;
        var asked = new HashSet<object?>();
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            if (arm.Guard is null)
                Collect(arm.Pattern, asked);
        }

        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: var value } && !asked.Contains(value))
                return false;
        }

        return true;
    }

    private static void Collect(IPatternOperation pattern, HashSet<object?> asked)
    {
        if (pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var value } })
        {
            asked.Add(value);
        }
        else if (pattern is IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either)
        {
            Collect(either.LeftPattern, asked);
            Collect(either.RightPattern, asked);
        }
    }
}
