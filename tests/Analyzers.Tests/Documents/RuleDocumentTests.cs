using Xunit;

namespace Quiesce.Analyzers.Tests.Documents;

/// <summary>Each rule's document is a test: its violation is found, its remedy gives its fixed code, and that is silent.</summary>
public sealed class RuleDocumentTests
{
    private static readonly string[] s_sections = ["Cause", "Why", "Violation", "Fixed", "Options", "When to suppress"];

    public static TheoryData<string> All => [.. RuleDocument.Ids];

    public static TheoryData<string> WithExample => [.. RuleDocument.Ids.Where(id => RuleDocument.Load(id).Violation is not null)];

    public static TheoryData<string> WithRemedy => [.. RuleDocument.Ids.Where(id => RuleDocument.Load(id).Remedy is not null)];

    [Theory]
    [MemberData(nameof(All))]
    public void Has_its_sections_in_order(string id)
    {
        RuleDocument document = RuleDocument.Load(id);
        // A limit of the analysis is no fault of any code: it has no example.
        Assert.Equal(id == "QSC999" ? s_sections.Except(["Violation", "Fixed"]) : s_sections, document.SectionNames);
    }

    [Theory]
    [MemberData(nameof(WithExample))]
    public Task Violation_is_found(string id)
    {
        string violation = RuleDocument.Load(id).Violation!;
        Assert.Contains(id, violation, StringComparison.Ordinal);
        return Verify.Rule(violation);
    }

    [Theory]
    [MemberData(nameof(WithExample))]
    public Task Fixed_is_silent(string id) => Verify.Silent(RuleDocument.Load(id).Fixed!);

    [Theory]
    [MemberData(nameof(WithRemedy))]
    public Task Remedy_of_the_violation_gives_fixed(string id)
    {
        RuleDocument document = RuleDocument.Load(id);
        return Remedies.CheckAsync(document.Remedy!, RuleDocument.WithoutMarks(document.Violation!), document.Fixed!);
    }
}
