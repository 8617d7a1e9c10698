using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// A statement that leaves, with its value computed before where something must run between the value and the exit: a value that
/// may use the reference or do anything else is put into a local first.
/// </summary>
internal sealed class Hoisted
{
    private readonly StatementSyntax _old;
    private readonly StatementSyntax? _value;
    private readonly StatementSyntax _exit;

    private Hoisted(StatementSyntax old, StatementSyntax? value, StatementSyntax exit)
    {
        _old = old;
        _value = value;
        _exit = exit;
    }

    /// <summary>
    /// The parts of a leaving statement; null where its value cannot be put into a local. The statement is given as the semantic model
    /// knows it and as it stands in the tree that is edited.
    /// </summary>
    public static Hoisted? From(StatementSyntax known, StatementSyntax current, SemanticModel model, ReferenceUses uses)
    {
        ExpressionSyntax? value = ValueOf(known);
        bool stays = value is null || IsInert(value, model) || (known is ThrowStatementSyntax && !uses.MentionsIn(value).Any());
        if (stays)
            return new Hoisted(current, null, current);
        TypeInfo type = model.GetTypeInfo(value!);
        ITypeSymbol? target = known is ThrowStatementSyntax ? type.Type : type.ConvertedType;
        if (target is null or IErrorTypeSymbol or { IsAnonymousType: true } || value is RefExpressionSyntax)
            return null;
        string name = Syntax.FreshName(known is ThrowStatementSyntax ? "exception" : "result", current);
        LocalDeclarationStatementSyntax local = (LocalDeclarationStatementSyntax)Syntax.Statement(
            $"{target.ToDisplayString(Locals.Qualified)} {name} = value;");
        ExpressionSyntax moved = ValueOf(current)!;
        local = local.ReplaceNode(local.Declaration.Variables[0].Initializer!.Value, moved.WithoutLeadingTrivia());
        IdentifierNameSyntax read = SyntaxFactory.IdentifierName(name);
        return new Hoisted(current, local, current is ReturnStatementSyntax returned
            ? returned.WithExpression(read.WithLeadingTrivia(moved.GetLeadingTrivia()))
            : ((ThrowStatementSyntax)current).WithExpression(read.WithLeadingTrivia(moved.GetLeadingTrivia())));
    }

    /// <summary>The value, a statement, the exit; what stood before the exit stands before the first.</summary>
    public StatementSyntax[] Around(string between, SyntaxNode root)
    {
        SyntaxTriviaList indentation = Layout.Indentation(_old);
        SyntaxTrivia end = Layout.EndOfLine(root);
        StatementSyntax middle = Syntax.Statement(between);
        StatementSyntax exit = Layout.AsNextLine(_exit).WithAdditionalAnnotations(Formatter.Annotation);
        return _value is null
            ? [Layout.InPlaceOf(_old, middle, root), exit]
            : [Layout.InPlaceOf(_old, _value, root), middle.WithLeadingTrivia(indentation).WithTrailingTrivia(end), exit];
    }

    private static ExpressionSyntax? ValueOf(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax returned => returned.Expression,
        ThrowStatementSyntax thrown => thrown.Expression,
        _ => null,
    };

    /// <summary>True when it is the same value whatever runs before: a constant, a local, a parameter.</summary>
    private static bool IsInert(ExpressionSyntax value, SemanticModel model) =>
        value is LiteralExpressionSyntax or DefaultExpressionSyntax or TypeOfExpressionSyntax
        || model.GetConstantValue(value).HasValue
        || (value is IdentifierNameSyntax && model.GetSymbolInfo(value).Symbol is ILocalSymbol or IParameterSymbol { RefKind: RefKind.None });
}
