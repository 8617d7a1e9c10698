using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// Reads the contracts that somebody declared: annotations on the member itself, on what it overrides or implements, and
/// <c>[assembly: Contract]</c> for code that cannot be edited. Thread-safe; each member is read once per compilation.
/// </summary>
sealed class DeclaredContracts(GuardTypes guards, ForeignContracts foreign)
{
    private readonly ConcurrentDictionary<IMethodSymbol, Contract?> _contracts = new(SymbolEqualityComparer.Default);

    public GuardTypes Guards => guards;

    /// <summary>The declared contract of a method or accessor, or null when nothing is declared.</summary>
    public Contract? Of(IMethodSymbol method) =>
        _contracts.GetOrAdd(method.OriginalDefinition, Find);

    /// <summary>What is wrong with the annotations on <paramref name="method"/>.</summary>
    public ImmutableArray<ContractProblem> ProblemsOf(IMethodSymbol method) => Read(method).Problems;

    private Contract? Find(IMethodSymbol method)
    {
        // A call names one member: the nearest declaration up the chain of overrides speaks for it.
        for (IMethodSymbol? m = method; m is not null; m = m.OverriddenMethod)
        {
            AnnotationReader read = Read(m.OriginalDefinition);
            if (!read.Effects.IsEmpty)
                return new Contract(read.Effects);
        }

        return null;
    }

    private AnnotationReader Read(IMethodSymbol method)
    {
        var reader = new AnnotationReader(method, guards);
        ReadAll(reader, method.GetAttributes(), Operand.This);
        ReadAll(reader, method.GetReturnTypeAttributes(), Operand.Return);
        foreach (IParameterSymbol parameter in method.Parameters)
            ReadAll(reader, parameter.GetAttributes(), Operand.Parameter(parameter.Ordinal));
        // An annotation on a property is about reading it.
        if (method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property })
            ReadAll(reader, property.GetAttributes(), Operand.This);
        foreach (Annotation annotation in foreign.For(method))
            reader.Read(annotation, null);
        return reader;
    }

    private static void ReadAll(AnnotationReader reader, ImmutableArray<AttributeData> attributes, Operand position)
    {
        foreach (AttributeData attribute in attributes)
        {
            if (Annotation.From(attribute, position) is { } annotation)
                reader.Read(annotation, attribute.ApplicationSyntaxReference);
        }
    }
}
