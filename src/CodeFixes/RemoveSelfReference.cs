using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC106: the acquire goes, with the way out that it needed, and so do its releases. Only where all of them stand in one function and
/// it is the only acquire there: what another member gives back must still be taken.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveSelfReference)), Shared]
public sealed class RemoveSelfReference : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC106");

    private protected override string Title(Site site) => "Do not take it";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call)
            return null;
        if (GuardTaking(call) is var (declaration, guard))
            return WithoutGuard(site, declaration, guard);
        if (Acquisition.Of(call, site.Model) is { Branch: BlockSyntax held, Statement: IfStatementSyntax { Else: null } question } && question.Condition == call)
            return WithoutQuestion(site, call, question, held);
        if (WithoutScope(site, call) is { } unscoped)
            return unscoped;
        if (Taking(site, call) is not { } taking || StatementList.Around(taking) is not { } list)
            return null;
        if (ReferenceUses.Of(site, call) is not { } uses || !uses.AreUnderstood(call, list, list.IndexOf(taking) + 1))
            return null;
        StatementSyntax[] removed = [taking, .. uses.Releases];
        if (removed.Any(Layout.HasConditionalCode) || IsReleasedElsewhere(site, call, removed))
            return null;
        SyntaxNode root = site.Root.TrackNodes(removed);
        return Removal.Without(root, removed.Skip(1).Append(taking));
    }

    /// <summary><c>if (_self.TryGet()) { ...; _self.Put(); }</c>: what is between stays.</summary>
    private static SyntaxNode? WithoutQuestion(Site site, InvocationExpressionSyntax call, IfStatementSyntax question, BlockSyntax held)
    {
        if (ReferenceUses.Of(site, call) is not { } uses || !uses.AreUnderstood(call, StatementList.Of(held), 0) || !uses.Releases.All(held.Contains))
            return null;
        if (Layout.HasConditionalCode(question) || IsReleasedElsewhere(site, call, [.. uses.Releases]))
            return null;
        // What follows is for those who did not get it: nobody comes there any more.
        if (Syntax.Exits(held) && StatementList.Around(question)?.Statements.Last() != question)
            return null;
        SyntaxNode root = Removal.Without(site.Root.TrackNodes(uses.Releases.Append(question)), uses.Releases);
        return root.GetCurrentNode(question) is { Statement: BlockSyntax kept } current ? Removal.Unwrap(root, current, kept) : null;
    }

    /// <summary>The statement that does nothing but take the reference, or leave where there is none.</summary>
    private static StatementSyntax? Taking(Site site, InvocationExpressionSyntax call) => Acquisition.Of(call, site.Model) switch
    {
        { Branch: null, Flag: null, IsExact: true, Statement: IfStatementSyntax { Else: null } leaving } when IsOnlyQuestion(leaving, call) => leaving,
        { Branch: null, Flag: null, Statement: ExpressionStatementSyntax statement } => statement,
        _ => null,
    };

    /// <summary>The declaration of a guard for <c>using</c> that the call makes, and the guard's name.</summary>
    private static (LocalDeclarationStatementSyntax Declaration, string Guard)? GuardTaking(InvocationExpressionSyntax call) =>
        call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variables } guard }
        && variables.Parent is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } declaration
            ? (declaration, guard.Identifier.ValueText)
            : null;

    /// <summary>The statement with such a guard, which must be asked first whether it holds, or else to leave.</summary>
    private static SyntaxNode? WithoutScope(Site site, InvocationExpressionSyntax call)
    {
        if (call.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: UsingStatementSyntax { Statement: BlockSyntax block } scope } guard })
            return null;
        if (block.Statements.FirstOrDefault() is not { } first || !IsAsked(site, first, guard.Identifier.ValueText, block) || Layout.HasConditionalCode(scope))
            return null;
        SyntaxNode root = Removal.Without(site.Root.TrackNodes(first, scope), [first]);
        return root.GetCurrentNode(scope) is { Statement: BlockSyntax kept } current ? Removal.Unwrap(root, current, kept) : null;
    }

    /// <summary>The guard goes with the one question that it is asked, directly behind it: whether it holds, or else to leave.</summary>
    private static SyntaxNode? WithoutGuard(Site site, LocalDeclarationStatementSyntax declaration, string guard)
    {
        if (StatementList.Around(declaration) is not { } list)
            return null;
        StatementSyntax? leaving = list.Statements.Skip(list.IndexOf(declaration) + 1).FirstOrDefault();
        bool isAsked = leaving is not null && IsAsked(site, leaving, guard, Syntax.FunctionOf(declaration));
        if (Mentions(guard, Syntax.FunctionOf(declaration)).Any() && !isAsked)
            return null;
        StatementSyntax[] removed = isAsked ? [declaration, leaving!] : [declaration];
        if (removed.Any(Layout.HasConditionalCode))
            return null;
        return Removal.Without(site.Root.TrackNodes(removed), removed);
    }

    /// <summary>True for <c>if (!guard.IsHeld) return;</c> where nothing else asks the guard.</summary>
    private static bool IsAsked(Site site, StatementSyntax leaving, string guard, SyntaxNode scope) =>
        leaving is IfStatementSyntax { Else: null } test && Syntax.Exits(test.Statement) && Mentions(guard, scope).Count() == 1
        && test.Condition.ToString() == $"!{guard}.{site.Property(FixKeys.GuardHeld)}";

    private static IEnumerable<IdentifierNameSyntax> Mentions(string guard, SyntaxNode scope) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == guard);

    private static bool IsOnlyQuestion(IfStatementSyntax leaving, InvocationExpressionSyntax call) =>
        leaving.Condition is PrefixUnaryExpressionSyntax not && not.Operand == call;

    /// <summary>Some other function of the type gives such references back.</summary>
    private static bool IsReleasedElsewhere(Site site, InvocationExpressionSyntax call, StatementSyntax[] removed)
    {
        HashSet<string> releases = site.Names(FixKeys.Releases);
        SyntaxNode type = call.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() ?? site.Root;
        return type.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(other =>
            CallShape.Name(other) is { } name && releases.Contains(name) && !removed.Any(statement => statement.Contains(other)));
    }
}
