using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC114: the call that destroys becomes the release, which destroys when nobody else holds a reference. Of <c>pool.Return(x)</c>
/// remains <c>x.Put()</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseInstead)), Shared]
public sealed class ReleaseInstead : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC114");

    /// <summary>Where a <c>using</c> destroys there is no call.</summary>
    internal override Remedy? Otherwise { get; } = new ReleaseInsteadOfUsing();

    private protected override string Title(Site site) => $"Call {site.Property(FixKeys.Release)} instead";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Property(FixKeys.Release) is not { } release || site.Call is not { } call)
            return null;
        return call.ArgumentList.Arguments.Count switch
        {
            0 => OnReceiver(site, call, release),
            1 => OnArgument(site, call, call.ArgumentList.Arguments[0], release),
            _ => null,
        };
    }

    /// <summary>Only the name changes; a release is not awaited.</summary>
    private static SyntaxNode? OnReceiver(Site site, InvocationExpressionSyntax call, string release)
    {
        SimpleNameSyntax? name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => null,
        };
        if (name is null)
            return null;
        ExpressionSyntax whole = CallShape.Whole(call);
        ExpressionSyntax released = CallShape.IsConditional(call) ? (ExpressionSyntax)call.Parent! : call;
        if (whole is AwaitExpressionSyntax && whole.Parent is not ExpressionStatementSyntax)
            return null;
        ExpressionSyntax renamed = released.ReplaceNode(name, SyntaxFactory.IdentifierName(release).WithTriviaFrom(name));
        return site.Root.ReplaceNode(whole, renamed.WithTriviaFrom(whole));
    }

    private static SyntaxNode? OnArgument(Site site, InvocationExpressionSyntax call, ArgumentSyntax argument, string release)
    {
        bool isOperand = argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax;
        ExpressionSyntax whole = CallShape.Whole(call);
        return isOperand && whole.Parent is ExpressionStatementSyntax
            ? site.Root.ReplaceNode(whole, SyntaxFactory.ParseExpression($"{argument.Expression.WithoutTrivia()}.{release}()").WithTriviaFrom(whole))
            : null;
    }
}
