using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

// Who waits for tasks of the framework that run a function of the caller's.
static partial class WellKnownContracts
{
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
