using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Summaries;

/// <summary>Where a simple name means a local variable or a parameter and so not the member of that name; syntax only.</summary>
static class LocalNames
{
    /// <param name="mention">The simple name.</param>
    /// <param name="isMember">Whether what could be hidden is a member, and no parameter of a primary constructor.</param>
    public static bool Hide(IdentifierNameSyntax mention, bool isMember = true)
    {
        string name = mention.Identifier.ValueText;
        if (mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention)
            return false;
        for (SyntaxNode? node = mention.Parent; node is not null and not BaseTypeDeclarationSyntax; node = node.Parent)
        {
            if (HasParameter(node, name))
                return true;
            if (node is MemberDeclarationSyntax member)
                return member.DescendantNodes().Any(d => Declares(d, name) && ScopeOf(d).Span.Contains(mention.Span)) || (isMember && IsOfPrimaryConstructor(member, name));
        }

        return false;
    }

    /// <summary>The code in which what is declared there has its name.</summary>
    public static SyntaxNode ScopeOf(SyntaxNode declaration) => declaration.Ancestors().First(node => node
        is BlockSyntax or SwitchSectionSyntax or ForStatementSyntax or CommonForEachStatementSyntax or UsingStatementSyntax or CatchClauseSyntax
        or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax or CompilationUnitSyntax);

    private static bool Declares(SyntaxNode node, string name) => node switch
    {
        VariableDeclaratorSyntax { Parent.Parent: not BaseFieldDeclarationSyntax } variable => variable.Identifier.ValueText == name,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText == name,
        ForEachStatementSyntax loop => loop.Identifier.ValueText == name,
        CatchDeclarationSyntax caught => caught.Identifier.ValueText == name,
        _ => false,
    };

    private static bool HasParameter(SyntaxNode node, string name) => node switch
    {
        BaseMethodDeclarationSyntax method => Has(method.ParameterList, name),
        LocalFunctionStatementSyntax local => Has(local.ParameterList, name),
        ParenthesizedLambdaExpressionSyntax lambda => Has(lambda.ParameterList, name),
        AnonymousMethodExpressionSyntax method => Has(method.ParameterList, name),
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.ValueText == name,
        _ => false,
    };

    private static bool Has(ParameterListSyntax? parameters, string name)
    {
        foreach (ParameterSyntax parameter in parameters?.Parameters ?? default)
        {
            if (parameter.Identifier.ValueText == name)
                return true;
        }

        return false;
    }

    /// <summary>In an initialiser the parameter hides the member; elsewhere it is the other way round.</summary>
    private static bool IsOfPrimaryConstructor(MemberDeclarationSyntax member, string name) =>
        member is BaseFieldDeclarationSyntax or BasePropertyDeclarationSyntax && member.Parent is TypeDeclarationSyntax type
        && type.ChildNodes().OfType<ParameterListSyntax>().Any(parameters => Has(parameters, name));
}
