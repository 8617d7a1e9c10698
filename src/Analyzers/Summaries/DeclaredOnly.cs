using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;
using Quiesce.Analyzers.Simulation;

namespace Quiesce.Analyzers.Summaries;

/// <summary>
/// Contracts as somebody declared them: by annotation, by documentation id, by the framework's tables. A method without one
/// is unknown: what it is given has escaped.
/// </summary>
sealed class DeclaredOnly : IContracts
{
    private readonly ProtocolCatalogue _catalogue;
    private readonly NamesInText _names = new();
    private readonly PairSearch _pairs;
    private readonly FieldSearch _fields;
    private readonly SelfSearch _selves;
    private readonly CountSearch _counts;

    public DeclaredOnly(ProtocolCatalogue catalogue, ReleasesInSource releasingInSource)
    {
        _catalogue = catalogue;
        _pairs = new PairSearch(catalogue, releasingInSource, _names);
        _fields = new FieldSearch(catalogue, releasingInSource.Names, _names);
        _selves = new SelfSearch(catalogue);
        _counts = new CountSearch(catalogue, releasingInSource.Names, _names);
    }

    public GuardTypes Guards => _catalogue.Guards;

    public Returning Returning { get; } = new();

    /// <summary>What reading the text around bodies has cost, in nodes.</summary>
    public long NodesRead => _names.NodesRead;

    public Contract? Of(IMethodSymbol method) => _catalogue.Declared.Of(method) ?? WellKnownContracts.Of(method);

    public bool IsOwner(ISymbol member)
    {
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (Annotation.From(attribute, Operand.This) is { Name: MetadataNames.Owns })
                return true;
        }

        return false;
    }

    public bool IsSelf(ISymbol symbol) => _selves.IsSelf(symbol);

    public bool Keeps(ISymbol member) => _fields.Keeps(member);

    public string? CountedKind(ITypeSymbol type) => _catalogue.CountedKind(type);

    public bool EndsWithRelease(ITypeSymbol type)
    {
        foreach (ISymbol member in Partners.MembersOf(type))
        {
            if (member is not IMethodSymbol method)
                continue;
            if (method.Name == MetadataNames.Dispose && method.Parameters.IsEmpty)
                return true;
            foreach (Effect effect in Of(method)?.Effects ?? ImmutableArray<Effect>.Empty)
            {
                if (effect is { Kind: EffectKind.Acquires, Flag: true } || effect.Kind == EffectKind.Reclaims || (effect.Kind == EffectKind.Releases && MayDestroy(method)))
                    return true;
            }
        }

        return false;
    }

    public bool HasOneKind(ITypeSymbol type) => _catalogue.HasOneKind(type);

    public bool HasRelease(ITypeSymbol type) => _catalogue.HasRelease(type);

    public bool Destroys(IMethodSymbol method, ITypeSymbol type) => _pairs.Destroys(method, type);

    public bool MayRelease(IMethodSymbol method, string tag) => _pairs.MayRelease(method, tag);

    public bool OnlyReads(IParameterSymbol parameter) => _pairs.OnlyReads(parameter);

    public bool MayDestroy(IMethodSymbol method) => _counts.MayDestroy(method);

    public bool CountsUpAndDown(IFieldSymbol field) => _counts.CountsUpAndDown(field);

    public bool IsReferenceCount(IFieldSymbol field) => _counts.IsReferenceCount(field);

    public bool HasReleasingHalf(IMethodSymbol method, string tag) => _pairs.HasReleasingHalf(method, tag);

    public bool AreBothAbout(ISymbol noted, IMethodSymbol method, bool andRelease) => _pairs.AreBothAbout(noted, method, andRelease);
}
