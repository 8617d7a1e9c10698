using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>A function whose whole body is one expression, and its form with a block.</summary>
internal static class ExpressionBody
{
    /// <summary>
    /// The root with the function whose body is <paramref name="body"/> running the statements instead; null when the expression
    /// is no function's body. That its value is not needed is for the compile check to see.
    /// </summary>
    public static SyntaxNode? Replace(SyntaxNode root, ExpressionSyntax body, params StatementSyntax[] statements)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        BlockSyntax block = SyntaxFactory.Block(statements.Select(statement => statement.WithTrailingTrivia(end)))
            .WithAdditionalAnnotations(Formatter.Annotation);
        return body.Parent switch
        {
            LambdaExpressionSyntax lambda => root.ReplaceNode(
                lambda, lambda.WithExpressionBody(null).WithBlock(block).WithTriviaFrom(lambda)),
            ArrowExpressionClauseSyntax { Parent: { } function } => WithBlock(function, block) is { } changed
                ? root.ReplaceNode(function, changed.WithTriviaFrom(function).WithAdditionalAnnotations(Formatter.Annotation))
                : null,
            _ => null,
        };
    }

    private static SyntaxNode? WithBlock(SyntaxNode function, BlockSyntax block) => function switch
    {
        BaseMethodDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        LocalFunctionStatementSyntax local => local.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        AccessorDeclarationSyntax accessor => accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        _ => null,
    };
}
