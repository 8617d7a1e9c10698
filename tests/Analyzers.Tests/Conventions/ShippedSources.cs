using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Tests.Conventions;

/// <summary>A symbol that a source mentions, and the file that declares it if it is ours.</summary>
readonly record struct Mention(SyntaxNode Node, ISymbol Symbol, string? DeclaredIn)
{
    /// <summary>The type mentioned: itself, or the one whose member it is.</summary>
    public INamedTypeSymbol? Type => Symbol as INamedTypeSymbol ?? Symbol.ContainingType;

    public string TypeName => Type?.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) ?? "";

    public string Namespace => (Type ?? Symbol).ContainingNamespace?.ToDisplayString() ?? "";

    public string Place
    {
        get
        {
            FileLinePositionSpan span = Node.GetLocation().GetLineSpan();
            return $"{span.Path}({span.StartLinePosition.Line + 1})";
        }
    }
}

/// <summary>The sources of a shipped project, parsed and bound: what they mention is known by symbol, not by spelling.</summary>
sealed class ShippedSources
{
    private readonly CSharpCompilation _compilation;

    private readonly Lazy<ImmutableDictionary<SyntaxTree, ImmutableArray<Mention>>> _mentions;

    private ShippedSources(string folder, CSharpCompilation compilation)
    {
        (Folder, _compilation) = (folder, compilation);
        _mentions = new(() => Trees.ToImmutableDictionary(tree => tree, tree => Mentions(tree).ToImmutableArray()));
    }

    public string Folder { get; }

    public IEnumerable<SyntaxTree> Trees => _compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(Folder, StringComparison.Ordinal));

    public ImmutableArray<Diagnostic> Errors => [.. _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    /// <summary>The sources below <paramref name="folder" />.</summary>
    public static ShippedSources Of(string folder) =>
        Of(folder, Repository.Files(folder, "*.cs").Select(path => (path, Repository.Read(path))));

    /// <summary>Sources by path, all below <paramref name="folder" />, bound against what this process has loaded.</summary>
    public static ShippedSources Of(string folder, IEnumerable<(string Path, string Text)> sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var references = trusted.Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Quiesce.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        const string ImplicitUsings =
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
            + "global using System.Threading; global using System.Threading.Tasks;";
        var trees = sources
            .Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options, "ImplicitUsings.cs"));
        return new ShippedSources(folder, CSharpCompilation.Create(
            "Sources", trees, references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
    }

    /// <summary>Everything that each file mentions by name, usings aside.</summary>
    public ImmutableDictionary<SyntaxTree, ImmutableArray<Mention>> MentionsIn => _mentions.Value;

    /// <summary>The fields, backing fields of properties included, that exist once per process.</summary>
    public IEnumerable<ISymbol> StaticState => Trees
        .SelectMany(DeclaredIn)
        .Where(symbol => symbol is IFieldSymbol { IsStatic: true, IsConst: false } or IPropertySymbol { IsStatic: true }
            && symbol.ContainingType.TypeKind != TypeKind.Enum)
        .Select(symbol => symbol!);

    private IEnumerable<ISymbol?> DeclaredIn(SyntaxTree tree)
    {
        SemanticModel model = _compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes(node => node is not StatementSyntax).OfType<MemberDeclarationSyntax>()
            .SelectMany(IEnumerable<SyntaxNode> (member) => member is FieldDeclarationSyntax field ? field.Declaration.Variables : [member])
            .Select(node => model.GetDeclaredSymbol(node));
    }

    private IEnumerable<Mention> Mentions(SyntaxTree tree)
    {
        SemanticModel model = _compilation.GetSemanticModel(tree);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax).OfType<SimpleNameSyntax>())
        {
            ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
            if (symbol is null or INamespaceSymbol or ITypeParameterSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol)
                continue;
            yield return new Mention(name, symbol, symbol.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath);
        }
    }
}
