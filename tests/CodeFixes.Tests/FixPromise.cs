using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Analyzers;
using Quiesce.Testing.Remedying;
using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>
/// What every result of a remedy is held to, whatever its test is about: comments and layout, and what the analyzer says of it. A
/// marked finding that the analyzer has too must be gone; others are there to show what a remedy does with what it is given.
/// </summary>
internal sealed class FixPromise
{
    private readonly RemedyPromise _promise;
    private readonly ImmutableArray<Diagnostic> _before;
    private readonly ImmutableArray<Diagnostic> _remedied;

    private FixPromise(RemedyPromise promise, ImmutableArray<Diagnostic> before, ImmutableArray<Diagnostic> remedied)
    {
        _promise = promise;
        _before = before;
        _remedied = remedied;
    }

    public static async Task<FixPromise> OfAsync(Document document, ImmutableArray<Diagnostic> marked)
    {
        ImmutableArray<Diagnostic> before = await FindingsAsync(document);
        return new FixPromise(new RemedyPromise((await document.GetSyntaxTreeAsync())!), before, [.. before.Where(found => marked.Any(mark =>
            mark.Id == found.Id && mark.Location.SourceSpan == found.Location.SourceSpan))]);
    }

    public async Task CheckAsync(Document changed)
    {
        SyntaxTree tree = (await changed.GetSyntaxTreeAsync())!;
        Assert.Empty(_promise.BrokenBy(tree, (await changed.Project.GetCompilationAsync())!));
        ImmutableArray<string> differences = RemedyPromise.Differences(_before, await FindingsAsync(changed), _remedied);
        Assert.True(differences.IsEmpty, string.Join("\n", differences) + "\n" + tree);
    }

    /// <summary>What the analyzer still finds, remedied again, is what the remedy does not apply to.</summary>
    public async Task CheckIdempotentAsync<TRemedy>(Document changed)
        where TRemedy : CodeFixProvider, new()
    {
        if (_remedied.IsEmpty)
            return;
        ImmutableArray<Diagnostic> left = await FindingsAsync(changed);
        ImmutableHashSet<string> ids = [.. new TRemedy().FixableDiagnosticIds];
        Document again = await Fix.FixedAll<TRemedy>(changed, [.. left.Where(found => ids.Contains(found.Id))]);
        Assert.Equal((await changed.GetTextAsync()).ToString(), (await again.GetTextAsync()).ToString());
    }

    internal static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        SyntaxTree? tree = await document.GetSyntaxTreeAsync();
        ImmutableArray<Diagnostic> all = await compilation
            .WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new ProtocolAnalyzer())).GetAnalyzerDiagnosticsAsync();
        return [.. all.Where(found => found.Location.SourceTree == tree)];
    }
}
