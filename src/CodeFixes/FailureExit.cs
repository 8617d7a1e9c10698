using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.CodeFixes;

/// <summary>
/// How a function leaves when it could not take a reference. A loop over the objects themselves goes on with the next one; else
/// the function returns what its callers already read as "no": nothing, false, null, no more elements. A result that has no such
/// value (a number, a struct, a reference that is never null, a constructed object) is not made up: the function throws
/// <see cref="InvalidOperationException"/>. So does one that has no result and never gives the reference back: to take it is what it is
/// called for, and nobody would learn that it did not.
/// </summary>
internal static class FailureExit
{
    private const string Tasks = "global::System.Threading.Tasks";
    private const string CompletedTask = $"return {Tasks}.Task.CompletedTask;";

    /// <summary>
    /// The statement that leaves from a place, as text; null in a <c>finally</c>, which must run to its end, and in a loop that would go on
    /// with the same object, because its body is what steps to the next one.
    /// </summary>
    public static string? At(StatementSyntax place, ExpressionSyntax? operand, SemanticModel model, bool isGivenBack)
    {
        SyntaxNode function = Syntax.FunctionOf(place);
        if (place.Ancestors().TakeWhile(node => node != function).Any(node => node is FinallyClauseSyntax))
            return null;
        if (operand is not null && OwnLoop(place, operand, model) is var (loop, variable))
            return Steps(loop, variable) ? "continue;" : null;
        string? leaving = Syntax.Executed(function).Any(node => node is YieldStatementSyntax) ? "yield break;" : Return(Method(function, place, model));
        return leaving is null || (!isGivenBack && IsSilent(leaving)) ? Throw(operand) : leaving;
    }

    /// <summary>True where the caller cannot tell the exit from the function's usual end.</summary>
    private static bool IsSilent(string leaving) => leaving is "return;" or "yield break;" or "return default;" or CompletedTask;

    private static IMethodSymbol? Method(SyntaxNode function, StatementSyntax place, SemanticModel model) =>
        (model.GetDeclaredSymbol(function) ?? model.GetSymbolInfo(function).Symbol) as IMethodSymbol
        ?? model.GetEnclosingSymbol(place.SpanStart) as IMethodSymbol;

    private static string? Return(IMethodSymbol? method)
    {
        if (method is null or { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor })
            return null;
        if (method.ReturnsVoid)
            return "return;";
        if (!method.IsAsync)
            return ReturnOf(method.ReturnType) ?? ReturnOfTask(method.ReturnType);
        return method.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } results } ? ReturnOf(results[0]) : "return;";
    }

    private static string? ReturnOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Boolean)
            return "return false;";
        bool isNullable = type.IsReferenceType
            ? type.NullableAnnotation != NullableAnnotation.NotAnnotated && !IsTask(type)
            : type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        return isNullable ? "return null;" : null;
    }

    private static string? ReturnOfTask(ITypeSymbol type)
    {
        if (!IsTask(type))
            return null;
        ITypeSymbol? result = ((INamedTypeSymbol)type).TypeArguments.FirstOrDefault();
        if (result is not null && ReturnOf(result) is null)
            return null;
        if (type.IsValueType)
            return "return default;";
        if (result is null)
            return CompletedTask;
        string none = result.SpecialType == SpecialType.System_Boolean ? "false" : "null";
        string name = result.ToDisplayString(Qualified);
        return $"return {Tasks}.Task.FromResult{(none == "null" ? $"<{name}>" : "")}({none});";
    }

    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static bool IsTask(ITypeSymbol type) =>
        type is { Name: MetadataNames.Task or MetadataNames.ValueTask } && type.ContainingNamespace.ToDisplayString() == MetadataNames.TasksNamespace;

    /// <summary>The statement that throws because an object, by default <c>this</c>, could not be acquired.</summary>
    public static string Throw(ExpressionSyntax? operand) =>
        $"throw new global::System.InvalidOperationException({Literal($"'{operand?.WithoutTrivia().ToString() ?? "this"}' is going away.")});";

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The innermost loop around the place, and its variable at which the operand starts: each turn has its own.</summary>
    private static (SyntaxNode Loop, SyntaxNode Variable)? OwnLoop(StatementSyntax place, ExpressionSyntax operand, SemanticModel model)
    {
        SyntaxNode? loop = place.Ancestors().TakeWhile(node => !Syntax.IsFunction(node)).FirstOrDefault(Syntax.IsLoop);
        ExpressionSyntax start = operand;
        while (start is MemberAccessExpressionSyntax access)
            start = access.Expression;
        return loop is not null && model.GetSymbolInfo(start).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declared }
            && declared[0].GetSyntax() is { } variable && DeclaredEachTurn(loop, variable)
            ? (loop, variable)
            : null;
    }

    private static bool DeclaredEachTurn(SyntaxNode loop, SyntaxNode declaration) =>
        declaration == loop
        || (loop.Contains(declaration) && !(loop is ForStatementSyntax turn && (turn.Declaration?.Contains(declaration) ?? false)));

    /// <summary>True when the head of the loop steps, and not some statement of its body that <c>continue</c> would skip.</summary>
    private static bool Steps(SyntaxNode loop, SyntaxNode variable) => loop switch
    {
        CommonForEachStatementSyntax => true,
        ForStatementSyntax { Incrementors.Count: > 0 } => true,
        WhileStatementSyntax turn => turn.Condition.Contains(variable),
        ForStatementSyntax turn => turn.Condition?.Contains(variable) == true,
        _ => false,
    };
}
