using Quiesce.Analyzers.Tests.Documents;
using Quiesce.Analyzers.Tests.Remedying;
using Quiesce.Analyzers.Tests.Twins;

namespace Quiesce.Analyzers.Tests;

/// <summary>
/// A rule test is a snippet whose comments say what must be found: <c>// QSCnnn[: text]</c> is a finding whose primary
/// location starts on that line and whose message contains the text; <c>// n: text</c> is the n-th step of its path. Nothing
/// else may be found. Where a line has several expectations they follow each other: <c>// 2: leaves // QSC102: 'm'</c>.
/// Steps are compared where a test marks at least one of a finding; then all of that finding must be marked.
/// A snippet is a list of class members, with the usual usings in scope and line numbers of its own; it is a whole file if
/// it starts with <c>using</c>, declares a namespace or consists of type declarations. Thread-safe.
/// </summary>
public static class Verify
{
    private static readonly RuleVerifier s_shipped = new(ShippedAnalyzers.All)
    {
        Twins = TwinCount.OfThisRun,
        Remedies = Remedies.All,
        Remedied = RemedyCount.OfThisRun,
    };

    /// <summary>Exactly the marked findings, and every free check (see <see cref="RuleVerifier" />).</summary>
    public static Task Rule(string snippet, VerifyOptions? options = null) => s_shipped.Rule(Snippet.Parse(snippet, options));

    /// <summary>No finding at all, and every free check.</summary>
    public static Task Silent(string snippet, VerifyOptions? options = null) => s_shipped.Silent(Snippet.Parse(snippet, options));

    /// <summary>Exactly the marked findings (none, if none is marked) in a whole file; top-level statements are welcome.</summary>
    public static Task File(string source, VerifyOptions? options = null) => s_shipped.File(Snippet.WholeFile(source, options));
}
