using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC105: an acquire that cannot fail, on an object that may be dying, becomes one that can, with an exit where it does. QSC104: an
/// acquire whose result nobody looks at gets the exit. The exit is that of <see cref="FailureExit"/>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TryAcquire)), Shared]
public sealed class TryAcquire : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC104", "QSC105");

    private protected override string Title(Site site) =>
        $"Use {site.Property(FixKeys.TryAcquire)} and leave on failure";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Property(FixKeys.TryAcquire) is not { } tryAcquire
            || site.Call is not { Parent: ExpressionStatementSyntax statement } call
            || call.Expression is not MemberAccessExpressionSyntax access)
            return null;
        string receiver = access.Expression.WithoutTrivia().ToString();
        string arguments = call.ArgumentList.WithoutTrivia().ToString();
        string exit = FailureExit.At(statement, access.Expression, site.Model);
        StatementSyntax guarded = Layout.IfInPlaceOf(statement, $"!{receiver}.{tryAcquire}{arguments}", exit, site.Root);
        // An embedded if could take the else of the if around it.
        return StatementList.Around(statement) is null
            ? site.Root.ReplaceNode(statement, Layout.Embedded([guarded], site.Root))
            : site.Root.ReplaceNode(statement, guarded);
    }
}
