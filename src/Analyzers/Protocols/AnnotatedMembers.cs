using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// The annotated members of the referenced assemblies. Only assemblies that define the annotations, or refer to one that
/// does, are looked through: for every other reference the question costs a comparison of names.
/// </summary>
sealed class AnnotatedMembers
{
    private readonly List<IMethodSymbol> _methods = [];
    private readonly HashSet<string> _typeNames = [];
    private readonly bool _isExposedByOthers;

    public AnnotatedMembers(
        Compilation compilation, ImmutableArray<IAssemblySymbol> assemblies, DeclaredContracts declared, ForeignContracts foreign)
    {
        foreach (IAssemblySymbol assembly in assemblies)
        {
            if (SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly))
                continue;
            Collect(assembly.GlobalNamespace, declared);
            _isExposedByOthers |= !Defines(assembly);
        }

        Declared = declared;
        IMethodSymbol[] described = [.. foreign.Methods.Where(m => declared.Of(m) is not null)];
        IEnumerable<IMethodSymbol> alone = described.Concat(_methods.Where(m => _isExposedByOthers || m.IsExtensionMethod || !m.ContainingType.CanBeReferencedByName));
        NamesThatCountAlone = NamesOf(alone);
        _methods.AddRange(described);
        Names = NamesOf(_methods);
        AllReleasingNames = _methods.Where(m => Declared.Of(m)!.Has(EffectKind.Releases)).Select(NameInSource).ToImmutableHashSet();
        DestroyingNames = _methods
            .Where(m => declared.Of(m)?.Effects.Any(e => e.Kind is EffectKind.Releases or EffectKind.Reclaims or EffectKind.Defers) == true)
            .Select(NameInSource)
            .Append(MetadataNames.Dispose).Append(MetadataNames.DisposeAsync)
            .ToImmutableHashSet();
    }

    /// <summary>Names of the members whose call can begin something.</summary>
    public ImmutableHashSet<string> Names { get; }

    /// <summary>Those that can be called on an object of any type, or on one that other assemblies hand out.</summary>
    public ImmutableHashSet<string> NamesThatCountAlone { get; }

    /// <summary>Names of the members that give something back.</summary>
    public ImmutableHashSet<string> AllReleasingNames { get; }

    /// <summary>Names of members that destroy something or give it back; disposal is one.</summary>
    public ImmutableHashSet<string> DestroyingNames { get; }

    /// <summary>The types of the assemblies that declare annotated members.</summary>
    public IReadOnlyCollection<string> TypeNames => _typeNames;

    private DeclaredContracts Declared { get; }

    /// <summary>The assemblies that can hold annotations, this compilation's included; empty when no annotation type is visible.</summary>
    public static ImmutableArray<IAssemblySymbol> AssembliesThatMayDeclare(Compilation compilation)
    {
        ImmutableArray<IAssemblySymbol> all = compilation.SourceModule.ReferencedAssemblySymbols.Insert(0, compilation.Assembly);
        ImmutableHashSet<string> definers = all.Where(Defines).Select(a => a.Identity.Name).ToImmutableHashSet();
        return definers.IsEmpty ? ImmutableArray<IAssemblySymbol>.Empty : all.Where(MayDeclare).ToImmutableArray();

        bool MayDeclare(IAssemblySymbol assembly) =>
            definers.Contains(assembly.Identity.Name)
            || SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
            || assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => definers.Contains(r.Name)));
    }

    /// <summary>
    /// Whether the source can reach an annotated member at all. Who gets an object of an annotated type without naming its
    /// namespace anywhere got it from another assembly that exposes it; where there is none, a search of the text for the
    /// names of a few namespaces settles it.
    /// </summary>
    public bool CanBeNamedIn(Compilation compilation, CancellationToken cancellation)
    {
        ImmutableHashSet<string> roots = _methods.Select(m => RootOf(m.ContainingNamespace)).ToImmutableHashSet().Add(RootOfAnnotations);
        if (_isExposedByOthers || roots.Contains(""))
            return true;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            string text = tree.GetText(cancellation).ToString();
            foreach (string root in roots)
            {
                if (text.Contains(root))
                    return true;
            }
        }

        return false;
    }

    private static string RootOfAnnotations => MetadataNames.AnnotationsNamespace.Split('.')[0];

    /// <summary>The outermost namespace; empty for the global one.</summary>
    private static string RootOf(INamespaceSymbol space)
    {
        while (space.ContainingNamespace is { IsGlobalNamespace: false } outer)
            space = outer;
        return space.Name;
    }

    public IMethodSymbol? StaticWith(EffectKind kind, string tag, int parameters) => _methods.FirstOrDefault(m =>
        m is { IsStatic: true, IsExtensionMethod: false, ReturnsVoid: true, TypeParameters.IsEmpty: true }
        && m.Parameters.Length == parameters
        && Declared.Of(m)!.Effects.Any(e => e.Kind == kind && e.Tag == tag));

    public ImmutableHashSet<string> ReleasingNames(string kind) => _methods
        .Where(m => Declared.Of(m)!.Effects.Any(e => e.Kind == EffectKind.Releases && e.Tag == kind))
        .Select(NameInSource)
        .ToImmutableHashSet();

    /// <summary>An effect that can begin something; an end alone (dispose) needs a beginning in the same body to matter.</summary>
    private static bool Starts(Contract? contract) =>
        contract is not null && contract.Effects.Any(e => !e.IsExact && e.Kind is not
            (EffectKind.Reclaims or EffectKind.Borrowed or EffectKind.NeverThrows or EffectKind.Blocks));

    /// <summary>Of a counted object the end alone matters: it is for the release.</summary>
    private bool EndsCounted(IMethodSymbol method)
    {
        foreach (Effect effect in Declared.Of(method)!.Effects)
        {
            ITypeSymbol ended = effect.On.Kind == OperandKind.Parameter ? method.Parameters[effect.On.Ordinal].Type : ExtensionBlocks.ReceiverOf(method)?.Type ?? method.ContainingType;
            if (effect.Kind == EffectKind.Reclaims && Partners.KindOf(ended, Declared) is not null)
                return true;
        }

        return false;
    }

    private ImmutableHashSet<string> NamesOf(IEnumerable<IMethodSymbol> methods) =>
        methods.Where(m => Starts(Declared.Of(m)) || EndsCounted(m)).Select(NameInSource).ToImmutableHashSet();

    private static bool Defines(IAssemblySymbol assembly)
    {
        INamespaceSymbol? space = assembly.GlobalNamespace;
        foreach (string part in MetadataNames.AnnotationsNamespace.Split('.'))
            space = space?.GetNamespaceMembers().FirstOrDefault(n => n.Name == part);
        return space?.GetTypeMembers().Any(Annotation.IsWord) == true;
    }

    private static string NameInSource(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.Constructor } => method.ContainingType.Name,
        { AssociatedSymbol: { } property } => property.Name,
        { MethodKind: MethodKind.Conversion } => MetadataNames.Conversion,
        { MethodKind: MethodKind.UserDefinedOperator } => MetadataNames.Operator,
        _ => method.Name,
    };

    private void Collect(INamespaceOrTypeSymbol container, DeclaredContracts declared)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type)
                _typeNames.Add(type.Name);
            if (member is INamespaceOrTypeSymbol inner)
                Collect(inner, declared);
            else if (member is IMethodSymbol method && declared.Of(method) is not null)
                _methods.Add(method);
        }
    }
}
