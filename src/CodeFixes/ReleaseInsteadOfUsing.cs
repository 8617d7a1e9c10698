using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC114: a <c>using</c> that destroys becomes a <c>try</c> whose <c>finally</c> releases, which destroys when nobody else holds a
/// reference. What the <c>using</c> found once is found once still.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseInsteadOfUsing)), Shared]
public sealed class ReleaseInsteadOfUsing : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC114");

    private protected override string Title(Site site) => $"Call {site.Property(FixKeys.Release)} at the end instead";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Property(FixKeys.Release) is not { } release)
            return null;
        return site.Node switch
        {
            VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Variables.Count: 1 } declared } variable => declared.Parent switch
            {
                LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } statement => OfRest(site, statement, Releasing(site, variable.Identifier.Text, value, release)),
                UsingStatementSyntax statement => OfBlock(site, statement, $"{declared.WithoutTrivia()};", Releasing(site, variable.Identifier.Text, value, release)),
                _ => null,
            },
            ExpressionSyntax { Parent: UsingStatementSyntax statement } target => OfTarget(site, statement, target, release),
            _ => null,
        };
    }

    /// <summary>A <c>using</c> passes null by.</summary>
    private static string Releasing(Site site, string name, ExpressionSyntax value, string release)
    {
        TypeInfo type = site.Model.GetTypeInfo(value, site.Cancellation);
        bool isSure = type.Nullability.FlowState == NullableFlowState.NotNull || type.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T };
        return $"{name}{(isSure ? "" : "?")}.{release}();";
    }

    /// <summary>What may become another object, or be found a second time, is kept in a local.</summary>
    private static SyntaxNode? OfTarget(Site site, UsingStatementSyntax statement, ExpressionSyntax target, string release)
    {
        bool isKept = target is IdentifierNameSyntax && Operand.Of(target, site.Model) is { Only: ILocalSymbol or IParameterSymbol } operand
            && !operand.IsWrittenIn(Syntax.FunctionOf(statement));
        string name = isKept ? target.ToString() : Syntax.FreshName("counted", statement);
        return OfBlock(site, statement, isKept ? null : $"var {name} = {target.WithoutTrivia()};", Releasing(site, name, target, release));
    }

    private static SyntaxNode? OfBlock(Site site, UsingStatementSyntax statement, string? declaration, string release)
    {
        if (Layout.HasConditionalCode(statement))
            return null;
        SyntaxNode root = site.Root;
        BlockSyntax body = statement.Statement as BlockSyntax ?? Layout.Block([statement.Statement], root);
        StatementSyntax attempt = Finally.After(body, Syntax.Statement(release).WithTrailingTrivia(Layout.EndOfLine(root)), root)
            .WithTryKeyword(SyntaxFactory.Token(SyntaxKind.TryKeyword).WithTrailingTrivia(statement.CloseParenToken.TrailingTrivia))
            .WithLeadingTrivia(statement.GetLeadingTrivia());
        if (declaration is null)
            return root.ReplaceNode(statement, attempt);
        StatementSyntax[] both = [Layout.InPlaceOf(statement, Syntax.Statement(declaration), root), Layout.AsNextLine(attempt)];
        return StatementList.Around(statement) is { } list
            ? list.Replace(root, list.IndexOf(statement), list.IndexOf(statement) + 1, both)
            : root.ReplaceNode(statement, Layout.Embedded(both, root));
    }

    /// <summary>A declaration lives to the end of its list.</summary>
    private static SyntaxNode? OfRest(Site site, LocalDeclarationStatementSyntax statement, string release)
    {
        if (StatementList.Around(statement) is not { } list || Layout.HasConditionalCode(list.Owner))
            return null;
        SyntaxNode root = site.Root;
        int at = list.IndexOf(statement);
        StatementSyntax[] rest = [.. list.Statements.Skip(at + 1)];
        StatementSyntax released = Syntax.Statement(release).WithTrailingTrivia(Layout.EndOfLine(root));
        StatementSyntax declared = statement.WithUsingKeyword(default).WithAwaitKeyword(default).WithLeadingTrivia(statement.GetLeadingTrivia());
        StatementSyntax last = rest.Length == 0 ? released.WithLeadingTrivia(Layout.Indentation(statement)) : Finally.Around(rest, released, root);
        return list.Replace(root, at, list.Statements.Count, [declared, last]);
    }
}
