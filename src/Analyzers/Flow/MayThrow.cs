using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Flow;

/// <summary>
/// Which operation can leave by an exception. Only what runs somebody else's code counts: a null dereference, an index out
/// of range or a failed cast is a defect of its own, and a path through each of them would drown the true ones. Nor do the
/// calls that the compiler adds for foreach and using. Errs towards silence.
/// </summary>
static class MayThrow
{
    public static bool IsCall(IOperation operation) => operation.Kind switch
    {
        OperationKind.Invocation => !operation.IsImplicit,
        OperationKind.ObjectCreation => ((IObjectCreationOperation)operation).Constructor is { } constructor && RunsCode(constructor),
        OperationKind.DynamicInvocation or OperationKind.DynamicObjectCreation => true,
        OperationKind.Await => true,
        OperationKind.FunctionPointerInvocation => true,
        _ => false,
    };

    /// <summary>
    /// A constructor that nobody wrote, or that only stores its parameters (a record's), runs nobody's code.
    /// </summary>
    private static bool RunsCode(IMethodSymbol constructor)
    {
        if (constructor.IsImplicitlyDeclared || constructor.ContainingType.SpecialType == SpecialType.System_Object)
            return false;
        foreach (SyntaxReference declaration in constructor.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax() is TypeDeclarationSyntax)
                return false;
        }

        return true;
    }
}
