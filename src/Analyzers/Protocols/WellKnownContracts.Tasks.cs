using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

// Who waits for tasks of the framework that run a function of the caller's; what changes without anybody's call.
static partial class WellKnownContracts
{
    private static readonly ImmutableHashSet<string> s_changing = ImmutableHashSet.Create(
        "P:System.Threading.CancellationToken.IsCancellationRequested",
        "P:System.Threading.CancellationTokenSource.IsCancellationRequested",
        "P:System.Threading.Tasks.Task.IsCompleted",
        "P:System.DateTime.Now",
        "P:System.DateTime.UtcNow",
        "P:System.DateTimeOffset.Now",
        "P:System.DateTimeOffset.UtcNow",
        "P:System.Environment.TickCount",
        "P:System.Environment.TickCount64",
        "P:System.Diagnostics.Stopwatch.Elapsed",
        "P:System.Diagnostics.Stopwatch.ElapsedMilliseconds",
        "P:System.Diagnostics.Stopwatch.ElapsedTicks");

    private static readonly ImmutableHashSet<string> s_changingNames = s_changing.Select(id => id.Substring(id.LastIndexOf('.') + 1)).ToImmutableHashSet();

    /// <summary>Whether the framework's property may say something else each time it is asked: a clock, a flag that others set.</summary>
    public static bool ChangesByItself(IPropertySymbol property) => s_changingNames.Contains(property.Name)
        && property.DeclaringSyntaxReferences.IsEmpty && property.GetDocumentationCommentId() is { } id && s_changing.Contains(id);

    private static readonly ImmutableHashSet<string> s_waitsForAll = ImmutableHashSet.Create(
        "M:System.Threading.Tasks.Task.WhenAll(System.Threading.Tasks.Task[])",
        "M:System.Threading.Tasks.Task.WhenAll``1(System.Threading.Tasks.Task{``0}[])",
        "M:System.Threading.Tasks.Task.WhenAll(System.ReadOnlySpan{System.Threading.Tasks.Task})",
        "M:System.Threading.Tasks.Task.WhenAll``1(System.ReadOnlySpan{System.Threading.Tasks.Task{``0}})",
        "M:System.Threading.Tasks.Task.WaitAll(System.Threading.Tasks.Task[])",
        "M:System.Threading.Tasks.Task.WaitAll(System.ReadOnlySpan{System.Threading.Tasks.Task})");

    /// <summary>Whether the method runs its argument, and returns a task that ends with it.</summary>
    public static bool IsRun(Contract contract) => contract == Runs;

    /// <summary>Whether the method, or what it returns, ends when all tasks have that it is given.</summary>
    public static bool WaitsForAll(IMethodSymbol method) =>
        method.ContainingType.Name == MetadataNames.Task && method.OriginalDefinition.GetDocumentationCommentId() is { } id && s_waitsForAll.Contains(id);
}
