using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.Census;

/// <summary>
/// Findings as SARIF 2.1.0: the path of each is a code flow. The compiler's own writer is not public, and it leaves the texts of the steps out.
/// </summary>
/// <remarks>OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.</remarks>
static class Sarif
{
    public static string Of(ImmutableArray<Diagnostic> findings)
    {
        IEnumerable<DiagnosticDescriptor> rules = findings.Select(finding => finding.Descriptor).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal);
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject { ["name"] = "Quiesce", ["rules"] = Array(rules.Select(RuleOf)) },
                },
                ["results"] = Array(findings.Select(ResultOf)),
                ["columnKind"] = "utf16CodeUnits",
            }),
        }.ToJsonString(new() { WriteIndented = true });
    }

    private static JsonObject RuleOf(DiagnosticDescriptor rule) => new()
    {
        ["id"] = rule.Id,
        ["shortDescription"] = Text(rule.Title.ToString(CultureInfo.InvariantCulture)),
        ["helpUri"] = rule.HelpLinkUri,
    };

    private static JsonObject ResultOf(Diagnostic finding)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Id,
            ["level"] = LevelOf(finding.Severity),
            ["message"] = Text(finding.GetMessage(CultureInfo.InvariantCulture)),
            ["locations"] = finding.Location.IsInSource ? new JsonArray(LocationOf(finding.Location, null)) : [],
        };
        if (finding.AdditionalLocations.Count > 0)
            result["codeFlows"] = new JsonArray(new JsonObject { ["threadFlows"] = new JsonArray(new JsonObject { ["locations"] = Array(StepsOf(finding)) }) });
        return result;
    }

    private static IEnumerable<JsonObject> StepsOf(Diagnostic finding) => finding.AdditionalLocations.Select((location, i) => new JsonObject
    {
        ["location"] = LocationOf(location, finding.Properties.GetValueOrDefault(i.ToString(CultureInfo.InvariantCulture))),
    });

    private static JsonObject LocationOf(Location location, string? text)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        LinePosition start = span.StartLinePosition, end = span.EndLinePosition;
        var place = new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = new Uri(Path.GetFullPath(span.Path)).AbsoluteUri },
                ["region"] = new JsonObject
                {
                    ["startLine"] = start.Line + 1,
                    ["startColumn"] = start.Character + 1,
                    ["endLine"] = end.Line + 1,
                    ["endColumn"] = end.Character + 1,
                },
            },
        };
        if (text is not null)
            place["message"] = Text(text);
        return place;
    }

    private static string LevelOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "note",
        _ => "none",
    };

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
