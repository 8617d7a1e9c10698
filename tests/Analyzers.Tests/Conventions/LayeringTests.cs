using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Quiesce.Analyzers.Tests.Conventions;

/// <summary>Our own sources and projects keep the layers apart, and each check finds what is planted for it.</summary>
public sealed class LayeringTests
{
    // Our sources are written in a newer language than the oldest compiler that the analyzers load in.
    private const string OwnLanguage = "14.0";
    private const string Folder = "src/Analyzers";

    private static readonly Lazy<ShippedSources> s_ours = new(() => ShippedSources.Of(Folder));

    private static Layering Ours => new(s_ours.Value);

    [LanguageFact(OwnLanguage)]
    public void The_sources_are_understood() => Assert.Empty(s_ours.Value.Errors);

    [LanguageFact(OwnLanguage)]
    public void Every_folder_is_a_layer() => None(Ours.FoldersThatAreNoLayer);

    [LanguageFact(OwnLanguage)]
    public void A_layer_knows_only_the_layers_below() => None(Ours.LayersThatKnowTooMuch);

    [LanguageFact(OwnLanguage)]
    public void Protocols_see_no_operation_and_no_graph() => None(Ours.ProtocolsThatSeeOperations);

    [LanguageFact(OwnLanguage)]
    public void Rules_never_see_a_state() => None(Ours.RulesThatSeeStates);

    [LanguageFact(OwnLanguage)]
    public void Only_reporting_makes_diagnostics() => None(Ours.DiagnosticsOutsideReporting);

    [LanguageFact(OwnLanguage)]
    public void Analyzers_use_no_file_environment_clock_or_console() => None(Ours.TheOutsideWorld);

    [LanguageFact(OwnLanguage)]
    public void The_engine_uses_no_linq() => None(Ours.LinqInTheEngine);

    [LanguageFact(OwnLanguage)]
    public void Nothing_static_is_mutable() => None(Ours.MutableStatics);

    [LanguageFact(OwnLanguage)]
    public void Types_and_members_are_named_in_their_tables_only() => None(Ours.NamesOutsideTheirTables);

    [LanguageFact(OwnLanguage)]
    public void Remedies_have_no_names_of_their_own() => None(new Layering(ShippedSources.Of("src/CodeFixes")).NamesOutsideTheirTables);

    [LanguageFact(OwnLanguage)]
    public void Each_check_finds_what_is_planted_for_it()
    {
        Layering planted = new(ShippedSources.Of(Folder, [
            ($"{Folder}/Odd/A.cs", "class A { }"),
            ($"{Folder}/Flow/Point.cs", "namespace Q.Flow; class Point { object o = System.IO.File.ReadAllText(\"\"); string name = \"Rcu.Read\"; }"),
            ($"{Folder}/Protocols/Table.cs", "namespace Q.Protocols; class Table { Q.Flow.Point? p; Microsoft.CodeAnalysis.IOperation? o; }"),
            ($"{Folder}/Rules/Rules.cs", "namespace Q; class Rules { Q.Simulation.PathState? s; public static readonly int[] Counts = []; }"),
            ($"{Folder}/Simulation/Transfer.cs", """
                using System.Linq;
                namespace Q.Simulation;
                class PathState { static int s_count; static System.Collections.Immutable.ImmutableArray<int> s_fine; }
                class Transfer { int M(int[] a) => a.First(); Microsoft.CodeAnalysis.Location? l; static readonly string s_fine = ""; }
                """),
        ]));
        Assert.Equal(["Odd"], planted.FoldersThatAreNoLayer);
        Assert.Equal([$"{Folder}/Protocols/Table.cs(1)", $"{Folder}/Rules/Rules.cs(1)"], Places(planted.LayersThatKnowTooMuch));
        Assert.Equal([$"{Folder}/Protocols/Table.cs(1)"], Places(planted.ProtocolsThatSeeOperations));
        Assert.Equal([$"{Folder}/Rules/Rules.cs(1)"], Places(planted.RulesThatSeeStates));
        Assert.Equal([$"{Folder}/Simulation/Transfer.cs(4)"], Places(planted.DiagnosticsOutsideReporting));
        Assert.Equal([$"{Folder}/Flow/Point.cs(1)"], Places(planted.TheOutsideWorld));
        Assert.Equal([$"{Folder}/Simulation/Transfer.cs(4)"], Places(planted.LinqInTheEngine));
        Assert.Equal(3, planted.MutableStatics.Count());
        Assert.Single(planted.NamesOutsideTheirTables);
    }

    [Fact]
    public void Projects_refer_to_what_they_may()
    {
        None(ReferencesOf("Analyzers").Where(name => name.Contains("Workspaces") || IsProject(name, "Runtime") || IsProject(name, "CodeFixes")));
        None(ReferencesOf("CodeFixes").Where(name => name.EndsWith(".csproj", StringComparison.Ordinal)));
        // The runtime's package carries the analyzers; its assembly knows nothing of them (below).
        None(ReferencesOf("Runtime").Where(name => !IsProject(name, "Analyzers") && !IsProject(name, "CodeFixes")));
    }

    [Fact]
    public void Assemblies_refer_to_what_they_may()
    {
        None(ReferencedBy("Quiesce.Analyzers").Where(name => name.StartsWith("Quiesce", StringComparison.Ordinal) || name.Contains("Workspaces")));
        None(ReferencedBy("Quiesce.CodeFixes").Where(name => name.StartsWith("Quiesce", StringComparison.Ordinal)));
        None(ReferencedBy("Quiesce.Runtime").Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));
    }

    private static void None(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        Assert.True(all.Length == 0, string.Join("\n", all));
    }

    private static IEnumerable<string> Places(IEnumerable<string> violations) =>
        violations.Select(violation => violation[..violation.IndexOf(':')]).Distinct();

    private static bool IsProject(string reference, string name) => reference.EndsWith($"/{name}.csproj", StringComparison.Ordinal);

    private static IEnumerable<string> ReferencesOf(string project) => XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"))
        .Descendants()
        .Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "Reference")
        .Select(element => (string?)element.Attribute("Include") ?? "");

    private static IEnumerable<string> ReferencedBy(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name ?? "");
}
