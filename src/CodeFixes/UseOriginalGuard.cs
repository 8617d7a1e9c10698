using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC108: a local copy of a guard goes; what was done with it is done with the guard itself, which is disposed on every way from there.
/// A copy of a field becomes a reference to it, where nothing can put another guard there meanwhile.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseOriginalGuard)), Shared]
public sealed class UseOriginalGuard : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC108");

    private protected override string Title(Site site) => "Use the guard itself";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Node is not ExpressionSyntax original || Copying(original) is not { } copying || Operand.Of(original, site.Model) is not { } guard)
            return null;
        SyntaxNode function = Syntax.FunctionOf(original);
        if (Copy(site, original) is not { } copy || guard.IsWrittenIn(function) || Layout.HasConditionalCode(function))
            return null;
        Operand copied = Operand.Of(copy, site.Model);
        ExpressionSyntax[] uses = [.. copied.Mentions(function).Where(use => use.Parent != original.Parent)];
        if (Array.Exists(uses, use => Syntax.FunctionOf(use) != function || Operand.IsWritten(use)))
            return null;
        if (guard.Only is not ILocalSymbol local)
            return copying is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } declaration && StaysThere(declaration, uses) ? ByReference(site.Root, declaration) : null;
        StatementSyntax[] releases = [.. uses.Select(ReleaseAt).OfType<StatementSyntax>()];
        return IsDisposed(local, guard, copying, function) && Array.TrueForAll(uses, use => ReleaseAt(use) is not null || OnlyLooks(use, site.Model))
            ? Without(site, original, uses, [.. releases, .. Declarations(copying, copy)])
            : null;
    }

    /// <summary>The statement that does nothing but copy.</summary>
    private static StatementSyntax? Copying(ExpressionSyntax original) => original.Parent switch
    {
        EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } => declaration,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax, Parent: ExpressionStatementSyntax statement } set
            when set.Right == original => statement,
        _ => null,
    };

    /// <summary>The variable that gets the copy: a local that is declared with it, or without anything in it and assigned here alone.</summary>
    private static ILocalSymbol? Copy(Site site, ExpressionSyntax original) => original.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declared } => site.Model.GetDeclaredSymbol(declared, site.Cancellation) as ILocalSymbol,
        AssignmentExpressionSyntax set => ResultLocal.Assigned(set, site.Model)?.Symbol,
        _ => null,
    };

    private static IEnumerable<StatementSyntax> Declarations(StatementSyntax copying, ILocalSymbol copy) =>
        copying is LocalDeclarationStatementSyntax ? [copying] : [copying, copy.DeclaringSyntaxReferences[0].GetSyntax().FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()!];

    private static StatementSyntax? ReleaseAt(ExpressionSyntax use) =>
        use.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: MetadataNames.Dispose, Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax release } } ? release : null;

    /// <summary>A member is asked, or the guard is passed without being copied again.</summary>
    private static bool OnlyLooks(ExpressionSyntax use, SemanticModel model) => use.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == use && access.Name.Identifier.ValueText != MetadataNames.Dispose,
        ArgumentSyntax argument => Annotations.ParameterOf(argument, model)?.RefKind == RefKind.In,
        _ => false,
    };

    /// <summary>True when a <c>using</c> disposes the guard itself, or a statement that every way from the copy comes to.</summary>
    private static bool IsDisposed(ILocalSymbol local, Operand guard, StatementSyntax copying, SyntaxNode function)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Parent.Parent: UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } })
            return true;
        return copying is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }
            && guard.Mentions(function).Select(ReleaseAt).OfType<StatementSyntax>().Any(release => Paths.AlwaysReaches(copying, release));
    }

    private static SyntaxNode Without(Site site, ExpressionSyntax original, ExpressionSyntax[] uses, StatementSyntax[] gone)
    {
        SyntaxNode root = site.Root.TrackNodes(uses.Concat<SyntaxNode>(gone));
        root = root.ReplaceNodes(uses.Select(use => root.GetCurrentNode(use)!), (use, _) => original.WithoutTrivia().WithTriviaFrom(use));
        return Removal.Without(root, gone);
    }

    /// <summary>True when nothing else runs as long as the copy is used.</summary>
    private static bool StaysThere(LocalDeclarationStatementSyntax copying, ExpressionSyntax[] uses)
    {
        if (StatementList.Around(copying) is not { } list || uses.Length == 0 || Syntax.Executed(Syntax.FunctionOf(copying)).Any(Syntax.Suspends))
            return false;
        int last = uses.Max(use => use.SpanStart);
        return list.Statements.Skip(list.IndexOf(copying) + 1).Where(statement => statement.SpanStart <= last).SelectMany(Syntax.Executed).OfType<InvocationExpressionSyntax>()
            .All(call => CallShape.Receiver(call) is { } receiver && uses.Contains(receiver));
    }

    private static SyntaxNode ByReference(SyntaxNode root, LocalDeclarationStatementSyntax copying)
    {
        SyntaxToken reference = SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        TypeSyntax type = copying.Declaration.Type;
        ExpressionSyntax value = copying.Declaration.Variables[0].Initializer!.Value;
        return root.ReplaceNodes([type, value], (old, _) => old == type
            ? SyntaxFactory.RefType(reference.WithLeadingTrivia(type.GetLeadingTrivia()), type.WithoutLeadingTrivia())
            : SyntaxFactory.RefExpression(reference, value));
    }
}
