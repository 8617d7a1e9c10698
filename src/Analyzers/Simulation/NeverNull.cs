using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// What an operation produces that is never null: because the language says so, or because a method is declared so. What fields
/// and parameters are declared is not believed, for they are asked nevertheless, and a reference is held while they are.
/// </summary>
static class NeverNull
{
    /// <summary><c>OperationKind.CollectionExpression</c>, which the oldest Roslyn that this runs in has no name for.</summary>
    private const OperationKind CollectionExpression = (OperationKind)0x7F;

    public static bool Is(IOperation produced) => produced switch
    {
        IObjectCreationOperation { Type: { } type } => !Transfer.IsNullable(type),
        IArrayCreationOperation or IAnonymousObjectCreationOperation or ITypeOfOperation => true,
        IDelegateCreationOperation or IMethodReferenceOperation or IFlowAnonymousFunctionOperation => true,
        IInterpolatedStringOperation or IWithOperation or ITupleOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String } => true,
        IInvocationOperation call => IsDeclared(call.TargetMethod) || Transfer.IsClone(call),
        IConversionOperation { OperatorMethod: null, Operand.Type: { IsValueType: true } from } => !Transfer.IsNullable(from),
        { Kind: CollectionExpression } => true,
        _ => false,
    };

    /// <summary>A property of a library is believed: what is not declared in this compilation is not its writer's doubt.</summary>
    public static bool IsDeclared(IPropertySymbol property) =>
        property is { DeclaringSyntaxReferences.IsEmpty: true, Type: { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated } };

    public static bool IsDeclared(IMethodSymbol method) =>
        AnnotationReader.Awaited(method.ReturnType) is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };
}
