using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quiesce.Analyzers.Tests;

/// <summary>A finding that must start on this line (1-based), its message containing the text.</summary>
readonly record struct ExpectedFinding(string Id, int Line, string Text);

/// <summary>The n-th step of a path that must start on this line (both 1-based), its text containing the text.</summary>
readonly record struct ExpectedStep(int Number, int Line, string Text);

/// <summary>What a source's comments say must be found.</summary>
sealed partial record Expectations(ImmutableArray<ExpectedFinding> Findings, ImmutableArray<ExpectedStep> Steps)
{
    /// <summary>Reads the comments of a tree.</summary>
    /// <exception cref="FormatException">A comment that starts like an expectation is not one: it would be ignored silently.</exception>
    public static Expectations In(SyntaxTree tree)
    {
        var findings = ImmutableArray.CreateBuilder<ExpectedFinding>();
        var steps = ImmutableArray.CreateBuilder<ExpectedStep>();
        foreach (SyntaxTrivia comment in tree.GetRoot().DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            int line = comment.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            foreach (string part in comment.ToString().Split("//", StringSplitOptions.TrimEntries))
            {
                if (Finding().Match(part) is { Success: true } finding)
                    findings.Add(new(finding.Groups["id"].Value, line, finding.Groups["text"].Value));
                else if (Step().Match(part) is { Success: true } step)
                    steps.Add(new(int.Parse(step.Groups["n"].ValueSpan, CultureInfo.InvariantCulture), line, step.Groups["text"].Value));
                else if (part.StartsWith("QSC", StringComparison.Ordinal))
                    throw new FormatException($"Line {line}: '{part}' is not an expectation; write QSCnnn or QSCnnn: text.");
            }
        }

        return new Expectations(findings.ToImmutable(), steps.ToImmutable());
    }

    [GeneratedRegex(@"^(?<id>QSC\d{3})(\s*:\s*(?<text>\S.*))?$")]
    private static partial Regex Finding();

    [GeneratedRegex(@"^(?<n>[1-9]\d?)\s*:\s*(?<text>\S.*)?$")]
    private static partial Regex Step();
}
