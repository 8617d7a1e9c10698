using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC101, QSC110: a local that carries a reference, and gives it back when it is disposed, is declared with <c>using</c>; what disposed
/// it goes, and so does a declaration that stood before. Only where it then lives no longer than before.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HoldResult)), Shared]
public sealed class HoldResult : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC101", "QSC110");

    /// <summary>What is no disposal, or comes before the end of the scope, can stand in a <c>finally</c>.</summary>
    internal override Remedy? Otherwise { get; } = new ReleaseInFinally();

    private protected override string Title(Site site) => "Dispose it at the end of its scope";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call)
            return null;
        if (CallShape.Ignored(CallShape.Whole(call)) is { Parent: ExpressionStatementSyntax ignored })
            return Named(site, call, ignored);
        if (ReferenceUses.Of(site, call) is not { Carrier: { Release: nameof(IDisposable.Dispose), IsTakenBack: false } } uses)
            return null;
        if (Acquisition.Of(call, uses, site.Model) is not { Statement: LocalDeclarationStatementSyntax or ExpressionStatementSyntax } acquisition)
            return null;
        if (Lifetime.Of(site, call, acquisition, uses) is not { TailIsImmediate: true } lifetime || lifetime.List.Owner is SwitchSectionSyntax)
            return null;
        return Rewrite(site.Root, acquisition.Statement, lifetime.Releases, uses.Carrier!.Local);
    }

    private static SyntaxNode Rewrite(SyntaxNode root, StatementSyntax taking, IReadOnlyList<StatementSyntax> releases, ResultLocal? local)
    {
        root = root.TrackNodes(new[] { taking, local?.Declaration }.Concat(releases).OfType<SyntaxNode>());
        (root, SyntaxTriviaList said) = releases.Count == 1 && !Layout.HasComment(taking.GetTrailingTrivia())
            ? Layout.TakeComment(root, root.GetCurrentNode(releases[0])!)
            : (root, default);
        root = Removal.Without(root, releases);
        if (local?.Declaration is { } declaration)
            root = Removal.Without(root, root.GetCurrentNode(declaration)!);
        StatementSyntax current = root.GetCurrentNode(taking)!;
        return root.ReplaceNode(current, Layout.Saying(said, current is LocalDeclarationStatementSyntax declared ? Scoped(declared) : Declared(current, local!)));
    }

    /// <summary>A result that nobody has a name for gets one.</summary>
    private static SyntaxNode? Named(Site site, InvocationExpressionSyntax call, ExpressionStatementSyntax ignored)
    {
        ExpressionSyntax whole = CallShape.Whole(call);
        if (site.Property(FixKeys.ResultRelease) != nameof(IDisposable.Dispose) || StatementList.Around(ignored) is not { Owner: not SwitchSectionSyntax } list
            || site.Model.GetTypeInfo(whole, site.Cancellation).Type is not { } type)
            return null;
        if (type.IsRefLikeType && list.Statements.Skip(list.IndexOf(ignored)).SelectMany(Syntax.Executed).Any(Syntax.Suspends))
            return null;
        string name = Syntax.FreshName("scope", call);
        StatementSyntax scoped = Syntax.Statement($"using {type.ToDisplayString(Locals.Qualified)} {name} = {whole.WithoutTrivia()};");
        return site.Root.ReplaceNode(ignored, scoped.WithTriviaFrom(ignored));
    }

    private static LocalDeclarationStatementSyntax Scoped(LocalDeclarationStatementSyntax declaration)
    {
        SyntaxToken scope = SyntaxFactory.Token(SyntaxKind.UsingKeyword)
            .WithLeadingTrivia(declaration.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
        return declaration.WithoutLeadingTrivia().WithUsingKeyword(scope);
    }

    /// <summary>The declaration comes where the local gets its value.</summary>
    private static StatementSyntax Declared(StatementSyntax assigning, ResultLocal local) =>
        Syntax.Statement($"using {local.Declaration!.Declaration.Type.WithoutTrivia()} {assigning.WithoutTrivia()}").WithTriviaFrom(assigning);
}
