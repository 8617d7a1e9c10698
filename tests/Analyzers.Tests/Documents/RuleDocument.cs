using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Quiesce.Analyzers.Tests.Documents;

/// <summary>A rule's document: its sections by name, and the code in them.</summary>
sealed partial record RuleDocument(string Id, ImmutableArray<string> SectionNames, ImmutableDictionary<string, string> Sections)
{
    public const string Folder = "src/Analyzers/Rules";

    public static ImmutableArray<string> Ids => [.. Repository.Files(Folder, "QSC*.md").Select(path => Path.GetFileNameWithoutExtension(path))];

    /// <summary>The code that must be found fault with; null where a rule has no example (QSC999: a limit of ours, not of the code).</summary>
    public string? Violation => Code("Violation");

    /// <summary>The code without the fault.</summary>
    public string? Fixed => Code("Fixed");

    /// <summary>The title of the remedy that makes <see cref="Fixed" /> of <see cref="Violation" />; null where it takes a human.</summary>
    public string? Remedy => Sections.TryGetValue("Fixed", out string? text) && RemedyName().Match(text) is { Success: true } match
        ? match.Groups["title"].Value
        : null;

    public static RuleDocument Load(string id) => Parse(id, Repository.Read($"{Folder}/{id}.md"));

    public static RuleDocument Parse(string id, string text)
    {
        MatchCollection headings = Heading().Matches(text);
        var names = headings.Select(match => match.Groups["name"].Value).ToImmutableArray();
        var sections = headings.Select((match, i) => (
            Name: names[i],
            Text: text[(match.Index + match.Length)..(i + 1 < headings.Count ? headings[i + 1].Index : text.Length)].Trim('\n')));
        return new RuleDocument(id, names, sections.ToImmutableDictionary(section => section.Name, section => section.Text));
    }

    /// <summary>The code without the comments that are expectations: what a user has before the fix.</summary>
    public static string WithoutMarks(string code) => Mark().Replace(code, "");

    private string? Code(string section)
    {
        if (!Sections.TryGetValue(section, out string? text))
            return null;
        MatchCollection blocks = CodeBlock().Matches(text);
        return blocks.Count == 1
            ? blocks[0].Groups["code"].Value
            : throw new FormatException($"{Id}.md: '## {section}' has {blocks.Count} code blocks instead of one.");
    }

    [GeneratedRegex(@"^## (?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^By \*\*(?<title>.+?)\*\*:\n```", RegexOptions.Multiline)]
    private static partial Regex RemedyName();

    [GeneratedRegex(@"[ \t]*//\s*(QSC\d{3}|\d+:)[^\n]*")]
    private static partial Regex Mark();
}
