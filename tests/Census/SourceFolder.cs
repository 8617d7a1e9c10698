using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Quiesce.Testing;

namespace Quiesce.Census;

/// <summary>
/// A compilation of whatever is in a folder: every file, whichever project it belongs to, against the framework that runs this program.
/// References that are missing make errors, which the analyzers have to bear.
/// </summary>
static class SourceFolder
{
    /// <exception cref="FormatException">The response file is wrong.</exception>
    public static CSharpCompilation Compile(Arguments arguments)
    {
        CSharpCommandLineArguments? response = arguments.ResponseFile is { } file ? ReadResponse(file) : null;
        ImmutableArray<string> symbols = [.. response?.ParseOptions.PreprocessorSymbolNames ?? Symbols(), .. arguments.Defines];
        CSharpParseOptions options = (response?.ParseOptions ?? new CSharpParseOptions(LanguageVersion.Preview)).WithPreprocessorSymbols(symbols);
        IEnumerable<string> paths = [.. arguments.Sources.SelectMany(FilesIn), .. response?.SourceFiles.Select(source => source.Path) ?? [], .. arguments.Contracts];
        List<SyntaxTree> trees = [.. paths.Distinct().Select(path => Parse(path, options))];
        if (arguments.HasImplicitUsings)
            trees.Add(CSharpSyntaxTree.ParseText(ImplicitUsings.Text, options, "ImplicitUsings.g.cs"));
        return CSharpCompilation.Create("Census", trees, ReferencesOf(arguments, response), response?.CompilationOptions ?? new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static CSharpCommandLineArguments ReadResponse(string file)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        CSharpCommandLineArguments read = CSharpCommandLineParser.Default.Parse([$"@{Path.GetFullPath(file)}"], folder, sdkDirectory: null);
        return read.Errors.FirstOrDefault(error => error.Severity == DiagnosticSeverity.Error) is { } wrong
            ? throw new FormatException($"'{file}' is no response file: {wrong.GetMessage()}")
            : read;
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).SkipLast(1).Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    private static SyntaxTree Parse(string path, CSharpParseOptions options)
    {
        using FileStream stream = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(stream, Encoding.UTF8), options, path);
    }

    private static ImmutableArray<string> Symbols() =>
        ["NET", "NETCOREAPP", .. Enumerable.Range(5, Environment.Version.Major - 4).Select(version => $"NET{version}_0_OR_GREATER"), $"NET{Environment.Version.Major}_0"];

    private static IEnumerable<MetadataReference> ReferencesOf(Arguments arguments, CSharpCommandLineArguments? response)
    {
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string path in response?.MetadataReferences.Select(reference => reference.Reference).Where(File.Exists) ?? [])
            byName[Path.GetFileName(path)] = path;
        foreach (string path in arguments.References.SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories)))
            byName.TryAdd(Path.GetFileName(path), path);
        foreach (string path in response is null ? Framework() : [])
            byName.TryAdd(Path.GetFileName(path), path);
        if (!arguments.Contracts.IsEmpty)
            byName.TryAdd("Quiesce.Runtime.dll", typeof(Module).Assembly.Location);
        return byName.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => MetadataReference.CreateFromFile(entry.Value));
    }

    /// <summary>What this program runs on, without what it brings itself.</summary>
    private static IEnumerable<string> Framework()
    {
        string own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) != own);
    }
}
