using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// The extension blocks of C# 14. The oldest compiler that the analyzers load in has no member for their receiver, so it is found
/// by name; where there is none, there are no such blocks.
/// </summary>
static class ExtensionBlocks
{
    private static readonly Func<INamedTypeSymbol, IParameterSymbol?>? s_receiver =
        (Func<INamedTypeSymbol, IParameterSymbol?>?)typeof(INamedTypeSymbol).GetProperty(MetadataNames.ExtensionParameter)?.GetMethod?
            .CreateDelegate(typeof(Func<INamedTypeSymbol, IParameterSymbol?>));

    /// <summary>What a member of a block is called on; null for static ones and for all other methods.</summary>
    public static IParameterSymbol? ReceiverOf(IMethodSymbol method) =>
        !method.IsStatic && method.ContainingSymbol is INamedTypeSymbol { CanBeReferencedByName: false } block ? s_receiver?.Invoke(block) : null;

    /// <summary>Whether the parameter is what the members of a block are called on: no other belongs to a type.</summary>
    public static bool IsReceiver(ISymbol variable) => variable is IParameterSymbol { ContainingSymbol: INamedTypeSymbol };
}
