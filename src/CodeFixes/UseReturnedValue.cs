using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>QSC111: an <c>if</c> that reads a count again, directly after its atomic update, asks the value that the update returned.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseReturnedValue)), Shared]
public sealed class UseReturnedValue : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC111");

    private protected override string Title(Site site) => "Decide by the returned value";

    /// <summary>Other mistakes of the same rule.</summary>
    internal override Remedy? Otherwise { get; } = new CountAtomically();

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Node.Parent is not ExpressionStatementSyntax update || Update(site) is not var (count, call))
            return null;
        if (StatementList.Around(update) is not { } list || list.IndexOf(update) + 1 is var next && next == list.Statements.Count)
            return null;
        if (list.Statements[next] is not IfStatementSyntax decision || Layout.HasConditionalCode(update) || Layout.HasConditionalCode(decision))
            return null;
        ExpressionSyntax[] reads = [.. decision.Condition.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(read => IsRead(site, read, count))];
        if (reads.Length != 1 || IsAskedAgain(site, decision, count) || !IsEvaluatedFirst(Whole(reads[0]), decision.Condition))
            return null;
        SyntaxNode root = site.Root.TrackNodes(update, Whole(reads[0]));
        ExpressionSyntax current = root.GetCurrentNode(Whole(reads[0]))!;
        root = root.ReplaceNode(current, call.WithTriviaFrom(current));
        return Removal.Without(root, root.GetCurrentNode(update)!);
    }

    /// <summary>The count, and the call that updates it atomically: the one there is, or one in place of a plain decrement.</summary>
    private static (ExpressionSyntax Count, ExpressionSyntax Call)? Update(Site site)
    {
        if (site.Call is { } call)
            return Count.Updated(call) is { } updated ? (updated, call) : null;
        return Count.Decremented(site.Node) is { } count && Count.AtomicDecrement(site, count) is { } atomic ? (count, atomic) : null;
    }

    /// <summary>Another branch of the same decision would still read it.</summary>
    private static bool IsAskedAgain(Site site, IfStatementSyntax decision, ExpressionSyntax count) =>
        decision.Else is { } otherwise && otherwise.DescendantNodes().OfType<ExpressionSyntax>().Any(read => IsRead(site, read, count));

    private static bool IsRead(Site site, ExpressionSyntax read, ExpressionSyntax count) =>
        read is IdentifierNameSyntax or MemberAccessExpressionSyntax
        && !(read.Parent is MemberAccessExpressionSyntax access && access.Name == read)
        && Count.AreSame(read, count, site.Model);

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
