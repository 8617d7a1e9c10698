using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>What a call passes.</summary>
/// <param name="Operation">The argument; of an operator the operand, of a deconstruction the variable.</param>
/// <param name="Value">The same without the conversion into an argument.</param>
/// <param name="Parameter">The parameter that gets it, where that is known.</param>
readonly record struct Argument(IOperation Operation, IOperation Value, IParameterSymbol? Parameter)
{
    public static Argument Of(IArgumentOperation argument) => new(argument, argument.Value, argument.Parameter);
}

/// <summary>What a method call, a constructor call, a property access, an operator and a deconstruction have in common.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Method">The method or accessor that runs.</param>
/// <param name="Receiver">The object it is called on, conversions stripped; null for static members and constructors.</param>
/// <param name="Arguments">The arguments, in the order of evaluation.</param>
/// <param name="IsRead">Whether it only reads a property.</param>
sealed record CallSite(
    IOperation Operation, IMethodSymbol Method, IOperation? Receiver, ImmutableArray<Argument> Arguments, bool IsRead)
{
    /// <summary>The member as the source names it.</summary>
    public ISymbol Member => Method.AssociatedSymbol ?? Method;

    public static CallSite? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => new(call, call.TargetMethod, call.Instance?.Unconverted(), Passed(call.Arguments), false),
        IObjectCreationOperation { Constructor: { } constructor } creation => new(creation, constructor, null, Passed(creation.Arguments), false),
        IPropertyReferenceOperation property when Accessor(property) is { } accessor =>
            new(property, accessor, property.Instance?.Unconverted(), Passed(property.Arguments), true),
        IDeconstructionAssignmentOperation deconstruction => OfDeconstruction(deconstruction),
        _ => OperatorOf(operation) is { } method ? OfOperator(operation, method) : null,
    };

    /// <summary>The method that somebody wrote for an operator or a conversion, or null.</summary>
    public static IMethodSymbol? OperatorOf(IOperation operation) => operation switch
    {
        IBinaryOperation binary => binary.OperatorMethod,
        IUnaryOperation unary => unary.OperatorMethod,
        IConversionOperation conversion => conversion.OperatorMethod,
        ICompoundAssignmentOperation compound => compound.OperatorMethod,
        IIncrementOrDecrementOperation count => count.OperatorMethod,
        _ => null,
    };

    /// <summary>The first operand is what an operator of an instance (C# 14) is called on.</summary>
    private static CallSite OfOperator(IOperation operation, IMethodSymbol method)
    {
        ImmutableArray<IOperation> operands = operation.ChildOperations.ToImmutableArray();
        IEnumerable<Argument> arguments = operands.Skip(method.IsStatic ? 0 : 1)
            .Zip(method.Parameters, (operand, parameter) => new Argument(operand, operand, parameter));
        return new(operation, method, method.IsStatic ? null : operands[0].Unconverted(), arguments.ToImmutableArray(), false);
    }

    /// <summary>A tuple and a record are taken apart without a call, unless somebody wrote the method.</summary>
    private static CallSite? OfDeconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        IOperation source = deconstruction.Value.Unconverted();
        if (target is not ITupleOperation { Elements: var variables } || deconstruction.Value.Type is not { IsTupleType: false } type
            || Deconstructor(type, variables.Length) is not { } method)
            return null;
        IEnumerable<Argument> arguments = variables.Zip(method.Parameters, (variable, parameter) => new Argument(variable, variable, parameter));
        return new(deconstruction, method, source, arguments.ToImmutableArray(), false);
    }

    /// <summary>Extension methods are not looked for (errs towards silence).</summary>
    private static IMethodSymbol? Deconstructor(ITypeSymbol type, int parts)
    {
        foreach (ISymbol member in Partners.MembersOf(type))
        {
            if (member is IMethodSymbol { Name: WellKnownMemberNames.DeconstructMethodName, IsStatic: false, IsImplicitlyDeclared: false } method
                && method.Parameters.Length == parts && method.Parameters.All(p => p.RefKind == RefKind.Out))
                return method;
        }

        return null;
    }

    private static ImmutableArray<Argument> Passed(ImmutableArray<IArgumentOperation> arguments) => arguments.Select(Argument.Of).ToImmutableArray();

    /// <summary>Whether it is called on an argument: a member of an extension block may be called on null, and may keep what it is called on.</summary>
    public bool IsOnArgument => ExtensionBlocks.ReceiverOf(Method) is not null;

    public Argument? ArgumentFor(int ordinal)
    {
        foreach (Argument argument in Arguments)
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
