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
    private readonly ConcurrentDictionary<ITypeSymbol, ImmutableArray<string>> _kinds = new(SymbolEqualityComparer.Default);

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

        foreach (IMethodSymbol implemented in ImplementedBy(method))
        {
            if (Read(implemented) is { Effects.IsEmpty: false } read)
                return new Contract(read.Effects);
        }

        return null;
    }

    /// <summary>The members of interfaces that the method is, whether it says so or only has their form.</summary>
    private static IEnumerable<IMethodSymbol> ImplementedBy(IMethodSymbol method)
    {
        if (method.IsStatic || method.ContainingType is not { TypeKind: not TypeKind.Interface } type)
            yield break;
        foreach (IMethodSymbol explicitly in method.ExplicitInterfaceImplementations)
            yield return explicitly.OriginalDefinition;
        if (method.DeclaredAccessibility != Accessibility.Public)
            yield break;
        foreach (ISymbol member in type.AllInterfaces.SelectMany(i => i.GetMembers(method.Name)))
        {
            if (member is IMethodSymbol implemented && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method))
                yield return implemented.OriginalDefinition;
        }
    }

    private AnnotationReader Read(IMethodSymbol method)
    {
        var reader = new AnnotationReader(method, guards, KindsOf);
        foreach ((Annotation annotation, SyntaxReference? where) in AnnotationsOf(method))
            reader.Read(annotation, where);
        return reader;
    }

    /// <summary>The kinds that the members of a type name for what they take and give back, in order.</summary>
    private ImmutableArray<string> KindsOf(ITypeSymbol type) => _kinds.GetOrAdd(type.OriginalDefinition, t => Partners.MembersOf(t)
        .OfType<IMethodSymbol>().SelectMany(AnnotationsOf).Select(written => written.Annotation)
        .Where(a => a.Position == Operand.This && a.Name is MetadataNames.Acquires or MetadataNames.Releases && a.Text(MetadataNames.Of) is null)
        .Select(a => a.Text(MetadataNames.Kind)).OfType<string>()
        .Distinct().OrderBy(kind => kind, StringComparer.Ordinal).ToImmutableArray());

    private IEnumerable<(Annotation Annotation, SyntaxReference? Where)> AnnotationsOf(IMethodSymbol method)
    {
        var attributes = new List<(AttributeData Attribute, Operand Position)>();
        attributes.AddRange(method.GetAttributes().Select(attribute => (attribute, Operand.This)));
        attributes.AddRange(method.GetReturnTypeAttributes().Select(attribute => (attribute, Operand.Return)));
        foreach (IParameterSymbol parameter in method.Parameters)
            attributes.AddRange(parameter.GetAttributes().Select(attribute => (attribute, Operand.Parameter(parameter.Ordinal))));
        if (ExtensionBlocks.ReceiverOf(method) is { } receiver)
            attributes.AddRange(receiver.GetAttributes().Select(attribute => (attribute, Operand.This)));
        // An annotation on a property is about reading it.
        if (method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property })
            attributes.AddRange(property.GetAttributes().Select(attribute => (attribute, Operand.This)));
        foreach ((AttributeData attribute, Operand position) in attributes)
        {
            if (Annotation.From(attribute, position) is { } annotation)
                yield return (annotation, attribute.ApplicationSyntaxReference);
        }

        foreach (Annotation annotation in foreign.For(method))
            yield return (annotation, null);
    }
}
