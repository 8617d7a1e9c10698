using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC112: the reference is taken first, and only then the object is put where others can reach it: the acquiring statement moves
/// before the publishing one. Only where nothing between them can leave, so that nobody leaves with the reference.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeBeforePublish)), Shared]
public sealed class TakeBeforePublish : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC112");

    private protected override string Title(Site site) => "Take the reference first";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || Acquisition.Of(call, site.Model) is not { Branch: null } acquisition)
            return null;
        StatementSyntax acquire = acquisition.Statement;
        // Where one can ask, an acquire that does not is a defect of its own wherever it stands.
        if (acquire is ExpressionStatementSyntax && site.Property(FixKeys.TryAcquire) is not null)
            return null;
        if (acquire is not (IfStatementSyntax or ExpressionStatementSyntax) || StatementList.Around(acquire) is not { } list)
            return null;
        int end = list.IndexOf(acquire);
        int start = Enumerable.Range(0, end).Where(i => site.Steps.Any(list.Statements[i].Contains)).DefaultIfEmpty(-1).Last();
        StatementSyntax[] moved = [.. list.Statements.Skip(Math.Max(start, 0)).Take(end - Math.Max(start, 0))];
        if (start < 0 || !moved.All(IsSimple) || moved.Append(acquire).Any(Layout.HasConditionalCode))
            return null;
        return list.Replace(site.Root, start, end + 1, [Formatted(acquire, moved[0]), Formatted(moved[0], acquire), .. moved.Skip(1)]);
    }

    /// <summary>A statement that goes on to the next one.</summary>
    private static bool IsSimple(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 };

    /// <summary>Comments move with their statement; an empty line stays where it was.</summary>
    private static StatementSyntax Formatted(StatementSyntax statement, StatementSyntax old)
    {
        SyntaxTriviaList leading = Layout.WithoutBlankLines(statement.GetLeadingTrivia());
        SyntaxTriviaList before = old.GetLeadingTrivia();
        int blank = before.Count - Layout.WithoutBlankLines(before).Count;
        return statement
            .WithLeadingTrivia(Microsoft.CodeAnalysis.CSharp.SyntaxFactory.TriviaList(before.Take(blank)).AddRange(leading))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
