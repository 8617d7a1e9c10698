using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;
using Xunit;

namespace Quiesce.Analyzers.Tests.Documents;

/// <summary>A rule is five things that belong together; each test says which are missing, by name.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string[] s_ids = [.. Rules.All.Select(rule => rule.Id)];

    private static string Releases =>
        Repository.Read("src/Analyzers/AnalyzerReleases.Shipped.md") + Repository.Read("src/Analyzers/AnalyzerReleases.Unshipped.md");

    [Fact]
    public void Each_id_names_one_rule() => Assert.Equal(s_ids.Distinct(), s_ids);

    [Fact]
    public void Each_defect_has_a_rule_and_each_rule_a_defect()
    {
        string[] named = [.. Enum.GetValues<Defect>().Where(defect => defect != Defect.None).Select(defect => Rules.For(defect).Id)];
        Same(s_ids, named, "rule", "defect");
        Assert.Equal(named.Distinct(), named);
    }

    [Fact]
    public void Each_rule_has_a_document() => Same(s_ids, RuleDocument.Ids, "rule", "document in " + RuleDocument.Folder);

    [Fact]
    public void Each_document_is_headed_by_its_rule()
    {
        foreach (DiagnosticDescriptor rule in Rules.All)
        {
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", Repository.Read($"{RuleDocument.Folder}/{rule.Id}.md"), StringComparison.Ordinal);
            Assert.EndsWith($"/{RuleDocument.Folder}/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_rule_has_a_line_in_the_release_notes_that_agrees_with_it()
    {
        string[] wanted = [.. Rules.All.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} |")];
        string[] written = [.. ReleaseLine().Matches(Releases).Select(match => match.Value)];
        Same(wanted, written, "rule", "release line");
    }

    [Fact]
    public void Each_rule_has_a_row_in_the_readme()
    {
        string[] written = [.. ReadmeRow().Matches(Repository.Read("README.md")).Select(match => match.Groups["id"].Value)];
        Same(s_ids, written, "rule", "README row");
    }

    private static void Same(IEnumerable<string> left, IEnumerable<string> right, string leftName, string rightName)
    {
        string[] problems = [
            .. left.Except(right).Select(id => $"{leftName} without {rightName}: {id}"),
            .. right.Except(left).Select(id => $"{rightName} without {leftName}: {id}")];
        Assert.True(problems.Length == 0, string.Join("\n", problems));
    }

    [GeneratedRegex(@"^QSC\d{3} \| [\w.]+ \| \w+ \|", RegexOptions.Multiline)]
    private static partial Regex ReleaseLine();

    [GeneratedRegex(@"^\| \[?(?<id>QSC\d{3})\]?\(src/Analyzers/Rules/\k<id>\.md\)", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();
}
