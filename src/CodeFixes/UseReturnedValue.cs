using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC111: what reads a count again after its atomic update uses the value that the update returned: in its place, where it reads once
/// and at once, else from a local.
/// </summary>
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
        if (Update(site) is not var (count, call) || site.Node.FirstAncestorOrSelf<StatementSyntax>() is not { } update)
            return null;
        string? local = site.Node.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declared } ? declared.Identifier.ValueText : null;
        if ((local is null && site.Node.Parent != update) || StatementList.Around(update) is not { } list)
            return null;
        StatementSyntax[] rest = [.. list.Statements.Skip(list.IndexOf(update) + 1)];
        int at = Array.FindIndex(rest, statement => Reads(site, statement, count).Any());
        if (at < 0 || Decider(rest[at]) is not { } decider || rest.Take(at + 1).Append(update).Any(Layout.HasConditionalCode))
            return null;
        ExpressionSyntax[] reads = [.. Reads(site, decider, count)];
        if (reads.Length == 0 || IsAskedAgain(site, rest[at], count))
            return null;
        bool isAtOnce = local is null && at == 0 && reads.Length == 1 && IsEvaluatedFirst(Whole(reads[0]), decider);
        return isAtOnce ? InPlace(site, update, Whole(reads[0]), call) : FromLocal(site, update, count, call, reads, local);
    }

    private static SyntaxNode InPlace(Site site, StatementSyntax update, ExpressionSyntax read, ExpressionSyntax call)
    {
        SyntaxNode root = site.Root.TrackNodes(update, read);
        ExpressionSyntax current = root.GetCurrentNode(read)!;
        root = root.ReplaceNode(current, call.WithTriviaFrom(current));
        return Removal.Without(root, root.GetCurrentNode(update)!);
    }

    private static SyntaxNode? FromLocal(
        Site site, StatementSyntax update, ExpressionSyntax count, ExpressionSyntax call, ExpressionSyntax[] reads, string? local)
    {
        // Of several calls that get the count by reference one may change it.
        if (reads.Length > 1 && reads.Any(read => Whole(read) != read))
            return null;
        string name = local ?? Syntax.FreshName("count", update);
        string type = site.Model.GetTypeInfo(count).Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        SyntaxNode root = site.Root.TrackNodes(reads.Select(Whole).Append<SyntaxNode>(update));
        foreach (ExpressionSyntax read in reads.Select(Whole))
        {
            ExpressionSyntax current = root.GetCurrentNode(read)!;
            root = root.ReplaceNode(current, SyntaxFactory.IdentifierName(name).WithTriviaFrom(current));
        }

        return local is not null ? root : root.ReplaceNode(
            root.GetCurrentNode(update)!, Syntax.Statement($"{type} {name} = {call.WithoutTrivia()};").WithTriviaFrom(update));
    }

    /// <summary>What a statement decides by: the condition of an <c>if</c>, the value of a local or of a return.</summary>
    private static ExpressionSyntax? Decider(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax decision => decision.Condition,
        LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } => variables[0].Initializer?.Value,
        ReturnStatementSyntax returned => returned.Expression,
        _ => null,
    };

    private static IEnumerable<ExpressionSyntax> Reads(Site site, SyntaxNode node, ExpressionSyntax count) =>
        node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(read => IsRead(site, read, count));

    /// <summary>The count, and the call that updates it atomically: the one there is, or one in place of a plain decrement.</summary>
    private static (ExpressionSyntax Count, ExpressionSyntax Call)? Update(Site site)
    {
        if (site.Call is { } call)
            return Count.Updated(call) is { } updated ? (updated, call) : null;
        return Count.Decremented(site.Node) is { } count && Count.AtomicDecrement(site, count) is { } atomic ? (count, atomic) : null;
    }

    /// <summary>Another branch of the same decision would still read it.</summary>
    private static bool IsAskedAgain(Site site, StatementSyntax decision, ExpressionSyntax count) =>
        decision is IfStatementSyntax { Else: { } otherwise } && Reads(site, otherwise, count).Any();

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
