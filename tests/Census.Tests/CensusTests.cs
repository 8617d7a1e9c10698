using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Analyzers;
using Xunit;

namespace Quiesce.Census.Tests;

public sealed class CensusTests : IDisposable
{
    private const string Api = """
        namespace Vendor;
        public sealed class Pool { public Item Rent() => new(); public void Give(Item item) { } }
        public sealed class Item { public void Use() { } }
        """;

    private const string Leak = """
        namespace Vendor;
        static class User
        {
            public static void Run(Pool pool, bool early)
            {
                Item item = pool.Rent();
                if (early)
                    return;
                pool.Give(item);
            }
        }
        """;

    private const string Contracts = """
        using Quiesce.Annotations;
        [assembly: Contract("M:Vendor.Pool.Rent", typeof(AcquiredAttribute), On = "return", Kind = "pool")]
        [assembly: Contract("M:Vendor.Pool.Give(Vendor.Item)", typeof(ReleasesAttribute), On = "item", Kind = "pool")]
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("census");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Finds_what_contracts_say_of_code_that_has_none()
    {
        string source = Folder(("Api.cs", Api), ("sub/User.cs", Leak));
        string text = Run("--src", source, "--contracts", File("Contracts.cs", Contracts));
        Assert.Contains("User.cs(6,21): warning QSC101: 'pool.Rent()' is not released when 'early' is true: leaves at line 8", text, StringComparison.Ordinal);
        Assert.Contains("User.cs(7,13): 'early' is true", text, StringComparison.Ordinal);
        Assert.Contains("0 compile errors", text, StringComparison.Ordinal);
        Assert.Matches(@"QSC101 +1 ", text);
        Assert.Matches(@"AD0001 +0 +in all", text);
        Assert.Matches(@"QSC999 +0 +in all", text);
        Assert.Contains("ProtocolAnalyzer", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_references_are_counted_and_borne()
    {
        string source = Folder(("Api.cs", Api), ("User.cs", Leak), ("Broken.cs", "using Missing; class Broken : Absent { void M( }"));
        string text = Run("--src", source, "--contracts", File("Contracts.cs", Contracts));
        Assert.Contains("QSC101", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 compile errors", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Prints_the_rules_that_were_asked_for_and_counts_all()
    {
        string source = Folder(("Api.cs", Api), ("User.cs", Leak));
        string text = Run("--src", source, "--contracts", File("Contracts.cs", Contracts), "--ids", "QSC102");
        Assert.DoesNotContain("warning QSC101", text, StringComparison.Ordinal);
        Assert.Matches(@"QSC101 +1 ", text);
    }

    [Fact]
    public void Leaves_out_what_builds_made()
    {
        string source = Folder(("Api.cs", Api), ("obj/User.cs", Leak), ("bin/Debug/User.cs", Leak), ("objects/Other.cs", "class Other { }"));
        Assert.Contains("3 files", Run("--src", source, "--contracts", File("Contracts.cs", Contracts)), StringComparison.Ordinal);
    }

    [Fact]
    public void Defines_symbols_and_opens_namespaces()
    {
        string source = Folder(("A.cs", """
            #if SPECIAL
            class A { List<int> Numbers { get; } = new(); }
            #else
            #error not defined
            #endif
            """));
        Assert.Contains(" 0 compile errors", Run("--src", source, "--define", "OTHER;SPECIAL", "--implicit-usings"), StringComparison.Ordinal);
        Assert.Contains(" 1 compile errors", Run("--src", source, "--define", "SPECIAL"), StringComparison.Ordinal);
        Assert.Contains(" 1 compile errors", Run("--src", source, "--implicit-usings"), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_a_compilers_response_file()
    {
        string api = File("Api.cs", Api), user = File("User.cs", "#if SPECIAL\n" + Leak + "\n#endif");
        string response = File("csc.rsp", $"/define:SPECIAL\n/reference:\"{typeof(object).Assembly.Location}\"\n\"{api}\"\n\"{user}\"\n");
        string text = Run("--rsp", response, "--contracts", File("Contracts.cs", Contracts), "--ref", Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        Assert.Contains("QSC101", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_sarif_with_the_path()
    {
        string source = Folder(("Api.cs", Api), ("User.cs", Leak)), sarif = Path.Combine(_folder.FullName, "out.sarif");
        Run("--src", source, "--contracts", File("Contracts.cs", Contracts), "--sarif", sarif);
        JsonNode run = JsonNode.Parse(System.IO.File.ReadAllText(sarif))!["runs"]![0]!;
        JsonNode result = Assert.Single(run["results"]!.AsArray())!;
        Assert.Equal("QSC101", (string?)result["ruleId"]);
        Assert.Equal("warning", (string?)result["level"]);
        Assert.Equal(6, (int)result["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]!);
        Assert.Equal("'early' is true", (string?)result["codeFlows"]![0]!["threadFlows"]![0]!["locations"]![0]!["location"]!["message"]!["text"]);
        Assert.Equal("QSC101", (string?)Assert.Single(run["tool"]!["driver"]!["rules"]!.AsArray())!["id"]);
    }

    [Fact]
    public void An_analyzer_that_throws_is_counted_and_told()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(1, Program.Run(Arguments.Parse(["--src", Folder(("A.cs", "class A { }"))]), [new Failing()], output));
        Assert.Matches(@"AD0001 +1 +in all", output.ToString());
    }

    [Fact]
    public void What_cannot_be_written_is_told() =>
        Assert.Equal(2, Program.Main(["--src", Folder(("A.cs", "class A { }")), "--sarif", Path.Combine(_folder.FullName, "absent", "out.sarif")]));

    [Theory]
    [InlineData("nothing to look at")]
    [InlineData("'--what' is no option", "--what")]
    [InlineData("--src needs a value", "--src")]
    [InlineData("there is no folder 'absent'", "--src", "absent")]
    [InlineData("there is no file 'absent.cs'", "--contracts", "absent.cs")]
    public void Says_what_is_wrong_with_the_command_line(string message, params string[] words) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => Arguments.Parse(words)).Message, StringComparison.Ordinal);

    [Fact]
    public void Says_what_is_wrong_with_a_response_file()
    {
        Arguments arguments = Arguments.Parse(["--rsp", File("csc.rsp", "/langversion:seven\n")]);
        Assert.Contains("is no response file", Assert.Throws<FormatException>(() => SourceFolder.Compile(arguments)).Message, StringComparison.Ordinal);
    }

    private static string Run(params string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(0, Program.Run(Arguments.Parse(words), [new ProtocolAnalyzer(), new ContractAnalyzer()], output));
        return output.ToString();
    }

    private string Folder(params (string Path, string Text)[] files)
    {
        foreach ((string path, string text) in files)
            File(Path.Combine("src", path), text);
        return Path.Combine(_folder.FullName, "src");
    }

    private string File(string path, string text)
    {
        string file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    private sealed class Failing : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("T1", "t", "t", "t", DiagnosticSeverity.Warning, true)];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxTreeAction(_ => throw new InvalidOperationException());
        }
    }
}
