using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// Contracts of framework members, as rows of the same vocabulary. A row is found by the member's documentation id, so
/// nothing here is matched by a bare name.
/// </summary>
static class WellKnownContracts
{
    /// <summary>Disposing an object ends its life, whichever type declares the method.</summary>
    public static Contract Reclaims { get; } =
        new(ImmutableArray.Create(new Effect(EffectKind.Reclaims, Operand.This, When.Returns)));

    /// <summary>Awaiting what it returns is awaiting its receiver.</summary>
    private static Contract SameTask { get; } = new(ImmutableArray.Create(
        new Effect(EffectKind.ReturnsReceiver, Operand.This, When.Returns), new Effect(EffectKind.NeverThrows, Operand.This, When.Returns)));

    private static readonly ImmutableDictionary<string, Contract> s_byId = new Dictionary<string, Contract>
    {
        ["M:System.IDisposable.Dispose"] = Reclaims,
        ["M:System.IAsyncDisposable.DisposeAsync"] = Reclaims,
        ["M:System.Threading.Tasks.Task.ConfigureAwait(System.Boolean)"] = SameTask,
        ["M:System.Threading.Tasks.Task`1.ConfigureAwait(System.Boolean)"] = SameTask,
        ["M:System.Threading.Tasks.ValueTask.ConfigureAwait(System.Boolean)"] = SameTask,
        ["M:System.Threading.Tasks.ValueTask`1.ConfigureAwait(System.Boolean)"] = SameTask,
        ["M:System.Threading.Tasks.ValueTask`1.AsTask"] = SameTask,
        ["M:System.Object.ReferenceEquals(System.Object,System.Object)"] = Contract.Quiet,
        ["M:System.GC.KeepAlive(System.Object)"] = Contract.Quiet,
        ["M:System.GC.SuppressFinalize(System.Object)"] = Contract.Quiet,
    }.ToImmutableDictionary();

    /// <summary>The contract of <paramref name="method"/>, or null when the framework's tables say nothing of it.</summary>
    public static Contract? Of(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.IsEmpty && method.ContainingAssembly is not null
        && method.OriginalDefinition.GetDocumentationCommentId() is { } id && s_byId.TryGetValue(id, out Contract? contract)
            ? contract
            : IsDispose(method) ? Reclaims : null;

    /// <summary>Whether the method ends its receiver's life by the pattern that <c>using</c> follows.</summary>
    public static bool IsDispose(IMethodSymbol method) =>
        !method.IsStatic && method.Parameters.IsEmpty
        && method.Name is MetadataNames.Dispose or MetadataNames.DisposeAsync;
}
