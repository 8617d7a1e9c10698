using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC105: an acquire that cannot fail, on an object that may be dying, becomes one that can, with an exit where it does. QSC104: an
/// acquire whose result nobody looks at gets the exit. QSC109: so does one that was decided by a look which may be outdated. The exit is that of <see cref="FailureExit"/>. Not where something
/// else would be left behind there, or what comes after gives back what was not taken.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TryAcquire)), Shared]
public sealed class TryAcquire : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC104", "QSC105", "QSC109");

    private protected override string Title(Site site) => $"Use {NameAt(site)} and leave on failure";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || Failed(site, call) is not { } failed)
            return null;
        ExpressionSyntax? operand = CallShape.Receiver(call);
        ExpressionSyntax whole = CallShape.Whole(call);
        StatementSyntax? statement = whole.Parent as StatementSyntax ?? whole.Parent?.Parent as StatementSyntax;
        if (statement is null)
            return ExpressionBody.Replace(site.Root, CallShape.Ignored(whole), Thrower(failed, operand, site.Root));
        if (statement is not ExpressionStatementSyntax { Expression: { } expression } || expression != CallShape.Ignored(whole) || OtherReferences.AreHeldAt(site, call))
            return null;
        if (FailureExit.At(statement, operand, site.Model, OtherReferences.IsGivenBack(site, call)) is not { } leaving)
            return null;
        StatementSyntax guarded = Layout.IfInPlaceOf(statement, failed, leaving, site.Root);
        // An embedded if could take the else of the if around it.
        return StatementList.Around(statement) is null
            ? site.Root.ReplaceNode(statement, Layout.Embedded([guarded], site.Root))
            : site.Root.ReplaceNode(statement, guarded);
    }

    private static StatementSyntax Thrower(string failed, ExpressionSyntax? operand, SyntaxNode root) =>
        Syntax.Statement($"if ({failed}){Layout.EndOfLine(root)}    {FailureExit.Throw(operand)}");

    /// <summary>What is called in the end: of an ignored result the call itself.</summary>
    private static string? NameAt(Site site) => site.Id == "QSC104" && site.Call is { } call
        ? CallShape.Name(call)
        : site.Property(FixKeys.TryAcquire);

    /// <summary>The condition under which the reference was not taken; null where the call says nothing of the kind.</summary>
    private static string? Failed(Site site, InvocationExpressionSyntax call)
    {
        if (site.Id == "QSC109" && !site.Names(FixKeys.Acquires).Contains(CallShape.Name(call) ?? ""))
            return null; // what a look decided may also be a release or the end of the object
        if (NameAt(site) is not { } name || WithName(call, name) is not { } renamed)
            return null;
        ExpressionSyntax whole = CallShape.Whole(call);
        string text = whole == call ? renamed : whole.ToString();
        bool isConditional = CallShape.IsConditional(call);
        if (isConditional && whole is AwaitExpressionSyntax)
            return null;
        return isConditional ? $"{CallShape.Receiver(call)!.WithoutTrivia()}?{renamed} == false" : $"!{text}";
    }

    private static string? WithName(InvocationExpressionSyntax call, string name)
    {
        string arguments = call.ArgumentList.WithoutTrivia().ToString();
        return call.Expression switch
        {
            MemberAccessExpressionSyntax access => $"{access.Expression.WithoutTrivia()}.{name}{arguments}",
            MemberBindingExpressionSyntax => $".{name}{arguments}",
            SimpleNameSyntax => $"{name}{arguments}",
            _ => null,
        };
    }
}
