using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC101: the release goes before the assignment that puts another object into the variable by which the reference was known. Only
/// where that assignment follows the acquire on every way, and nothing gives the reference back between the two.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseBeforeOverwrite)), Shared]
public sealed class ReleaseBeforeOverwrite : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC101");

    private protected override string Title(Site site) => "Release before it is overwritten";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || ReferenceUses.Of(site, call) is not { AreShared: false } uses)
            return null;
        if (Acquisition.Of(call, uses, site.Model) is not { IsExact: true } acquisition || (acquisition.Flag is not null && !acquisition.IsFlagKept))
            return null;
        if (uses.Carrier is null && !Annotations.IsOnOperand(call, site.Model))
            return null;
        if (VariableOf(uses) is not { } type || Lifetime.Held(acquisition) is not var (list, first))
            return null;
        StatementSyntax[] held = [.. list.Statements.Skip(first)];
        int end = Array.FindIndex(held, uses.Operand.IsWrittenIn);
        if (end < 0 || held[end] is not ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax } assignment } overwrite)
            return null;
        StatementSyntax[] between = [.. held.Take(end).SkipWhile((statement, index) => index == 0 && IsFailure(statement, acquisition, uses))];
        if (between.Any(statement => !Keeps(statement, uses)) || site.Exits.Any(exit => exit.Node.Span.End < overwrite.SpanStart) || Layout.HasConditionalCode(overwrite))
            return null;
        if (uses.Carrier is not null && IsUsedBehind(site, call, overwrite))
            return null;
        string release = uses.GivingBack(call, isSure: between.Length < end || acquisition.Branch is not null);
        return Rewrite(site, list, overwrite, assignment, type, acquisition.Flag is { } flag ? $"if ({flag}){Layout.EndOfLine(site.Root)}    {release};" : $"{release};", uses);
    }

    /// <summary>What the lost reference keeps alive is used later: the loss may be meant.</summary>
    private static bool IsUsedBehind(Site site, InvocationExpressionSyntax call, StatementSyntax overwrite) =>
        Operand.Of(call, site.Model) is { } kept && kept.Mentions(Syntax.FunctionOf(call)).Any(mention => mention.SpanStart > overwrite.Span.End);

    /// <summary>The type of the variable that loses the object: one that only this function knows.</summary>
    private static ITypeSymbol? VariableOf(ReferenceUses uses) => uses.Operand.Only switch
    {
        ILocalSymbol { IsRef: false } local => local.Type,
        IParameterSymbol { RefKind: RefKind.None } parameter => parameter.Type,
        _ => null,
    };

    /// <summary>The question directly behind the acquire whether it has failed.</summary>
    private static bool IsFailure(StatementSyntax statement, Acquisition acquisition, ReferenceUses uses) =>
        statement is IfStatementSyntax { Else: null } test && Syntax.Exits(test.Statement)
        && (acquisition.Flag is { } flag ? Syntax.IsNot(test.Condition, flag) : uses.Carrier?.IsLackIn(test.Condition) == true);

    /// <summary>True when whoever gets past a statement, or out of it, still has the reference.</summary>
    private static bool Keeps(StatementSyntax statement, ReferenceUses uses) =>
        !uses.MentionsIn(statement).Any(uses.IsPaired) && !Layout.HasConditionalCode(statement)
        && !Syntax.Executed(statement).Any(node => node is ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax
            or ContinueStatementSyntax or GotoStatementSyntax or LabeledStatementSyntax or YieldStatementSyntax);

    /// <summary>What the new object is found by may be the old one: it is looked up first.</summary>
    private static SyntaxNode Rewrite(
        Site site, StatementList list, ExpressionStatementSyntax overwrite, AssignmentExpressionSyntax assignment, ITypeSymbol type, string release, ReferenceUses uses)
    {
        SyntaxNode root = site.Root;
        int at = list.IndexOf(overwrite);
        StatementSyntax released = Syntax.Statement(release).WithTrailingTrivia(Layout.EndOfLine(root));
        if (!uses.MentionsIn(assignment.Right).Any())
            return list.Replace(root, at, at + 1, [Layout.InPlaceOf(overwrite, released, root), Layout.AsNextLine(overwrite)]);
        string name = Syntax.FreshName("next", overwrite);
        StatementSyntax next = Syntax.Statement($"{type.ToDisplayString(Locals.Qualified)} {name} = {assignment.Right.WithoutTrivia()};");
        ExpressionStatementSyntax moved = overwrite.ReplaceNode(
            assignment.Right, SyntaxFactory.IdentifierName(name).WithTriviaFrom(assignment.Right));
        return list.Replace(root, at, at + 1, [
            Layout.InPlaceOf(overwrite, next, root), released.WithLeadingTrivia(Layout.Indentation(overwrite)), Layout.AsNextLine(moved)]);
    }
}
