using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Simulation;

/// <summary>What a pattern asks, without where it stands and what it declares: equal for patterns that ask the same.</summary>
static class PatternForm
{
    /// <summary>The form, or null where two of the same form may differ: a snapshot is another value each time.</summary>
    public static string? Of(IPatternOperation pattern, Func<IPropertySymbol, bool> isObserved)
    {
        var form = new StringBuilder();
        return Write(pattern, form, isObserved) ? form.ToString() : null;
    }

    private static bool Write(IOperation part, StringBuilder form, Func<IPropertySymbol, bool> isObserved)
    {
        form.Append('(').Append(part.Kind).Append(' ');
        foreach (IOperation child in part.ChildOperations)
        {
            if (child is IPatternOperation or IPropertySubpatternOperation && !Write(child, form, isObserved))
                return false;
        }

        bool isPure = part switch
        {
            IConstantPatternOperation constant => WriteConstant(constant.Value, form),
            IRelationalPatternOperation relation => WriteConstant(relation.Value, form.Append(relation.OperatorKind)),
            IBinaryPatternOperation binary => form.Append(binary.OperatorKind) is not null,
            ITypePatternOperation type => WriteType(type.MatchedType, form),
            IDeclarationPatternOperation declaration => WriteType(declaration.MatchedType, form),
            IRecursivePatternOperation recursive => WriteType(recursive.MatchedType, form),
            IPropertySubpatternOperation { Member: IPropertyReferenceOperation { Property: var property } } => WriteMember(property, form) && !isObserved(property),
            IPropertySubpatternOperation { Member: IFieldReferenceOperation { Field: var field } } => WriteMember(field, form),
            IDiscardPatternOperation or INegatedPatternOperation or IListPatternOperation or ISlicePatternOperation => true,
            _ => false,
        };
        form.Append(')');
        return isPure;
    }

    private static bool WriteConstant(IOperation constant, StringBuilder form)
    {
        form.Append(System.Convert.ToString(constant.ConstantValue.Value, CultureInfo.InvariantCulture)).Append(':');
        return WriteType(constant.Type, form) && constant.ConstantValue.HasValue;
    }

    private static bool WriteType(ITypeSymbol? type, StringBuilder form) => form.Append(' ').Append(type?.ToDisplayString()) is not null;

    private static bool WriteMember(ISymbol member, StringBuilder form) => WriteType(member.ContainingType, form) && form.Append(' ').Append(member.Name) is not null;
}
