using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC111: a count that is tested against zero and then incremented is incremented only if it still is what was tested: a loop of
/// compare and exchange. Only where the test, directly before or around the increment, leaves the function else.
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
        return Before(update) is var (leading, leaving) && SaysZero(site, leading, count) == true && Leaves(leaving)
            ? WithLoop(site, leading, new Loop(count, leaving, read, exchange), update, [])
            : Around(update) is var (around, behind) && SaysZero(site, around, count) == false && Leaves(behind) ? Unfolded(site, around, new Loop(count, behind, read, exchange), update, behind)
            : null;
    }

    /// <summary>The test directly before the increment, and what it does where there is nothing left.</summary>
    private static (IfStatementSyntax Test, StatementSyntax Leaving)? Before(StatementSyntax update) =>
        StatementList.Around(update) is { } list && list.IndexOf(update) is > 0 and var index
        && list.Statements[index - 1] is IfStatementSyntax { Else: null } test
            ? (test, test.Statement)
            : null;

    /// <summary>The test around the increment, and what is done behind it.</summary>
    private static (IfStatementSyntax Test, StatementSyntax Leaving)? Around(StatementSyntax update) =>
        update.Parent is BlockSyntax { Parent: IfStatementSyntax { Else: null } test } block && block.Statements[0] == update
        && StatementList.Around(test) is { } list && list.IndexOf(test) + 1 is var index && index < list.Statements.Count
            ? (test, list.Statements[index])
            : null;

    private static bool? SaysZero(Site site, IfStatementSyntax test, ExpressionSyntax count) =>
        Layout.HasConditionalCode(test) ? null : CountTest.SaysZero(test.Condition, value => Count.AreSame(Count.Read(value), count, site.Model));

    /// <summary>What is done for those who got in follows the loop; what is done for the others only where those come there too.</summary>
    private static SyntaxNode? Unfolded(Site site, IfStatementSyntax test, Loop loop, StatementSyntax update, StatementSyntax behind)
    {
        BlockSyntax block = (BlockSyntax)test.Statement;
        StatementSyntax[] rest = [.. block.Statements.Skip(1).Select(statement => statement.WithAdditionalAnnotations(Formatter.Annotation))];
        return rest.Any(statement => statement is LocalDeclarationStatementSyntax) ? null
            : WithLoop(site, test, loop, update, Syntax.Exits(block) ? rest : [.. rest, behind], behind);
    }

    /// <summary>The loop in place of the test and what goes with it; what is said in those is said before.</summary>
    private static SyntaxNode WithLoop(
        Site site, IfStatementSyntax test, Loop loop, StatementSyntax update, StatementSyntax[] rest, StatementSyntax? behind = null)
    {
        StatementList list = StatementList.Around(test)!;
        SyntaxTrivia end = Layout.EndOfLine(site.Root);
        SyntaxTriviaList indentation = Layout.Indentation(test);
        SyntaxTriviaList said = Layout.CommentLines(test.RemoveNodes(Kept(test, update), SyntaxRemoveOptions.KeepNoTrivia)!.WithoutLeadingTrivia(), indentation, end);
        if (!test.Contains(update))
            said = said.AddRange(Layout.CommentLines(update, indentation, end));
        if (behind is not null && !rest.Contains(behind))
            said = said.AddRange(Layout.CommentLines(behind, indentation, end));
        SyntaxTriviaList leading = test.GetLeadingTrivia();
        StatementSyntax[] statements = loop.Statements(site, test);
        statements[0] = statements[0].WithLeadingTrivia(SyntaxFactory.TriviaList(leading.Take(leading.Count - indentation.Count)).AddRange(said).AddRange(indentation));
        int at = list.IndexOf(test);
        return list.Replace(site.Root, at, at + 2, [.. statements, .. rest]);
    }

    /// <summary>What stays as it is: behind the increment in the same block.</summary>
    private static IEnumerable<SyntaxNode> Kept(IfStatementSyntax test, StatementSyntax update) =>
        test.Contains(update) ? ((BlockSyntax)test.Statement).Statements.Skip(1) : [];

    /// <summary>A jump to a loop around it would end the new loop instead.</summary>
    private static bool Leaves(StatementSyntax statement) => !Layout.HasConditionalCode(statement) && statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax => true,
        BlockSyntax { Statements: { Count: 1 } only } => Leaves(only[0]),
        _ => false,
    };

    /// <summary>A loop that increments a count unless nothing is left of it: then it leaves.</summary>
    private sealed class Loop(ExpressionSyntax count, StatementSyntax leaving, string read, string exchange)
    {
        /// <summary>The local that holds what the count was, and the loop.</summary>
        public StatementSyntax[] Statements(Site site, IfStatementSyntax test)
        {
            string end = Layout.EndOfLine(site.Root).ToString();
            string old = Syntax.FreshName("count", test);
            string type = site.Model.GetTypeInfo(count).Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            string left = WithoutComments(leaving is BlockSyntax { Statements: var only } ? only[0] : leaving);
            string body = leaving is BlockSyntax ? $"{{{end}{left}{end}}}" : left;
            return [
                Syntax.Statement($"{type} {old};").WithTrailingTrivia(Layout.EndOfLine(site.Root)),
                Syntax.Statement($"do{end}{{{end}{old} = {read}(ref {count});{end}if ({Asked(test.Condition, old, site)}){end}{body}{end}}}{end}"
                    + $"while ({exchange}(ref {count}, {old} + 1, {old}) != {old});{end}")];
        }

        /// <summary>The same question for the local, in the words of the test; where that asks the contrary, in plain ones.</summary>
        private string Asked(ExpressionSyntax condition, string old, Site site)
        {
            if (CountTest.SaysZero(condition, value => Count.AreSame(Count.Read(value), count, site.Model)) == false)
                return $"{old} <= 0";
            ExpressionSyntax value = condition.DescendantNodesAndSelf().OfType<ExpressionSyntax>().First(part => Count.AreSame(Count.Read(part), count, site.Model));
            return WithoutComments(condition.ReplaceNode(value, SyntaxFactory.IdentifierName(old).WithTriviaFrom(value)));
        }

        private static string WithoutComments(SyntaxNode node) => node.ReplaceTrivia(
            node.DescendantTrivia().Where(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)), (_, _) => default).ToString().Trim();
    }
}
