using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quiesce.Testing.Remedying;

/// <summary>What the result of a remedy is held to. Immutable.</summary>
sealed partial class RemedyPromise(SyntaxTree before)
{
    private readonly string _source = before.ToString();

    /// <summary>What is wrong with the text of a result.</summary>
    public ImmutableArray<string> BrokenBy(SyntaxTree after, Compilation compilation)
    {
        string text = after.ToString();
        List<string> lost = Comments(before);
        foreach (string comment in Comments(after))
            lost.Remove(comment);
        return [
            .. ErrorsOf(compilation).Select(error => $"does not compile: {error}"),
            .. lost.Select(comment => $"loses a comment: {comment}"),
            .. LineEndsAreMixed(text) && !LineEndsAreMixed(_source) ? ["has mixed line ends"] : Array.Empty<string>(),
            .. LinesEndingInSpace(text).Except(LinesEndingInSpace(_source)).Select(line => $"has space at the end of a line: {line}")];
    }

    /// <summary>
    /// The remedied findings that are still there, and warnings that are new. Findings are counted by rule and subject, since
    /// lines move.
    /// </summary>
    public static ImmutableArray<string> Differences(
        ImmutableArray<Diagnostic> before, ImmutableArray<Diagnostic> after, IEnumerable<Diagnostic> remedied)
    {
        List<string> allowed = [.. before.Select(Key)];
        foreach (string key in remedied.Select(Key))
            allowed.Remove(key);
        return [.. after.Where(diagnostic => !allowed.Remove(Key(diagnostic)) && !IsUncovered(diagnostic, before))
            .Select(diagnostic => $"leaves or brings {diagnostic}")];
    }

    /// <summary>What the compiler rejects, be it only when it emits.</summary>
    private static IEnumerable<Diagnostic> ErrorsOf(Compilation compilation) =>
        compilation.Emit(Stream.Null).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>
    /// What one finding says covers others about the same acquire: what leaks already is not said to leak when a call throws, and
    /// what was acquired wrongly is taken to be held for good; what was taken too late is not asked how.
    /// </summary>
    private static readonly ImmutableDictionary<string, string> s_covering = ImmutableDictionary<string, string>.Empty
        .Add("QSC110", "QSC101 QSC104 QSC105")
        .Add("QSC101", "QSC104 QSC105")
        .Add("QSC105", "QSC112");

    private static bool IsUncovered(Diagnostic diagnostic, ImmutableArray<Diagnostic> before) =>
        s_covering.TryGetValue(diagnostic.Id, out string? covering)
        && before.Any(other => covering.Contains(other.Id, StringComparison.Ordinal) && Subject(other) == Subject(diagnostic));

    private static string Key(Diagnostic diagnostic) => $"{diagnostic.Id} {Subject(diagnostic)}";

    private static string Subject(Diagnostic diagnostic) => Quoted().Match(diagnostic.GetMessage(null)).Value;

    private static List<string> Comments(SyntaxTree tree) => [.. tree.GetRoot().DescendantTrivia(descendIntoTrivia: true)
        .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia)
        .Select(trivia => trivia.ToString().Trim())];

    private static bool LineEndsAreMixed(string text) => text.Contains('\r') && text.ReplaceLineEndings("\r\n") != text;

    private static IEnumerable<string> LinesEndingInSpace(string text) =>
        text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line != line.TrimEnd());

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();
}
