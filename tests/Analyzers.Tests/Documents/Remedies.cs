using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quiesce.Analyzers.Tests.Documents;

/// <summary>The fix under test is chosen by title, of all that are shipped.</summary>
sealed class RemedyTest(CodeFixProvider remedy) : CSharpCodeFixTest<ProtocolAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
{
    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => ShippedAnalyzers.All;

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [remedy];
}

/// <summary>Every code fix of the shipped assembly.</summary>
static class Remedies
{
    public static ImmutableArray<CodeFixProvider> All =>
        [.. Assembly.Load("Quiesce.CodeFixes").GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    /// <summary>Applies the remedy of this title to class members that the analyzers find fault with: singly and by Fix All, it gives the others.</summary>
    public static async Task CheckAsync(string title, string violation, string wanted)
    {
        Snippet snippet = InClass(violation);
        Analysis analysis = await Analysis.CreateAsync(snippet);
        ImmutableArray<Diagnostic> found = await analysis.RunAsync(ShippedAnalyzers.All);
        CodeFixProvider remedy = await NamedAsync(title, snippet, found);
        var test = new RemedyTest(remedy) { TestCode = snippet.Source, FixedCode = InClass(wanted).Source };
        test.TestState.Sources.Add(Snippet.Usings);
        test.FixedState.Sources.Add(Snippet.Usings);
        test.TestState.AdditionalReferences.Add(Analysis.Runtime);
        test.ExpectedDiagnostics.AddRange(found.Select(ResultOf));
        await test.RunAsync();
    }

    private static async Task<CodeFixProvider> NamedAsync(string title, Snippet snippet, ImmutableArray<Diagnostic> found)
    {
        var offered = new List<string>();
        Document document = await Analysis.DocumentAsync(snippet);
        foreach (CodeFixProvider remedy in All)
        {
            foreach (Diagnostic diagnostic in found.Where(diagnostic => remedy.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                var actions = new List<CodeAction>();
                await remedy.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
                if (actions.Exists(action => action.Title == title))
                    return remedy;
                offered.AddRange(actions.Select(action => action.Title));
            }
        }

        throw new InvalidOperationException($"No fix '{title}' is offered, only: {string.Join(", ", offered.DefaultIfEmpty("none"))}\n{snippet.Numbered}");
    }

    private static DiagnosticResult ResultOf(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        return new DiagnosticResult(diagnostic.Descriptor)
            .WithSeverity(diagnostic.Severity)
            .WithSpan(
                span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1,
                span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1)
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
    }

    // As a user writes it, so that a fix's formatting shows.
    private static Snippet InClass(string members) => Snippet.WholeFile(
        "class C\n{\n" + string.Concat(members.Split('\n').Select(line => line.Length == 0 ? "\n" : $"    {line}\n")) + "}\n", null);
}
