using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Tests.Conventions;

/// <summary>
/// What must never depend on what (docs/architecture.md, "Layers"), each question answered by the places that break the
/// rule. A layer is a folder.
/// </summary>
sealed partial class Layering(ShippedSources sources)
{
    // Layer -> the layers it may know. "" is the folder itself: the analyzers, which put the layers together.
    private static readonly ImmutableDictionary<string, string[]> s_mayKnow = new Dictionary<string, string[]>
    {
        ["Protocols"] = [],
        ["Flow"] = [],
        ["Simulation"] = ["Flow", "Protocols"],
        ["Summaries"] = ["Flow", "Protocols", "Simulation"],
        ["Rules"] = ["Protocols"],
        ["Reporting"] = ["Protocols", "Rules", "Simulation"],
        [""] = ["Flow", "Protocols", "Simulation", "Summaries", "Rules", "Reporting"],
        ["Polyfills"] = [],
    }.ToImmutableDictionary();

    public IEnumerable<string> FoldersThatAreNoLayer =>
        sources.Trees.Select(tree => LayerOf(tree.FilePath)).Distinct().Where(layer => !s_mayKnow.ContainsKey(layer));

    public IEnumerable<string> LayersThatKnowTooMuch => Forbidden(_ => true, mention =>
        mention.DeclaredIn is { } file && LayerOf(file) != LayerOf(mention.Place) && !s_mayKnow[LayerOf(mention.Place)].Contains(LayerOf(file)));

    public IEnumerable<string> ProtocolsThatSeeOperations => Forbidden(layer => layer is "Protocols" or "Rules", mention =>
        mention.Namespace is "Microsoft.CodeAnalysis.Operations" or "Microsoft.CodeAnalysis.FlowAnalysis"
        || mention.TypeName == "Microsoft.CodeAnalysis.IOperation");

    public IEnumerable<string> RulesThatSeeStates =>
        Forbidden(layer => layer is "Rules", mention => mention.TypeName.EndsWith("State", StringComparison.Ordinal));

    public IEnumerable<string> DiagnosticsOutsideReporting => Forbidden(
        layer => layer is "Protocols" or "Flow" or "Simulation" or "Summaries",
        mention => mention.TypeName is "Microsoft.CodeAnalysis.Diagnostic" or "Microsoft.CodeAnalysis.Location" or "Microsoft.CodeAnalysis.DiagnosticDescriptor");

    public IEnumerable<string> TheOutsideWorld => Forbidden(_ => true, mention =>
        mention.Namespace == "System.IO" || mention.Namespace == "System.Net"
        || mention.Namespace.StartsWith("System.IO.", StringComparison.Ordinal)
        || mention.TypeName is "System.Environment" or "System.Console" or "System.Random" or "System.DateTime" or "System.DateTimeOffset"
            or "System.TimeProvider" or "System.Guid" or "System.Diagnostics.Stopwatch" or "System.Diagnostics.Process"
            or "System.Threading.Thread" or "System.Threading.Tasks.Task" or "System.Activator" or "System.Reflection.Assembly");

    /// <summary>Allocation per step is what the engine cannot afford.</summary>
    public IEnumerable<string> LinqInTheEngine => sources.Trees
        .Where(tree => EngineFile().IsMatch(tree.FilePath))
        .SelectMany(tree => sources.MentionsIn[tree])
        .Where(mention => mention.Namespace == "System.Linq")
        .Select(mention => $"{mention.Place}: {mention.Node} is LINQ");

    public IEnumerable<string> MutableStatics => sources.StaticState
        .Where(symbol => !IsImmutable(symbol))
        .Select(symbol => $"{symbol.ToDisplayString()} can change: use a readonly field of an immutable type");

    public IEnumerable<string> NamesOutsideTheirTables => sources.Trees
        .Where(tree => !NameTable().IsMatch(tree.FilePath))
        .SelectMany(tree => tree.GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken)))
        .Where(token => NameLike().IsMatch(token.ValueText) && token.Parent?.FirstAncestorOrSelf<AttributeSyntax>() is null)
        .Select(token => $"{token.GetLocation().GetLineSpan()}: {token.Text} looks like the name of a type or member");

    private IEnumerable<string> Forbidden(Func<string, bool> layer, Func<Mention, bool> isForbidden) => sources.Trees
        .Where(tree => layer(LayerOf(tree.FilePath)))
        .SelectMany(tree => sources.MentionsIn[tree])
        .Where(isForbidden)
        .Select(mention => $"{mention.Place}: '{LayerOf(mention.Place)}' mentions {mention.TypeName} ({mention.Node})");

    private string LayerOf(string path)
    {
        string inside = path[(sources.Folder.Length + 1)..];
        return inside.Contains('/') ? inside[..inside.IndexOf('/')] : "";
    }

    private static bool IsImmutable(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.IsReadOnly && IsImmutable(field.Type),
        IPropertySymbol property => property.SetMethod is null && (!HasBackingField(property) || IsImmutable(property.Type)),
        _ => false,
    };

    private static bool HasBackingField(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    // SyntaxTreeValueProvider is the compiler's own cache per tree: its content is a function of the tree.
    private static bool IsImmutable(ITypeSymbol type) =>
        type is not IArrayTypeSymbol
        && (type.IsValueType || type.IsRecord || type.SpecialType == SpecialType.System_String || type.TypeKind == TypeKind.Delegate
            || type.Name is "DiagnosticDescriptor" or "SymbolDisplayFormat" or "SyntaxTreeValueProvider" or "StringComparer"
            || type.ContainingNamespace.ToDisplayString() == "System.Collections.Immutable"
            || (type.DeclaringSyntaxReferences.Length > 0 && HoldsOnlyImmutables(type)));

    // What a type of ours keeps to itself and never replaces is its own to keep unchanged.
    private static bool HoldsOnlyImmutables(ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>()
        .Where(field => !field.IsStatic)
        .All(field => IsParameter(field) || (field.IsReadOnly && (IsKeptPrivate(field) || SymbolEqualityComparer.Default.Equals(field.Type, type) || IsImmutable(field.Type))));

    // Of a primary constructor; that nobody assigns to it is the compiler's business.
    private static bool IsParameter(IFieldSymbol field) => field is { IsImplicitlyDeclared: true, AssociatedSymbol: null };

    private static bool IsKeptPrivate(IFieldSymbol field) =>
        field.DeclaredAccessibility == Accessibility.Private && field.AssociatedSymbol is null;

    [GeneratedRegex(@"/Simulation/(Transfer(\.\w+)?|PropertySimulation)\.cs$")]
    private static partial Regex EngineFile();

    [GeneratedRegex(@"/(MetadataNames|WellKnownContracts(\.\w+)?|Rules)\.cs$")]
    private static partial Regex NameTable();

    // PascalCase and dots, or a documentation id.
    [GeneratedRegex(@"^([A-Z][a-z]\w*)(\.[A-Z]\w*)*$|^[MTPFE]:")]
    private static partial Regex NameLike();
}
