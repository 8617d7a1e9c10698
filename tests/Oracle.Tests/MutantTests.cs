using System.Globalization;
using Quiesce.Analyzers.Tests;
using Quiesce.Oracle.Mutants;
using Xunit;

namespace Quiesce.Oracle.Tests;

/// <summary>Each case of the analyzers can be taken away, and is listed. The compiler in use compiles the analyzers' sources: C# 12.</summary>
public sealed class MutantTests
{
    private static readonly Lazy<MutantAnalyzers> s_analyzers = new(MutantAnalyzers.Compile);

    [LanguageFact("12.0")]
    public void Every_row_of_the_protocols_is_a_case()
    {
        Dictionary<string, int> rows = s_analyzers.Value.Cases.Where(one => one.IsRow)
            .GroupBy(one => one.Name.Split(',')[0]).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(Analyzers.Protocols.Protocol.Reference.Rows.Count(), rows["ReferenceProtocol.cs"]);
        Assert.Equal(Analyzers.Protocols.Protocol.Guard.Rows.Count(), rows["GuardProtocol.cs"]);
        Assert.Equal(Analyzers.Protocols.Protocol.Copy.Rows.Count(), rows["CopyProtocol.cs"]);
        Assert.Equal(Analyzers.Protocols.Protocol.ReadSide.Rows.Count(), rows["ReadSideProtocol.cs"]);
        Assert.Equal(Analyzers.Protocols.Protocol.Reclaim.Rows.Count(), rows["ReclaimProtocol.cs"]);
    }

    [LanguageFact("12.0")]
    public void Cases_of_every_sort_are_listed() => Assert.All(
        (string[])[
            "Transfer.cs, Simple: ISimpleAssignmentOperation",
            "Transfer.Stores.cs, Store: case ILocalReferenceOperation",
            "Transfer.Effects.cs, Perform: case EffectKind.Releases:",
            "Unwinding.cs, Climb: case ControlFlowRegionKind.Try:",
            "Unwinding.cs, Matches: if (thrown is null)",
            "ReferenceProtocol.cs, Rows: new(Held, Release, Released, -1)",
        ],
        name => Assert.Contains(s_analyzers.Value.Cases, one => one.Name.StartsWith(name, StringComparison.Ordinal)));

    [LanguageFact("12.0")]
    public void Every_excuse_excuses_something() => Assert.All(
        Excuses.Parts, part => Assert.Contains(s_analyzers.Value.Cases, one => one.Name.Contains(part, StringComparison.Ordinal)));

    [LanguageFact("12.0")]
    public void The_table_tells_what_is_noticed()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        new MutantTable(Arguments.Parse("--seed 3 --programs 100".Split(' ')), output).Run(
            [.. s_analyzers.Value.Cases.Where(one => one.Name.Contains("new(Held, Release, Released, -1)", StringComparison.Ordinal) || one.Name.Contains("new(Untouched, Store", StringComparison.Ordinal))]);
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.StartsWith("Killed     ReferenceProtocol.cs, Rows: new(Held, Release, Released, -1): P", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Tested     ReferenceProtocol.cs, Rows: new(Untouched, Store, Stored, +1): what comes with", StringComparison.Ordinal));
        Assert.Matches(@"^Killed \d+, Tested \d+", lines[^1]);
    }
}
