using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>What a type puts into a field whose reference it is to give back.</summary>
internal static class FieldStores
{
    /// <summary>
    /// True when the field never holds anything but nothing or what was taken for it. What is only borrowed, or stored although the acquire
    /// was passed by, must not be given back.
    /// </summary>
    public static bool AreTaken(Site site, INamedTypeSymbol type, ISymbol field, bool isGuard)
    {
        ExpressionSyntax[] stored = [.. type.DeclaringSyntaxReferences
            .SelectMany(part => part.GetSyntax(site.Cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(name => name.Identifier.ValueText == field.Name).Select(StoredIn).OfType<ExpressionSyntax>().Where(value => !IsNothing(value))];
        if (isGuard)
            return stored.All(value => value is not (IdentifierNameSyntax or MemberAccessExpressionSyntax));
        return stored.Length == 1 && site.Call is { } call && site.Root.Contains(stored[0]) && IsHeldAt(call, stored[0], site.Model);
    }

    /// <summary>The value that is put where a name stands; the name itself where it is passed by reference; null where it is only read.</summary>
    private static ExpressionSyntax? StoredIn(IdentifierNameSyntax name)
    {
        ExpressionSyntax target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target ? assignment.Right
            : Operand.IsWritten(target) ? target
            : null;
    }

    private static bool IsNothing(ExpressionSyntax value) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => IsNothing(sure.Operand),
        DefaultExpressionSyntax => true,
        _ => value.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression,
    };

    /// <summary>True when the acquire has succeeded wherever the value is stored, or nobody gets the object.</summary>
    private static bool IsHeldAt(InvocationExpressionSyntax call, ExpressionSyntax value, SemanticModel model)
    {
        if (value.Contains(call))
            return true;
        if (Acquisition.Of(call, model) is not { IsExact: true } acquisition || Syntax.FunctionOf(value) != Syntax.FunctionOf(call))
            return false;
        if (acquisition.Flag is { } flag)
            return IsAsked(value, flag);
        if (acquisition.Branch is { } branch)
            return branch.Contains(value);
        bool isIgnored = acquisition.Statement is ExpressionStatementSyntax && model.GetTypeInfo(CallShape.Whole(call)).Type?.SpecialType != SpecialType.System_Void;
        return !isIgnored && StatementList.Around(acquisition.Statement) is { } list && list.Owner.Contains(value)
            && (acquisition.Statement.SpanStart < value.SpanStart || IsNeverBuilt(call, acquisition.Statement));
    }

    private static bool IsAsked(ExpressionSyntax value, string flag) => value.Ancestors().OfType<IfStatementSyntax>()
        .Any(test => test.Statement.Contains(value) && Syntax.IsName(test.Condition, flag))
        || Syntax.FunctionOf(value).DescendantNodes().OfType<IfStatementSyntax>()
            .Any(test => test.SpanStart < value.SpanStart && Syntax.IsNot(test.Condition, flag) && Syntax.Exits(test.Statement));

    /// <summary>A constructor that throws where it does not get the reference.</summary>
    private static bool IsNeverBuilt(InvocationExpressionSyntax call, StatementSyntax acquire) =>
        Syntax.FunctionOf(call) is ConstructorDeclarationSyntax
        && (acquire is not IfStatementSyntax branch || branch.Statement.DescendantNodesAndSelf().OfType<StatementSyntax>().Last() is ThrowStatementSyntax);
}
