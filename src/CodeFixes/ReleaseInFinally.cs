using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC101, QSC110: what runs while the reference is held goes into a <c>try</c> whose <c>finally</c> gives it back; the other
/// releases go. Where a flag tells whether it is held, the <c>finally</c> asks it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseInFinally)), Shared]
public sealed class ReleaseInFinally : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC101", "QSC110");

    private protected override string Title(Site site) => "Release in finally";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || Acquisition.Of(call) is not { IsExact: true } acquisition || IsIgnored(site, call, acquisition))
            return null;
        if (ReferenceUses.Of(site, call) is not { } uses || Lifetime.Of(call, acquisition, uses) is not { } lifetime)
            return null;
        Protected range = Protected.Of(lifetime);
        if (Locals.UsedAfter(lifetime.List, range.First, lifetime.End, site.Model) is { IsEmpty: true } none)
            return Rewrite(site, lifetime, range, lifetime.End, none, uses.Operand);
        int end = lifetime.TailIsImmediate ? lifetime.List.Statements.Count : lifetime.End;
        return Locals.UsedAfter(lifetime.List, range.First, end, site.Model) is { } locals
            ? Rewrite(site, lifetime, range, end, locals, uses.Operand)
            : null;
    }

    /// <summary>A conditional acquire whose result nobody looks at: nothing tells whether there is something to release.</summary>
    private static bool IsIgnored(Site site, InvocationExpressionSyntax call, Acquisition acquisition) =>
        acquisition is { Statement: ExpressionStatementSyntax, Flag: null }
        && site.Model.GetTypeInfo(call, site.Cancellation).Type?.SpecialType != SpecialType.System_Void;

    private static SyntaxNode? Rewrite(Site site, Lifetime lifetime, Protected range, int end, Locals locals, Operand operand)
    {
        StatementList list = lifetime.List;
        StatementSyntax? tail = end < list.Statements.Count ? list.Statements[end] : null;
        SyntaxNode before = range.First > 0 ? list.Statements[range.First - 1] : list.Owner;
        SyntaxNode root = site.Root.TrackNodes(new[] { before, tail }
            .Concat(lifetime.Releases).Concat(locals.Declarations).OfType<SyntaxNode>().Distinct());
        foreach (StatementSyntax release in lifetime.Releases)
            root = Removal.Without(root, root.GetCurrentNode(release)!);
        root = locals.Assign(root);

        SyntaxNode start = root.GetCurrentNode(before)!;
        list = range.First > 0 ? StatementList.Around((StatementSyntax)start)! : StatementList.Of((BlockSyntax)start);
        end = tail is null ? list.Statements.Count : list.IndexOf(root.GetCurrentNode(tail)!);
        StatementSyntax[] body = [.. list.Statements.Take(end).Skip(range.First)];
        if (body.Length == 0)
            return null;
        StatementSyntax last = Release(operand, site.Property(FixKeys.Release)!, range.Flag, root);
        return list.Replace(root, range.First, end, [.. locals.Hoisted(body[0], root), Try(body, last, root)]);
    }

    private static StatementSyntax Release(Operand operand, string release, string? flag, SyntaxNode root)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        string call = $"{operand.Call(release)};";
        return Syntax.Statement(flag is null ? call : $"if ({flag}){end}    {call}").WithTrailingTrivia(end);
    }

    /// <summary>A try statement that has no finally yet gets one; other statements get a try around them.</summary>
    private static StatementSyntax Try(StatementSyntax[] body, StatementSyntax release, SyntaxNode root)
    {
        SyntaxTrivia end = Layout.EndOfLine(root);
        BlockSyntax released = Layout.Block([release], root);
        FinallyClauseSyntax last = SyntaxFactory.FinallyClause(
            SyntaxFactory.Token(SyntaxKind.FinallyKeyword).WithTrailingTrivia(end), released);
        if (body.Length == 1 && body[0] is TryStatementSyntax { Finally: null } only)
            return only.WithFinally(last).WithAdditionalAnnotations(Formatter.Annotation);
        SyntaxTriviaList leading = body[0].GetLeadingTrivia();
        SyntaxTriviaList blank = Layout.StartsWithBlankLine(leading) ? SyntaxFactory.TriviaList(end) : [];
        SyntaxTriviaList indentation = Layout.Indentation(body[0]);
        body = [body[0].WithLeadingTrivia(Layout.WithoutBlankLines(leading)), .. body.Skip(1)];
        return SyntaxFactory.TryStatement(Layout.Block(body, root), [], last)
            .WithTryKeyword(SyntaxFactory.Token(SyntaxKind.TryKeyword).WithTrailingTrivia(end))
            .WithLeadingTrivia(blank.AddRange(indentation))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
