using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC112: the reference is taken first, and only then the object is put where others can reach it: the acquiring statement moves
/// before the publishing one. Only where nothing else stands between them, and who fails to take it leaves at once: what else would then run
/// later, or not at all, may be what the exit reads or undoes.
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
        if (end == 0 || list.Statements[end - 1] is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 }))
            return null;
        StatementSyntax publish = list.Statements[end - 1];
        if (!site.Steps.Any(publish.Contains) || !OnlyLeaves(acquire) || new[] { publish, acquire }.Any(Layout.HasConditionalCode)
            || Operand.Of(call, site.Model)?.IsWrittenIn(publish) != false)
            return null;
        return list.Replace(site.Root, end - 1, end + 1, [Formatted(acquire, publish), Formatted(publish, acquire)]);
    }

    /// <summary>True when a statement that may fail to acquire does nothing then but leave, with a value that nothing changes.</summary>
    private static bool OnlyLeaves(StatementSyntax acquire) => acquire is not IfStatementSyntax branch || (branch.Statement switch
    {
        BlockSyntax { Statements: { Count: 1 } only } => only[0],
        var statement => statement,
    }) switch
    {
        ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        ReturnStatementSyntax { Expression: null or LiteralExpressionSyntax } => true,
        _ => false,
    };

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
