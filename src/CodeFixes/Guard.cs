using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>The guard that a diagnostic names for its operand, and how it is written.</summary>
internal sealed class Guard
{
    private readonly string _type;
    private readonly string _name;
    private readonly string _acquire;
    private readonly string _held;

    private Guard(string type, string name, string acquire, string held, bool isRefLike)
    {
        _type = type;
        _name = name;
        _acquire = acquire;
        _held = held;
        IsRefLike = isRefLike;
    }

    /// <summary>True when the guard is a ref struct and cannot live across a suspension point.</summary>
    public bool IsRefLike { get; }

    /// <summary>The guard for an acquiring call; null when the diagnostic names none or the call's operand is not stable.</summary>
    public static Guard? Of(Site site, InvocationExpressionSyntax call)
    {
        if (site.Property(FixKeys.Guard) is not { } guard
            || site.Property(FixKeys.GuardHeld) is not { } held
            || site.Property(FixKeys.GuardType) is not { } type
            || Operand.Of(call, site.Model) is not { } operand)
            return null;
        string name = Syntax.FreshName("scope", call);
        bool isRefLike = operand.Methods(guard, call.SpanStart).All(method => method.ReturnType.IsRefLikeType);
        return new Guard(type, name, operand.Call(guard), held, isRefLike);
    }

    /// <summary><c>scope.IsHeld</c></summary>
    public ExpressionSyntax IsHeld() => SyntaxFactory.ParseExpression($"{_name}.{_held}");

    /// <summary><c>using ModuleScope scope = owner.Acquire();</c></summary>
    public StatementSyntax Declaration() => Syntax.Statement($"using {_type} {_name} = {_acquire};");

    /// <summary><c>using (ModuleScope scope = owner.Acquire()) { ... }</c> in place of a statement.</summary>
    public StatementSyntax Statement(StatementSyntax old, IEnumerable<StatementSyntax> body, SyntaxNode root)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        UsingStatementSyntax scoped = (UsingStatementSyntax)Syntax.Statement($"using ({_type} {_name} = {_acquire}) {{ }}");
        return scoped
            .WithCloseParenToken(scoped.CloseParenToken.WithTrailingTrivia(end))
            .WithStatement(Layout.Block(body, root))
            .WithLeadingTrivia(old.GetLeadingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
