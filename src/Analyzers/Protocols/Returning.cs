using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>A call that returns only if the argument of <paramref name="Parameter"/> is not <paramref name="Value"/>.</summary>
readonly record struct DoesNotReturnIf(int Parameter, bool Value);

/// <summary>
/// When a method returns at all, as the framework's own attributes say: <c>Debug.Assert(ok)</c> or a test's
/// <c>Assert.True(m.TryGet())</c> goes on only where it held. Thread-safe.
/// </summary>
sealed class Returning
{
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<DoesNotReturnIf>> _conditions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _never = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a call of it only ever ends by an exception.</summary>
    public bool Never(IMethodSymbol method) => _never.GetOrAdd(method.OriginalDefinition, static m =>
        m.GetAttributes().Any(a => IsNamed(a, MetadataNames.DoesNotReturn)));

    /// <summary>The arguments with which it does not return.</summary>
    public ImmutableArray<DoesNotReturnIf> Conditions(IMethodSymbol method) => _conditions.GetOrAdd(method.OriginalDefinition, static m =>
    {
        var conditions = ImmutableArray.CreateBuilder<DoesNotReturnIf>();
        foreach (IParameterSymbol parameter in m.Parameters)
        {
            foreach (AttributeData attribute in parameter.GetAttributes())
            {
                if (IsNamed(attribute, MetadataNames.DoesNotReturnIf) && attribute.ConstructorArguments.FirstOrDefault().Value is bool value)
                    conditions.Add(new(parameter.Ordinal, value));
            }
        }

        return conditions.ToImmutable();
    });

    private static bool IsNamed(AttributeData attribute, string name) => attribute.AttributeClass?.MetadataName == name;
}
