using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>QSC111: an <c>if</c> that reads a count again, directly after its atomic update, asks the value that the update returned.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseReturnedValue)), Shared]
public sealed class UseReturnedValue : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC111");

    private protected override string Title(Site site) => "Decide by the returned value";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { Parent: ExpressionStatementSyntax update } call || Updated(call) is not { } count)
            return null;
        if (StatementList.Around(update) is not { } list || list.IndexOf(update) + 1 is var next && next == list.Statements.Count)
            return null;
        if (list.Statements[next] is not IfStatementSyntax decision || Layout.HasConditionalCode(update) || Layout.HasConditionalCode(decision))
            return null;
        ExpressionSyntax[] reads = [.. decision.Condition.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(read => IsRead(site, read, count))];
        if (reads.Length != 1 || !IsEvaluatedFirst(Whole(reads[0]), decision.Condition))
            return null;
        SyntaxNode root = site.Root.TrackNodes(update, Whole(reads[0]));
        ExpressionSyntax current = root.GetCurrentNode(Whole(reads[0]))!;
        root = root.ReplaceNode(current, call.WithTriviaFrom(current));
        return Removal.Without(root, root.GetCurrentNode(update)!);
    }

    /// <summary>The count that the call gets by reference.</summary>
    private static ExpressionSyntax? Updated(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault(a => a.RefKindKeyword.IsKind(SyntaxKind.RefKeyword))?.Expression;

    private static bool IsRead(Site site, ExpressionSyntax read, ExpressionSyntax count) =>
        read is IdentifierNameSyntax or MemberAccessExpressionSyntax
        && !(read.Parent is MemberAccessExpressionSyntax access && access.Name == read)
        && Plain(read) == Plain(count)
        && SymbolEqualityComparer.Default.Equals(site.Model.GetSymbolInfo(read).Symbol, site.Model.GetSymbolInfo(count).Symbol);

    private static string Plain(ExpressionSyntax access) => access switch
    {
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own => own.Name.ToString(),
        _ => access.ToString(),
    };

    /// <summary>The read with the call that makes it a volatile one.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax read) =>
        read.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax call } } ? call : read;

    private static bool IsEvaluatedFirst(ExpressionSyntax read, ExpressionSyntax condition)
    {
        for (SyntaxNode node = read; node != condition; node = node.Parent!)
        {
            bool isFirst = node.Parent switch
            {
                BinaryExpressionSyntax binary => binary.Left == node || binary.Left is LiteralExpressionSyntax,
                ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax or IsPatternExpressionSyntax => true,
                _ => false,
            };
            if (!isFirst)
                return false;
        }

        return true;
    }
}
