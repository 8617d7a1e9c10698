using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>What a method call, a constructor call and a property access have in common.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Method">The method or accessor that runs.</param>
/// <param name="Receiver">The object it is called on, conversions stripped; null for static members and constructors.</param>
/// <param name="Arguments">The arguments, in the order of evaluation.</param>
/// <param name="IsRead">Whether it only reads a property.</param>
sealed record CallSite(
    IOperation Operation, IMethodSymbol Method, IOperation? Receiver, ImmutableArray<IArgumentOperation> Arguments, bool IsRead)
{
    /// <summary>The member as the source names it.</summary>
    public ISymbol Member => Method.AssociatedSymbol ?? Method;

    public static CallSite? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => new(call, call.TargetMethod, call.Instance?.Unconverted(), call.Arguments, false),
        IObjectCreationOperation { Constructor: { } constructor } creation => new(creation, constructor, null, creation.Arguments, false),
        IPropertyReferenceOperation property when Accessor(property) is { } accessor =>
            new(property, accessor, property.Instance?.Unconverted(), property.Arguments, true),
        _ => null,
    };

    /// <summary>Whether it is called on an argument: a member of an extension block may be called on null, and may keep what it is called on.</summary>
    public bool IsOnArgument => ExtensionBlocks.ReceiverOf(Method) is not null;

    public IArgumentOperation? Argument(int ordinal)
    {
        foreach (IArgumentOperation argument in Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument;
        }

        return null;
    }

    private static IMethodSymbol? Accessor(IPropertyReferenceOperation reference)
    {
        for (IPropertySymbol? property = reference.Property; property is not null; property = property.OverriddenProperty)
        {
            if (property.GetMethod is { } getter)
                return getter;
        }

        return reference.Property.SetMethod;
    }
}
