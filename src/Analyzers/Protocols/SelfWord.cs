using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>The word that marks a module in its own code says something only of what is counted.</summary>
static class SelfWord
{
    /// <summary>What is wrong with it on a parameter, a field or a property of this type.</summary>
    public static ImmutableArray<ContractProblem> ProblemsOf(ISymbol symbol, ITypeSymbol type, DeclaredContracts contracts)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (Annotation.From(attribute, Operand.This) is { Name: MetadataNames.Self } && Partners.KindOf(type, contracts) is null)
                return ImmutableArray.Create(new ContractProblem($"'{symbol.Name}' is no module: '{type.Name}' has no members that take and give back a reference", attribute.ApplicationSyntaxReference));
        }

        return ImmutableArray<ContractProblem>.Empty;
    }
}
