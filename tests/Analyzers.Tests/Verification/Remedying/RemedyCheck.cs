using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Testing.Remedying;

namespace Quiesce.Analyzers.Tests.Remedying;

/// <summary>
/// What is promised of every remedy, wherever it is offered: its result compiles, the finding is gone and no other came, the
/// comments are still there and the layout is clean; by Fix All too, which applied again changes nothing. Not thread-safe.
/// </summary>
sealed class RemedyCheck(Analysis analysis, ImmutableArray<DiagnosticAnalyzer> analyzers, RemedyCount count)
{
    private readonly List<string> _faults = [];
    private readonly RemedyPromise _promise = new(analysis.Tree);

    /// <summary>What is wrong with the remedies of these findings; nothing, if each keeps its promise.</summary>
    public async Task<ImmutableArray<string>> FaultsAsync(ImmutableArray<CodeFixProvider> remedies, ImmutableArray<Diagnostic> found)
    {
        if (remedies.IsEmpty || found.IsEmpty)
            return [];
        var remedied = new HashSet<Diagnostic>();
        foreach (CodeFixProvider remedy in remedies)
        {
            ImmutableArray<Diagnostic> fixable = [.. found.Where(d => remedy.FixableDiagnosticIds.Contains(d.Id) && d.Location.SourceTree == analysis.Tree)];
            var offered = new List<Diagnostic>();
            foreach (Diagnostic diagnostic in fixable)
            {
                if (await CheckOneAsync(remedy, diagnostic, found))
                    offered.Add(diagnostic);
            }

            remedied.UnionWith(offered);
            if (offered.Count > 0 && remedy.GetFixAllProvider() is not null)
                await CheckAllAsync(remedy, fixable, offered, found);
        }

        foreach (Diagnostic diagnostic in found)
            count.AddFinding(diagnostic.Id, remedied.Contains(diagnostic));
        return [.. _faults];
    }

    private async Task<bool> CheckOneAsync(CodeFixProvider remedy, Diagnostic diagnostic, ImmutableArray<Diagnostic> found)
    {
        var actions = new List<CodeAction>();
        await remedy.RegisterCodeFixesAsync(new CodeFixContext(analysis.Document, diagnostic, (action, _) => actions.Add(action), default));
        foreach (CodeAction action in actions)
        {
            count.AddApplied(remedy.GetType().Name);
            Document changed = await AppliedAsync(action);
            await CheckResultAsync($"'{action.Title}' for {Found.Of(diagnostic)}", changed, found, [diagnostic]);
        }

        return actions.Count > 0;
    }

    private async Task CheckAllAsync(
        CodeFixProvider remedy, ImmutableArray<Diagnostic> fixable, List<Diagnostic> offered, ImmutableArray<Diagnostic> found)
    {
        string name = $"Fix All of {remedy.GetType().Name}";
        Document once = await FixAll.ApplyAsync(remedy, analysis.Document, fixable);
        if (await CheckResultAsync(name, once, found, offered) is not { } result)
            return;
        ImmutableArray<Diagnostic> left = [.. (await result.RunAsync(analyzers)).Where(d => remedy.FixableDiagnosticIds.Contains(d.Id))];
        Document twice = await FixAll.ApplyAsync(remedy, once, left);
        string again = (await twice.GetTextAsync()).ToString();
        if (again != (await once.GetTextAsync()).ToString())
            _faults.Add($"{name}, applied again, changes its own result to\n{again}");
    }

    private async Task<Analysis?> CheckResultAsync(
        string what, Document changed, ImmutableArray<Diagnostic> found, IReadOnlyCollection<Diagnostic> remedied)
    {
        Analysis result = await Analysis.OfAsync(changed);
        ImmutableArray<string> broken = _promise.BrokenBy(result.Tree, result.Compilation);
        if (broken.IsEmpty)
            broken = RemedyPromise.Differences(found, await result.RunAsync(analyzers), remedied);
        if (broken.IsEmpty)
            return result;
        _faults.Add($"{what}\n    {string.Join("\n    ", broken)}\n{result.Tree}");
        return null;
    }

    private async Task<Document> AppliedAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(analysis.Document.Id)!;
    }
}
