using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// Everything one compilation knows of protocols. Made once per compilation and immutable to its readers. Where no
/// annotation type can be seen there is no catalogue, and the analyzer registers nothing.
/// </summary>
sealed class ProtocolCatalogue
{
    private readonly AnnotatedMembers _members;
    private readonly ConcurrentDictionary<ITypeSymbol, string?> _kinds = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ITypeSymbol, bool> _released = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _single = new(SymbolEqualityComparer.Default);

    private ProtocolCatalogue(DeclaredContracts declared, ForeignContracts foreign, AnnotatedMembers members)
    {
        Declared = declared;
        Foreign = foreign;
        _members = members;
    }

    public DeclaredContracts Declared { get; }

    public ForeignContracts Foreign { get; }

    public GuardTypes Guards => Declared.Guards;

    /// <summary>The gate for files with this index.</summary>
    public Relevance RelevanceOf(IReadOnlyCollection<NameIndex> index) => new(_members, index);

    /// <summary>What is known in <paramref name="compilation"/>; null where nothing of it can matter.</summary>
    public static ProtocolCatalogue? Create(Compilation compilation, CancellationToken cancellation)
    {
        ImmutableArray<IAssemblySymbol> assemblies = AnnotatedMembers.AssembliesThatMayDeclare(compilation);
        if (assemblies.IsEmpty)
            return null;

        var guards = new GuardTypes();
        var foreign = new ForeignContracts(compilation, assemblies);
        var declared = new DeclaredContracts(guards, foreign);
        var members = new AnnotatedMembers(compilation, assemblies, declared, foreign);
        return members.CanBeNamedIn(compilation, cancellation) ? new ProtocolCatalogue(declared, foreign, members) : null;
    }

    /// <summary>Names of members that give back a resource of this kind.</summary>
    public ImmutableHashSet<string> ReleasingNames(string kind) => _members.ReleasingNames(kind);

    /// <summary>Names of members that give back a resource of any kind.</summary>
    public ImmutableHashSet<string> AllReleasingNames => _members.AllReleasingNames;

    /// <summary>The kind by which objects of the type are counted; null if they are not.</summary>
    public string? CountedKind(ITypeSymbol type) => _kinds.GetOrAdd(type.OriginalDefinition, t => Partners.KindOf(t, Declared));

    /// <summary>Whether objects of the type are taken and given back in no more than one kind.</summary>
    public bool HasOneKind(ITypeSymbol type) => _single.GetOrAdd(type.OriginalDefinition, t => Partners.HaveOneKind(t, Declared));

    /// <summary>Whether a member of the type gives a reference on its object back.</summary>
    public bool HasRelease(ITypeSymbol type) => _released.GetOrAdd(type.OriginalDefinition, t => Partners.HaveRelease(t, Declared));

    /// <summary>Names of members that destroy something or give it back.</summary>
    public ImmutableHashSet<string> DestroyingNames => _members.DestroyingNames;

    /// <summary>What goes together on objects of a type; <paramref name="extensions"/> are those that can be called on it.</summary>
    public Partners PartnersOf(ITypeSymbol type, string kind, IEnumerable<IMethodSymbol> extensions) =>
        Partners.Of(type, kind, Declared, extensions);

    /// <summary>The name of a member of a type that takes a reference of a kind back with the object that carries it; null where it has none.</summary>
    public string? TakerOf(ITypeSymbol type, string kind, ITypeSymbol carrier) => Partners.TakerOf(type, kind, carrier, Declared);

    /// <summary>A static method without parameters that waits a grace period of <paramref name="domain"/>.</summary>
    public IMethodSymbol? WaitFor(string domain) => _members.StaticWith(EffectKind.WaitsGracePeriod, domain, parameters: 0);

    /// <summary>A static method that reclaims its argument after a grace period of <paramref name="domain"/>.</summary>
    public IMethodSymbol? DeferFor(string domain) => _members.StaticWith(EffectKind.Defers, domain, parameters: 1);
}
