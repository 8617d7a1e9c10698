using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quiesce.Analyzers.Tests.Twins;

/// <summary>
/// Metamorphic testing: rewrites that keep the meaning keep the findings. Ids and statements are compared, not texts (a
/// negated condition reads differently). Immutable.
/// </summary>
sealed class TwinCheck(Analysis analysis, ImmutableArray<DiagnosticAnalyzer> analyzers, TwinCount count)
{
    private delegate TwinRewriter Make(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections);

    private static readonly ImmutableArray<(string Name, Make Make)> s_twins =
    [
        ("each condition negated and its branches swapped", (source, options, rejections) => new NegatedConditions(source, options, rejections)),
        ("each if as a switch", (source, options, rejections) => new SwitchForIf(source, options, rejections)),
        ("each body in a local function", (source, options, rejections) => new LocalFunction(source, options, rejections)),
        ("each body in a lambda", (source, options, rejections) => new Lambda(source, options, rejections)),
        ("each body in a local function that is called", (source, options, rejections) => new CalledFunction(source, options, rejections)),
        ("each body in a lambda that is called", (source, options, rejections) => new CalledLambda(source, options, rejections)),
        ("each body in an async function", (source, options, rejections) => new AsyncBody(source, options, rejections)),
    ];

    private readonly TaggedSource _source = new(analysis.Tree);

    /// <summary>What differs, for each twin that differs; nothing, if all agree with <paramref name="found" />.</summary>
    public async Task<ImmutableArray<string>> DifferencesAsync(ImmutableArray<Diagnostic> found)
    {
        string[] expected = [.. found.Select(diagnostic => Key(diagnostic, _source.NumberAt(diagnostic))).Order(StringComparer.Ordinal)];
        var differences = ImmutableArray.CreateBuilder<string>();
        foreach ((string name, Make make) in s_twins)
        {
            if (await AcceptedAsync(make) is not { } twin)
                continue;
            ImmutableArray<Diagnostic> inTwin = await twin.RunAsync(analyzers);
            string[] actual = [.. inTwin.Select(diagnostic => Key(diagnostic, TaggedSource.NumberInTwin(diagnostic))).Order(StringComparer.Ordinal)];
            if (!expected.SequenceEqual(actual))
                differences.Add($"Twin with {name}: {Difference(expected, actual)}\n{twin.Tree}\n  {string.Join("\n  ", inTwin)}");
        }

        return differences.ToImmutable();
    }

    /// <summary>The twin in which each member has the first form that the compiler accepts; null if no member has one.</summary>
    private async Task<Analysis?> AcceptedAsync(Make make)
    {
        var options = (CSharpParseOptions)analysis.Tree.Options;
        var rejections = ImmutableDictionary<int, int>.Empty;
        ImmutableHashSet<int>? candidates = null;
        while (true)
        {
            TwinRewriter rewriter = make(_source, options, rejections);
            string text = rewriter.Rewrite();
            candidates ??= rewriter.Changed;
            if (rewriter.Changed.IsEmpty)
            {
                count.Add(0, candidates.Count);
                return null;
            }

            Analysis twin = analysis.With(text);
            ImmutableArray<Diagnostic> errors = twin.Errors;
            if (errors.IsEmpty)
            {
                count.Add(rewriter.Changed.Count, candidates.Count - rewriter.Changed.Count);
                return twin;
            }

            foreach (int member in Rejected(twin, errors, rewriter.Changed))
                rejections = rejections.SetItem(member, rejections.GetValueOrDefault(member) + 1);
            await Task.Yield();
        }
    }

    private static ImmutableHashSet<int> Rejected(Analysis twin, ImmutableArray<Diagnostic> errors, ImmutableHashSet<int> changed)
    {
        SyntaxNode[] members = [.. TwinRewriter.MembersOf(twin.Tree.GetRoot())];
        ImmutableHashSet<int> rejected = [.. Enumerable.Range(0, members.Length).Where(i =>
            changed.Contains(i) && errors.Any(error => members[i].FullSpan.Contains(error.Location.SourceSpan.Start)))];
        // An error elsewhere cannot be blamed on one of them.
        return rejected.IsEmpty ? changed : rejected;
    }

    private static string Key(Diagnostic diagnostic, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{diagnostic.Id} at statement {number}");

    private static string Difference(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        List<string> lost = [.. expected], extra = [.. actual];
        lost.RemoveAll(extra.Remove);
        return string.Join(", ", lost.Select(key => "lost " + key).Concat(extra.Select(key => "extra " + key)));
    }
}
