using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Comparing;

/// <summary>Many programs, a file each, compiled once: analysed and run as one assembly.</summary>
sealed class Batch
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => IsNeeded(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create("Programs", [], s_references, new CSharpCompilationOptions(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, concurrentBuild: false,
        nullableContextOptions: NullableContextOptions.Enable));

    public Batch(ImmutableArray<Sketch> sketches, bool tells = false)
    {
        Sketches = sketches;
        Trees = [.. sketches.Select(sketch => CSharpSyntaxTree.ParseText(Rendering.Class(sketch, tells), s_parse, $"{sketch.Name}.cs"))];
        Compilation = CompilationOf(Trees);
    }

    /// <summary>Programs, which need not be those of one batch, as one assembly.</summary>
    public static CSharpCompilation CompilationOf(IEnumerable<SyntaxTree> trees) => s_empty.AddSyntaxTrees(trees);

    public ImmutableArray<Sketch> Sketches { get; }

    /// <summary>Their files, in their order.</summary>
    public ImmutableArray<SyntaxTree> Trees { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>The programs that the compiler rejects.</summary>
    public ImmutableArray<Sketch> Rejected
    {
        get
        {
            HashSet<SyntaxTree?> wrong = [.. Errors.Select(error => error.Location.SourceTree)];
            return [.. Sketches.Where((_, i) => wrong.Contains(Trees[i]))];
        }
    }

    public IEnumerable<Diagnostic> Errors =>
        Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>The static verdict on each program, in their order.</summary>
    public ImmutableArray<Judging.Defects> Analyse(Analyzer analyzer)
    {
        Dictionary<SyntaxTree, Judging.Defects> verdicts = analyzer.Verdicts(Compilation);
        return [.. Trees.Select(tree => verdicts.GetValueOrDefault(tree))];
    }

    /// <summary>What each program does on all its paths, in their order.</summary>
    public ImmutableArray<Observed> Run()
    {
        using var image = new MemoryStream();
        if (!Compilation.Emit(image).Success)
            throw new InvalidOperationException("programs do not compile:\n" + string.Join('\n', Errors.Take(10)));
        image.Position = 0;
        var context = new AssemblyLoadContext("Programs", isCollectible: true);
        try
        {
            Assembly programs = context.LoadFromStream(image);
            return [.. Sketches.Select(sketch => new AllPaths(sketch, programs.GetType(sketch.Name)!.GetMethod("Run")!).Run())];
        }
        finally
        {
            context.Unload();
        }
    }

    private static bool IsNeeded(string name) => name is
        "System.Private.CoreLib" or "System.Runtime" or "System.Collections" or "System.Linq" or "netstandard"
        or "Quiesce.Runtime" or "Quiesce.Oracle";
}
