using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>Statements in a <c>try</c> whose <c>finally</c> releases.</summary>
internal static class Finally
{
    /// <summary>A try statement that has no finally yet gets one; other statements get a try around them.</summary>
    public static StatementSyntax Around(StatementSyntax[] body, StatementSyntax release, SyntaxNode root)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        BlockSyntax released = Layout.Block([release], root);
        FinallyClauseSyntax last = SyntaxFactory.FinallyClause(
            SyntaxFactory.Token(SyntaxKind.FinallyKeyword).WithTrailingTrivia(end), released);
        if (body.Length == 1 && body[0] is TryStatementSyntax { Finally: null } only)
            return only.WithFinally(last).WithAdditionalAnnotations(Formatter.Annotation);
        SyntaxTriviaList leading = body[0].GetLeadingTrivia();
        SyntaxTriviaList blank = Layout.StartsWithBlankLine(leading) ? SyntaxFactory.TriviaList(end) : [];
        SyntaxTriviaList indentation = Layout.Indentation(body[0]);
        body = [body[0].WithLeadingTrivia(Layout.WithoutBlankLines(leading)), .. body.Skip(1)];
        return SyntaxFactory.TryStatement(Layout.Block(body, root), [], last)
            .WithTryKeyword(SyntaxFactory.Token(SyntaxKind.TryKeyword).WithTrailingTrivia(end))
            .WithLeadingTrivia(blank.AddRange(indentation))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
