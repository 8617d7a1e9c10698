using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>QSC102: the release too many goes, its comments stay.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveRelease)), Shared]
public sealed class RemoveRelease : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC102");

    private protected override string Title(Diagnostic diagnostic) => "Remove this release";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call)
            return null;
        ExpressionSyntax whole = CallShape.Whole(call);
        if (whole.Parent is not ExpressionStatementSyntax statement)
            return ExpressionBody.Replace(site.Root, whole);
        return Layout.HasConditionalCode(statement) ? null : Removal.Without(site.Root, statement);
    }
}
