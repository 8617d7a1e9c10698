using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quiesce.Oracle.Comparing;

namespace Quiesce.Oracle.Mutants;

/// <summary>The analyzers' sources of this repository, compiled in memory once for all mutants.</summary>
sealed class MutantAnalyzers
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Threading; global using System.Threading.Tasks;";

    private readonly byte[] _image;

    private MutantAnalyzers(ImmutableArray<Case> cases, byte[] image) => (Cases, _image) = (cases, image);

    public ImmutableArray<Case> Cases { get; }

    public static MutantAnalyzers Compile()
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        string folder = Path.Combine(Repository.Root, "src", "Analyzers");
        ImmutableArray<SyntaxTree> files = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parse, path))];
        ImmutableArray<Case> cases = Case.In(files);
        var schema = new Schema(cases);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Quiesce.Analyzers.Mutants",
            [.. files.Select(schema.Rewrite), CSharpSyntaxTree.ParseText(ImplicitUsings, parse), CSharpSyntaxTree.ParseText(schema.Asked(files), parse)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith("Quiesce.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        return compilation.Emit(image).Success
            ? new MutantAnalyzers(cases, image.ToArray())
            : throw new InvalidOperationException("the mutants do not compile: " + compilation.GetDiagnostics().First(d => d.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>A copy of its own, so that several threads can each miss another case.</summary>
    public Specimen Load() =>
        new(new AssemblyLoadContext("Mutants", isCollectible: true).LoadFromStream(new MemoryStream(_image)));
}

/// <summary>Analyzers from which one case can be taken away. For one thread at a time.</summary>
sealed class Specimen
{
    private readonly FieldInfo _missing;
    private readonly Dictionary<string, bool[]> _taken;

    public Specimen(Assembly assembly)
    {
        Analyzer = new Analyzer(assembly);
        Type cases = assembly.GetType("Quiesce.Analyzers.Cases", throwOnError: true)!;
        _missing = cases.GetField("Missing")!;
        _taken = (Dictionary<string, bool[]>)cases.GetField("Taken")!.GetValue(null)!;
    }

    public Analyzer Analyzer { get; }

    /// <summary>None is missing.</summary>
    public const int None = -1;

    /// <summary>The number of the case that is not there.</summary>
    public int Missing
    {
        set => _missing.SetValue(null, value);
    }

    /// <summary>The cases that each of the files analysed since it was asked last takes, by path.</summary>
    public Dictionary<string, ImmutableArray<int>> Taken()
    {
        var taken = _taken.ToDictionary(
            file => file.Key, file => Enumerable.Range(0, file.Value.Length).Where(number => file.Value[number]).ToImmutableArray());
        _taken.Clear();
        return taken;
    }
}
