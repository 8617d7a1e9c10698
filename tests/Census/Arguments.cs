using System.Collections.Immutable;

namespace Quiesce.Census;

/// <summary>What the command line asks for.</summary>
/// <param name="Sources">Folders of C#, with everything below them but <c>bin</c> and <c>obj</c>.</param>
/// <param name="ResponseFile">A compiler's response file: its sources, references and options count too.</param>
/// <param name="Defines">Preprocessor symbols.</param>
/// <param name="References">Folders whose assemblies are referenced.</param>
/// <param name="Contracts">Files that declare the contracts of code that cannot be edited; with one, the annotations can be seen.</param>
/// <param name="Ids">The rules to print; all where there are none.</param>
/// <param name="Sarif">Where the findings go as SARIF 2.1.0.</param>
/// <param name="HasImplicitUsings">The namespaces that the SDK opens by itself are opened.</param>
sealed record Arguments(
    ImmutableArray<string> Sources, string? ResponseFile, ImmutableArray<string> Defines, ImmutableArray<string> References,
    ImmutableArray<string> Contracts, ImmutableHashSet<string> Ids, string? Sarif, bool HasImplicitUsings)
{
    public const string Usage = """
        usage: Census --src DIR [--src DIR ...] [--rsp FILE] [--define A;B] [--ref DIR ...] [--contracts FILE.cs ...] [--ids QSC101,QSC102]
                      [--sarif OUT] [--implicit-usings]
          --src DIR          C# to look at, with its subfolders
          --rsp FILE         a compiler's response file
          --define A;B       preprocessor symbols
          --ref DIR          a folder of assemblies to reference; missing ones are tolerated, and their errors counted
          --contracts FILE   contracts of code that cannot be edited: [assembly: Contract(...)]
          --ids A,B          prints these rules only; all are counted
          --sarif OUT        writes the findings as SARIF 2.1.0
          --implicit-usings  opens the namespaces that the SDK opens by itself
        """;

    public static Arguments None { get; } = new([], null, [], [], [], [], null, false);

    /// <exception cref="FormatException">The message says what is wrong.</exception>
    public static Arguments Parse(IReadOnlyList<string> words)
    {
        Arguments arguments = None;
        for (int i = 0; i < words.Count; i++)
        {
            string option = words[i];
            arguments = option switch
            {
                "--src" => arguments with { Sources = arguments.Sources.Add(Folder(Value())) },
                "--rsp" => arguments with { ResponseFile = ExistingFile(Value()) },
                "--define" => arguments with { Defines = arguments.Defines.AddRange(Split(Value(), ';')) },
                "--ref" => arguments with { References = arguments.References.Add(Folder(Value())) },
                "--contracts" => arguments with { Contracts = arguments.Contracts.Add(ExistingFile(Value())) },
                "--ids" => arguments with { Ids = arguments.Ids.Union(Split(Value(), ',')) },
                "--sarif" => arguments with { Sarif = Value() },
                "--implicit-usings" => arguments with { HasImplicitUsings = true },
                _ => throw new FormatException($"'{option}' is no option"),
            };

            string Value() => ++i < words.Count ? words[i] : throw new FormatException($"{option} needs a value");
        }

        return arguments.Sources.IsEmpty && arguments.ResponseFile is null
            ? throw new FormatException("nothing to look at: say --src DIR or --rsp FILE")
            : arguments;
    }

    private static string[] Split(string text, char separator) =>
        text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Folder(string path) => Directory.Exists(path) ? path : throw new FormatException($"there is no folder '{path}'");

    private static string ExistingFile(string path) => File.Exists(path) ? path : throw new FormatException($"there is no file '{path}'");
}
