using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC111: a count that is tested against zero and then incremented is incremented only if it still is what was tested: a loop of
/// compare and exchange. Only where the test, directly before the increment, leaves the function.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IncrementUnlessZero)), Shared]
public sealed class IncrementUnlessZero : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC111");

    private protected override string Title(Site site) => "Increment it unless it is zero";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { Parent: ExpressionStatementSyntax update } call || Count.Updated(call) is not { } count
            || site.Property(FixKeys.CompareExchange) is not { } exchange || site.Property(FixKeys.Read) is not { } read)
            return null;
        if (StatementList.Around(update) is not { } list || list.IndexOf(update) - 1 is var before && before < 0)
            return null;
        if (list.Statements[before] is not IfStatementSyntax { Else: null } test || !IsZeroTest(test.Condition, count, site.Model) || !Leaves(test.Statement)
            || HasComment(test) || HasComment(update))
            return null;
        StatementSyntax[] loop = Loop(site, count, test, $"{read}(ref {count})", exchange);
        loop[0] = loop[0].WithLeadingTrivia(test.GetLeadingTrivia());
        return list.Replace(site.Root, before, before + 2, loop);
    }

    private static StatementSyntax[] Loop(Site site, ExpressionSyntax count, IfStatementSyntax test, string read, string exchange)
    {
        string end = Layout.EndOfLine(site.Root).ToString();
        string old = Syntax.FreshName("count", test);
        string type = site.Model.GetTypeInfo(count).Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        string leaving = test.Statement.WithoutTrivia().ToString();
        StatementSyntax loop = Syntax.Statement(
            $"do{end}{{{end}{old} = {read};{end}if ({old} == 0){end}{leaving}{end}}}{end}while ({exchange}(ref {count}, {old} + 1, {old}) != {old});{end}");
        return [Syntax.Statement($"{type} {old};").WithTrailingTrivia(Layout.EndOfLine(site.Root)), loop];
    }

    private static bool IsZeroTest(ExpressionSyntax condition, ExpressionSyntax count, SemanticModel model) =>
        condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: LiteralExpressionSyntax { Token.Value: 0 } } test
        && Count.AreSame(test.Left, count, model);

    /// <summary>A jump to a loop around it would end the new loop instead.</summary>
    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax => true,
        BlockSyntax { Statements: { Count: 1 } only } => Leaves(only[0]),
        _ => false,
    };

    private static bool HasComment(StatementSyntax statement) => Layout.HasConditionalCode(statement)
        || statement.DescendantTrivia().Skip(statement.GetLeadingTrivia().Count * (statement is IfStatementSyntax ? 1 : 0))
            .Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
