using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

// Locks of the framework, by which others are kept out, and memory that others cannot reach.
static partial class WellKnownContracts
{
    private static readonly ImmutableHashSet<string> s_leavingLock = ImmutableHashSet.Create(
        "M:System.Threading.Monitor.Exit(System.Object)",
        "M:System.Threading.Lock.Exit",
        "M:System.Threading.SpinLock.Exit",
        "M:System.Threading.SpinLock.Exit(System.Boolean)",
        "M:System.Threading.ReaderWriterLockSlim.ExitWriteLock",
        "M:System.Threading.Mutex.ReleaseMutex");

    /// <summary>Whether the method enters a lock that is left when what it gives is disposed.</summary>
    public static bool GivesScope(IMethodSymbol method) => method.GetDocumentationCommentId() == "M:System.Threading.Lock.EnterScope";

    /// <summary>Whether the method leaves a lock that one thread at a time holds.</summary>
    public static bool LeavesLock(IMethodSymbol method) => method.GetDocumentationCommentId() is { } id && s_leavingLock.Contains(id);

    /// <summary>Whether the member is of the current thread alone: no other can read there what this one stores.</summary>
    public static bool IsOfThread(ISymbol member) =>
        (member.ContainingType is { Name: MetadataNames.ThreadLocal } type && IsOfFramework(type, MetadataNames.ThreadingNamespace))
        || (member.IsStatic && member.GetAttributes().Any(a => a.AttributeClass is { Name: MetadataNames.ThreadStatic } word && IsSystem(word.ContainingNamespace)));
}
