using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
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
        if (call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variables } guard })
        {
            return variables.Parent switch
            {
                LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } declaration => WithoutGuard(site, declaration, guard.Identifier.ValueText, []),
                UsingStatementSyntax scope => WithoutScope(site, scope, guard.Identifier.ValueText),
                LocalDeclarationStatementSyntax declaration => WithoutLocal(site, call, declaration, guard.Identifier.ValueText),
                _ => null,
            };
        }

        if (call.Parent is UsingStatementSyntax unnamed)
            return WithoutScope(site, unnamed, guard: null);
        return Acquisition.Of(call, site.Model) is { Branch: { } held, Statement: IfStatementSyntax question, IsExact: true }
            ? WithoutQuestion(site, call, question, held)
            : WithoutStatement(site, call);
    }

    /// <summary><c>_self.Get();</c>, or a question that leaves where there is none.</summary>
    private static SyntaxNode? WithoutStatement(Site site, InvocationExpressionSyntax call)
    {
        if (Taking(site, call) is not { } taking || StatementList.Around(taking) is not { } list)
            return null;
        if (ReferenceUses.Of(site, call) is not { } uses || !uses.AreUnderstood(call, list, list.IndexOf(taking) + 1))
            return null;
        return taking is IfStatementSyntax question && Rest(question, call) is { } rest
            ? Asking(site, call, question, rest, uses)
            : Without(site, call, [taking, .. uses.Releases]);
    }

    /// <summary>What takes, first, and what gives back.</summary>
    private static SyntaxNode? Without(Site site, InvocationExpressionSyntax call, StatementSyntax[] removed) =>
        removed.Any(Layout.HasConditionalCode) || IsReleasedElsewhere(site, call, removed)
            ? null
            : Removal.Without(site.Root.TrackNodes(removed), removed.Skip(1).Append(removed[0]));

    /// <summary><c>if (_self.TryGet()) { ...; _self.Put(); }</c>: what is between stays, what was done where there is none goes.</summary>
    private static SyntaxNode? WithoutQuestion(Site site, InvocationExpressionSyntax call, IfStatementSyntax question, StatementSyntax branch)
    {
        if (branch is not BlockSyntax held || ReferenceUses.Of(site, call) is not { } uses
            || !uses.AreUnderstood(call, StatementList.Of(held), 0) || !uses.Releases.All(held.Contains))
            return null;
        if (held == question.Statement && Rest(question, call) is { } rest)
            return Asking(site, call, question, rest, uses);
        if (Syntax.Question(question.Condition).Asked != call || !CanUnwrap(question, held))
            return null;
        if (Layout.HasConditionalCode(question) || IsReleasedElsewhere(site, call, [.. uses.Releases]))
            return null;
        SyntaxNode root = Removal.Without(site.Root.TrackNodes(uses.Releases.Append(question).Append(held)), uses.Releases);
        return root.GetCurrentNode(question) is { } current && root.GetCurrentNode<StatementSyntax>(held) is BlockSyntax kept
            ? Removal.Unwrap(root, current, kept)
            : null;
    }

    /// <summary>What is asked before the acquire: of <c>a &amp;&amp; _self.TryGet()</c> and of <c>a || !_self.TryGet()</c> that is <c>a</c>.</summary>
    private static ExpressionSyntax? Rest(IfStatementSyntax question, InvocationExpressionSyntax call) =>
        question.Condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both
        && Syntax.Question(both.Right) == (call, both.IsKind(SyntaxKind.LogicalAndExpression))
            ? both.Left
            : null;

    /// <summary>The same question without the acquire; what gives back goes.</summary>
    private static SyntaxNode? Asking(Site site, InvocationExpressionSyntax call, IfStatementSyntax question, ExpressionSyntax rest, ReferenceUses uses)
    {
        if (uses.Releases.Append(question).Any(Layout.HasConditionalCode) || IsReleasedElsewhere(site, call, [.. uses.Releases]))
            return null;
        SyntaxNode root = site.Root.TrackNodes(uses.Releases.Append(question));
        root = root.ReplaceNode(root.GetCurrentNode(question)!.Condition, rest.WithTriviaFrom(question.Condition));
        return Removal.Without(root, uses.Releases);
    }

    /// <summary>What follows is for those who did not get it: nobody comes there any more.</summary>
    private static bool CanUnwrap(IfStatementSyntax question, StatementSyntax held) =>
        !Syntax.Exits(held) || StatementList.Around(question)?.Statements.Last() == question;

    /// <summary>The statement that does nothing but take the reference, or leave where there is none.</summary>
    private static StatementSyntax? Taking(Site site, InvocationExpressionSyntax call) => Acquisition.Of(call, site.Model) switch
    {
        { Branch: null, Flag: null, IsExact: true, Statement: IfStatementSyntax { Else: null } leaving }
            when Syntax.Question(leaving.Condition) == (CallShape.Whole(call), false) || Rest(leaving, call) is not null => leaving,
        { Branch: null, Flag: null, Statement: ExpressionStatementSyntax statement } => statement,
        _ => null,
    };

    /// <summary>The statement with such a guard, which may be asked first whether it holds.</summary>
    private static SyntaxNode? WithoutScope(Site site, UsingStatementSyntax scope, string? guard)
    {
        if (Layout.HasConditionalCode(scope) || StatementList.Around(scope) is null)
            return null;
        if (guard is null || !Mentions(guard, scope.Statement).Any())
            return Removal.Unwrap(site.Root, scope, scope.Statement);
        if (scope.Statement is not BlockSyntax block || block.Statements.FirstOrDefault() is not IfStatementSyntax first || IsAsked(site, first, guard, block) is not { } isHeld)
            return null;
        SyntaxNode root = site.Root.TrackNodes(first, scope);
        root = Answered(root, first, isHeld);
        return root.GetCurrentNode(scope) is { Statement: BlockSyntax kept } current ? Removal.Unwrap(root, current, kept) : null;
    }

    /// <summary>A guard in a local that some statements dispose.</summary>
    private static SyntaxNode? WithoutLocal(Site site, InvocationExpressionSyntax call, LocalDeclarationStatementSyntax declaration, string name)
    {
        if (StatementList.Around(declaration) is not { } list || ReferenceUses.Of(site, call) is not { } uses)
            return Flagged(site, call, declaration, name);
        if (uses.Carrier is null)
            return Flagged(site, call, declaration, name);
        return uses.AreUnderstood(call, list, list.IndexOf(declaration) + 1) ? WithoutGuard(site, declaration, name, uses.Releases) : null;
    }

    /// <summary><c>bool ok = _self.TryGet(); if (!ok) return;</c> where nothing else asks.</summary>
    private static SyntaxNode? Flagged(Site site, InvocationExpressionSyntax call, LocalDeclarationStatementSyntax declaration, string flag)
    {
        if (StatementList.Around(declaration) is not { } list || ReferenceUses.Of(site, call) is not { } uses
            || !uses.AreUnderstood(call, list, list.IndexOf(declaration) + 1) || Mentions(flag, Syntax.FunctionOf(declaration)).Count() != 1)
            return null;
        return list.Statements.ElementAtOrDefault(list.IndexOf(declaration) + 1) is IfStatementSyntax { Else: null } leaving
            && Syntax.IsNot(leaving.Condition, flag) && Syntax.Exits(leaving.Statement)
            ? Without(site, call, [declaration, leaving, .. uses.Releases])
            : null;
    }

    /// <summary>The guard goes with what disposes it and the one question that it is asked, directly behind it: whether it holds.</summary>
    private static SyntaxNode? WithoutGuard(
        Site site, LocalDeclarationStatementSyntax declaration, string guard, IReadOnlyList<StatementSyntax> releases)
    {
        if (StatementList.Around(declaration) is not { } list)
            return null;
        IfStatementSyntax? question = list.Statements.ElementAtOrDefault(list.IndexOf(declaration) + 1) as IfStatementSyntax;
        int others = Mentions(guard, Syntax.FunctionOf(declaration)).Count(name => !releases.Any(release => release.Contains(name)));
        bool? isHeld = question is null || others != 1 ? null : IsAsked(site, question, guard, question);
        StatementSyntax[] changed = isHeld is null ? [declaration, .. releases] : [declaration, question!, .. releases];
        if ((others > 0 && isHeld is null) || changed.Any(Layout.HasConditionalCode))
            return null;
        SyntaxNode root = site.Root.TrackNodes(changed);
        root = Removal.Without(root, releases);
        if (isHeld is { } answer)
            root = Answered(root, question!, answer);
        return Removal.Without(root, root.GetCurrentNode(declaration)!);
    }

    /// <summary>The answer to a question that is asked once: to leave where nothing is held, or to do something where it is. Null for another.</summary>
    private static bool? IsAsked(Site site, IfStatementSyntax question, string guard, SyntaxNode scope)
    {
        if (question.Else is not null || Mentions(guard, scope).Count() != 1)
            return null;
        bool? isHeld = HeldQuestion.Of(question.Condition, guard, site.Property(FixKeys.GuardHeld));
        return isHeld == true ? (CanUnwrap(question, question.Statement) ? true : null)
            : isHeld == false && Syntax.Exits(question.Statement) ? false
            : null;
    }

    /// <summary>Without the question: what it does where something is held is always done.</summary>
    private static SyntaxNode Answered(SyntaxNode root, IfStatementSyntax question, bool isHeld)
    {
        IfStatementSyntax current = root.GetCurrentNode(question)!;
        return isHeld ? Removal.Unwrap(root, current, current.Statement) : Removal.Without(root, current);
    }

    private static IEnumerable<IdentifierNameSyntax> Mentions(string guard, SyntaxNode scope) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == guard);

    /// <summary>Something else in the type gives such references back, and has not taken them itself before.</summary>
    private static bool IsReleasedElsewhere(Site site, InvocationExpressionSyntax call, StatementSyntax[] removed)
    {
        SyntaxNode type = call.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() ?? site.Root;
        return Calls(site, type, FixKeys.Releases).Any(release => !removed.Any(statement => statement.Contains(release))
            && (Syntax.FunctionOf(release) == Syntax.FunctionOf(call) || !IsTakenBefore(site, release)));
    }

    private static bool IsTakenBefore(Site site, InvocationExpressionSyntax release) =>
        Operand.Of(release, site.Model) is { } released
        && Calls(site, Syntax.FunctionOf(release), FixKeys.Acquires).Any(taking =>
            taking.SpanStart < release.SpanStart && released.IsSame(Operand.Of(taking, site.Model)));

    private static IEnumerable<InvocationExpressionSyntax> Calls(Site site, SyntaxNode node, string names)
    {
        HashSet<string> called = site.Names(names);
        return node.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => CallShape.Name(call) is { } name && called.Contains(name));
    }
}
