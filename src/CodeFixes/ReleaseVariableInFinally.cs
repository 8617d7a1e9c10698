using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC101, QSC110: a variable that gets a reference on some ways only (in a branch, from one of two objects) is given back in a
/// <c>finally</c> behind all of them; it holds nothing before, and so tells itself whether there is something to give back.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseVariableInFinally)), Shared]
public sealed class ReleaseVariableInFinally : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC101", "QSC110");

    /// <summary>Where the releases are not understood well enough to be taken away, one can still be added.</summary>
    internal override Remedy? Otherwise { get; } = new ReleaseBeforeExit();

    private protected override string Title(Site site) => "Release in finally";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Property(FixKeys.Kept) is not null || site.Call is not { } call || ReferenceUses.Of(site, call) is not { Carrier.Local: { Declaration: { } declaration, Assignment: { } set } local } uses)
            return null;
        if (ListOf(uses, set, declaration) is not { } list || SetsOf(site, call, uses, declaration) is not { } sets || Release(uses, local, sets) is not var (release, condition))
            return null;
        if (sets.Length == 1 && IsStraight(uses, set))
            return null;
        int first = list.IndexOf(declaration) + 1;
        while (!sets.Any(list.Statements[first].Contains))
            first++;
        if (EndOf(site, call, uses, list, first) is not { } end || Locals.UsedAfter(list, first, end, site.Model) is not { } locals)
            return null;
        bool isEmpty = declaration.Declaration.Variables[0].Initializer is not null;
        if (!isEmpty && list.IndexOf(declaration) != first - 1)
            return null;
        return Finally.Over(site.Root, list, (first, end), locals, uses.Releases, Finally.Release(release, condition, site.Root)) is { } changed
            ? isEmpty ? changed : Emptied(changed, declaration, local.StartsAsNull)
            : null;
    }

    /// <summary>The innermost list with all that is done with the variable; with its declaration too, where that is still to say what is in it.</summary>
    private static StatementList? ListOf(ReferenceUses uses, AssignmentExpressionSyntax set, LocalDeclarationStatementSyntax declaration)
    {
        if (declaration.Declaration.Variables[0].Initializer is null)
            return StatementList.Around(declaration);
        ExpressionSyntax[] mentions = [.. uses.MentionsIn(Syntax.FunctionOf(set))];
        return set.Ancestors().OfType<StatementSyntax>().Select(StatementList.Around).FirstOrDefault(list => list is not null && Array.TrueForAll(mentions, list.Owner.Contains));
    }

    /// <summary>
    /// The assignments, each of what the same method returns, of which only one runs; null where another value is assigned, or one twice.
    /// </summary>
    private static AssignmentExpressionSyntax[]? SetsOf(
        Site site, InvocationExpressionSyntax call, ReferenceUses uses, LocalDeclarationStatementSyntax declaration)
    {
        ExpressionSyntax[] writes = [.. uses.Operand.WritesIn(Syntax.FunctionOf(declaration))];
        AssignmentExpressionSyntax[] sets = [.. writes.Select(write => SetAt(write, call, site.Model)).OfType<AssignmentExpressionSyntax>()];
        bool isOneOfThem = sets.Length == writes.Length && sets.All(one => sets.All(other => one == other || AreExclusive(one, other)));
        return isOneOfThem && !sets.Any(set => set.Ancestors().TakeWhile(node => !node.Contains(declaration)).Any(Syntax.IsLoop)) ? sets : null;
    }

    private static AssignmentExpressionSyntax? SetAt(ExpressionSyntax write, InvocationExpressionSyntax call, SemanticModel model) =>
        write.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } set
        && set.Right.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(other => CallShape.Whole(other) == set.Right) is { } same
        && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(same).Symbol, model.GetSymbolInfo(call).Symbol)
            ? set
            : null;

    /// <summary>True when they stand in different branches of one <c>if</c> or <c>switch</c>.</summary>
    private static bool AreExclusive(SyntaxNode one, SyntaxNode other) => one.Ancestors().First(node => node.Contains(other)) switch
    {
        IfStatementSyntax branch => !branch.Condition.Contains(one) && !branch.Condition.Contains(other),
        SwitchStatementSyntax => true,
        _ => false,
    };

    /// <summary>What gives back whatever is in the variable, and the condition under which it may be called.</summary>
    private static (string Release, string? Condition)? Release(ReferenceUses uses, ResultLocal local, AssignmentExpressionSyntax[] sets)
    {
        Carrier carrier = uses.Carrier!;
        if (local.Symbol.Type is { IsValueType: false, NullableAnnotation: NullableAnnotation.NotAnnotated })
            return null;
        if (!carrier.IsTakenBack)
            return (carrier.GivingBack(isSure: false), null);
        return local.StartsAsNull && sets.Length == 1 ? (carrier.GivingBack(isSure: true), $"{local.Symbol.Name} is not null") : null;
    }

    /// <summary>True when all that is done with the variable follows its one assignment.</summary>
    private static bool IsStraight(ReferenceUses uses, AssignmentExpressionSyntax set) =>
        StatementList.Around((StatementSyntax)set.Parent!) is { } list
        && uses.MentionsIn(Syntax.FunctionOf(set)).All(mention => mention == set.Left
            || list.Statements.Skip(list.IndexOf((StatementSyntax)set.Parent!) + 1).Any(statement => statement.Contains(mention)));

    /// <summary>The position behind the last statement that has to do with the variable; null where it may be given back elsewhere.</summary>
    private static int? EndOf(Site site, InvocationExpressionSyntax call, ReferenceUses uses, StatementList list, int first)
    {
        StatementSyntax[] held = [.. list.Statements.Skip(first)];
        if (!uses.AreReleasedIn(held, call) || uses.Releases.Any(release => release.Ancestors().TakeWhile(node => node != list.Owner).Any(Syntax.IsLoop)))
            return null;
        GiveBack giveBack = new(uses.Releases, null, uses.Carrier);
        int last = Array.FindLastIndex(held, giveBack.Occurs);
        bool isSettled = last >= 0 && giveBack.Settles(held[last]);
        int end = isSettled ? first + last + 1 : list.Statements.Count;
        return (isSettled || !uses.MayMoveUnsettled(held)) && !list.Statements.Skip(end).Any(statement => uses.MentionsIn(statement).Any())
            && uses.Releases.All(release => Lifetime.IsLast(release, list, end, site.Model))
                ? end
                : null;
    }

    /// <summary>The declaration before the <c>try</c> with nothing in the variable: the <c>finally</c> asks it.</summary>
    private static SyntaxNode Emptied(SyntaxNode root, LocalDeclarationStatementSyntax declaration, bool isNull)
    {
        LocalDeclarationStatementSyntax current = root.GetCurrentNode(declaration)!;
        VariableDeclaratorSyntax variable = current.Declaration.Variables[0];
        EqualsValueClauseSyntax nothing = SyntaxFactory.EqualsValueClause(SyntaxFactory.ParseExpression(isNull ? "null" : "default"));
        return root.ReplaceNode(variable, variable.WithInitializer(nothing).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
