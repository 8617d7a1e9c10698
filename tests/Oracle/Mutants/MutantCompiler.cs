using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quiesce.Oracle.Comparing;

namespace Quiesce.Oracle.Mutants;

/// <summary>The analyzers' sources of this repository, compiled in memory with one file replaced.</summary>
sealed class MutantCompiler
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Threading; global using System.Threading.Tasks;";

    private readonly CSharpCompilation _original;

    public MutantCompiler()
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        string folder = Path.Combine(Root(), "src", "Analyzers");
        IEnumerable<SyntaxTree> trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parse, path));
        _original = CSharpCompilation.Create(
            "Quiesce.Analyzers.Mutant", [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings, parse)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith("Quiesce.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    public IEnumerable<Mutation> Mutations =>
        _original.SyntaxTrees.Where(tree => Mutation.IsSubject(tree.FilePath)).SelectMany(Mutation.Of);

    /// <summary>The analyzers without one case; null where that does not compile.</summary>
    public Analyzer? Compile(Mutation mutation) => Load(_original.ReplaceSyntaxTree(mutation.Original, mutation.Mutant));

    /// <summary>The same analyzers, compiled here too: what differs from them differs by the mutation.</summary>
    public Analyzer Unchanged => Load(_original) ?? throw new InvalidOperationException(
        "the analyzers' sources do not compile: " + _original.GetDiagnostics().First(d => d.Severity == DiagnosticSeverity.Error));

    private static Analyzer? Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        if (!compilation.Emit(image).Success)
            return null;
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext("Mutant", isCollectible: true).LoadFromStream(image);
        return new Analyzer(assembly);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Analyzers.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the mutants need the repository's sources around the program");
    }
}
