using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Tests.Twins;

/// <summary>
/// A method's body moves into a function inside it, with the same parameters, results and annotations. What is left of the
/// method throws at once: it keeps its callers' contract, and none of its own effects can be found at fault.
/// </summary>
abstract class BodyTwin(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections)
    : TwinRewriter(source, options, rejections)
{
    public sealed override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        if ((node.Body is null && node.ExpressionBody is null) || !Applies(node) || !IsToRewrite(node, out int form))
            return node;
        MethodDeclarationSyntax shell = node
            .WithBody(null)
            .WithExpressionBody(null)
            .WithSemicolonToken(default)
            .WithModifiers(Without(node.Modifiers, SyntaxKind.AsyncKeyword, SyntaxKind.None));
        return ParseMember($"{shell.ToFullString()}\n{{\n{Function(node, form)}\n{End(node)}\n}}\n");
    }

    /// <summary>What is left of the method.</summary>
    protected virtual string End(MethodDeclarationSyntax method) => "throw null!;";

    /// <summary>Whether there is such a twin at all.</summary>
    protected virtual bool Applies(MethodDeclarationSyntax method) => true;

    /// <summary>The function that holds the body.</summary>
    protected abstract string Function(MethodDeclarationSyntax method, int form);

    protected static string Attributes(MethodDeclarationSyntax method) => method.AttributeLists.ToFullString();

    protected static string Async(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.AsyncKeyword) ? "async " : "";

    // Defaults, params and this are the business of callers, and there are none.
    protected static string Parameters(MethodDeclarationSyntax method) => method.ParameterList
        .ReplaceNodes(method.ParameterList.Parameters, (_, parameter) => parameter
            .WithDefault(null)
            .WithModifiers(Without(parameter.Modifiers, SyntaxKind.ParamsKeyword, SyntaxKind.ThisKeyword)))
        .ToFullString();

    protected static string Body(MethodDeclarationSyntax method) => method.Body?.ToFullString() ?? $"{method.ExpressionBody!.ToFullString()};";

    // No collection expression: older versions of the list have an Add that changes nothing.
    private static SyntaxTokenList Without(SyntaxTokenList modifiers, SyntaxKind one, SyntaxKind other) =>
        SyntaxFactory.TokenList(modifiers.Where(modifier => !modifier.IsKind(one) && !modifier.IsKind(other)));

    protected static bool IsVoid(MethodDeclarationSyntax method) =>
        method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
}

/// <summary>The body as a local function: static, else, where it needs <c>this</c>, not.</summary>
sealed class LocalFunction(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections)
    : BodyTwin(source, options, rejections)
{
    protected override int Forms => 2;

    protected override string Function(MethodDeclarationSyntax method, int form) =>
        $"{Attributes(method)}{(form == 0 ? "static " : "")}{Async(method)}{method.ReturnType.ToFullString()} Twin{Parameters(method)}{Body(method)}";
}

/// <summary>The body as a local function that captures the parameters and is called where the body was.</summary>
sealed class CalledFunction(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections)
    : BodyTwin(source, options, rejections)
{
    // An iterator's call runs nothing, and a task is awaited by somebody else.
    protected override bool Applies(MethodDeclarationSyntax method) =>
        !method.Modifiers.Any(SyntaxKind.AsyncKeyword) && !method.DescendantNodes().OfType<YieldStatementSyntax>().Any();

    protected override string Function(MethodDeclarationSyntax method, int form) => $"{method.ReturnType.ToFullString()} Twin(){Body(method)}";

    protected override string End(MethodDeclarationSyntax method) => IsVoid(method) ? "Twin();" : "return Twin();";
}

/// <summary>The body as a lambda that captures the parameters and is called where the body was.</summary>
sealed class CalledLambda(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections)
    : BodyTwin(source, options, rejections)
{
    protected override bool Applies(MethodDeclarationSyntax method) =>
        !method.Modifiers.Any(SyntaxKind.AsyncKeyword) && !method.DescendantNodes().OfType<YieldStatementSyntax>().Any();

    protected override string Function(MethodDeclarationSyntax method, int form)
    {
        string arrow = method.Body is null ? "" : " => ";
        return $"var twin = {method.ReturnType.ToFullString()} (){arrow}{Body(method).TrimEnd().TrimEnd(';')};";
    }

    protected override string End(MethodDeclarationSyntax method) => IsVoid(method) ? "twin();" : "return twin();";
}

/// <summary>The body as a lambda.</summary>
sealed class Lambda(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections)
    : BodyTwin(source, options, rejections)
{
    protected override string Function(MethodDeclarationSyntax method, int form)
    {
        string arrow = method.Body is null ? "" : " => ";
        string body = Body(method).TrimEnd().TrimEnd(';');
        return $"var twin = {Attributes(method)}{Async(method)}{method.ReturnType.ToFullString()} {Parameters(method)}{arrow}{body};";
    }
}

/// <summary>The body as an async function that has been suspended before it starts.</summary>
sealed class AsyncBody(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections)
    : BodyTwin(source, options, rejections)
{
    // What already runs later, or piecewise, is not made more so.
    protected override bool Applies(MethodDeclarationSyntax method) =>
        !method.Modifiers.Any(SyntaxKind.AsyncKeyword)
        && !method.ReturnType.ToString().Contains("Task", StringComparison.Ordinal)
        && !method.DescendantNodes().OfType<YieldStatementSyntax>().Any();

    protected override string Function(MethodDeclarationSyntax method, int form)
    {
        const string Task = "System.Threading.Tasks.Task";
        string type = IsVoid(method) ? Task : $"{Task}<{method.ReturnType}>";
        return $"{Attributes(method)}async {type} Twin{Parameters(method)}\n{{\nawait {Task}.Yield();\n{Statements(method)}\n}}";
    }

    private static string Statements(MethodDeclarationSyntax method) => method switch
    {
        { Body: { } body } => body.ToFullString(),
        { ExpressionBody.Expression: ThrowExpressionSyntax thrown } => $"{thrown.ToFullString()};",
        _ => $"{(IsVoid(method) ? "" : "return ")}{method.ExpressionBody!.Expression.ToFullString()};",
    };
}
