using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC103: the release moves behind the last use in the same list of statements. What may leave in between goes into a <c>try</c>, and
/// the release into its <c>finally</c>: it must not be lost where it has just been made right.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseAfterLastUse)), Shared]
public sealed class ReleaseAfterLastUse : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC103");

    /// <summary>The release that moves last stays in the list whose uses it moves behind.</summary>
    internal override bool IsLastFirst => true;

    private protected override string Title(Site site) => "Release after the last use";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (ReleaseBefore(site) is not var (release, uses))
            return null;
        StatementList list = StatementList.Around(release)!;
        int first = list.IndexOf(release) + 1;
        int end = EndOfUses(list, first, uses);
        StatementSyntax[] range = [.. list.Statements.Take(end).Skip(first)];
        if (!range.Any(statement => statement.Contains(site.Node)) || !CanMoveOver(range, uses, end < list.Statements.Count))
            return null;
        if (range.All(statement => IsQuiet(statement, site.Model)))
            return list.Replace(site.Root, first - 1, end, [.. Opening(release, range), Layout.AsNextLine(release)]);
        return Locals.UsedAfter(list, first, end, site.Model) is { } locals
            ? InFinally(site.Root, release, list, end, locals)
            : null;
    }

    /// <summary>The release that the finding's path shows, a statement in a list that holds the use too.</summary>
    private static (StatementSyntax Release, ReferenceUses Uses)? ReleaseBefore(Site site)
    {
        HashSet<string> names = site.Names(FixKeys.Releases);
        foreach (InvocationExpressionSyntax call in site.Steps.Select(Site.CallAt).OfType<InvocationExpressionSyntax>())
        {
            if (CallShape.Name(call) is { } name && (names.Contains(name) || name == site.Property(FixKeys.TakesBack))
                && CallShape.Whole(call).Parent is ExpressionStatementSyntax release
                && StatementList.Around(release) is { } list && list.Owner.Contains(site.Node)
                && ReferenceUses.Of(site, call) is { AreShared: false } uses)
                return (release, uses);
        }
        return null;
    }

    /// <summary>The position after the last use before the reference is taken or given back again, or the variable gets another object.</summary>
    private static int EndOfUses(StatementList list, int first, ReferenceUses uses)
    {
        int end = first;
        for (int i = first; i < list.Statements.Count; i++)
        {
            ExpressionSyntax[] mentions = [.. uses.MentionsIn(list.Statements[i])];
            if (mentions.Any(uses.IsPaired) || uses.Operand.IsWrittenIn(list.Statements[i]))
                break;
            if (mentions.Length > 0)
                end = i + 1;
        }
        return end;
    }

    private static bool CanMoveOver(StatementSyntax[] range, ReferenceUses uses, bool isFollowed) => !range.Any(statement =>
        Layout.HasConditionalCode(statement)
        || uses.MentionsIn(statement).Any(mention => Syntax.FunctionOf(mention) != Syntax.FunctionOf(statement))
        || statement is LocalFunctionStatementSyntax
        || (isFollowed && statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 })
        || statement.DescendantNodesAndSelf().Any(node => node is LabeledStatementSyntax or GotoStatementSyntax));

    /// <summary>True when a statement neither throws nor jumps.</summary>
    private static bool IsQuiet(StatementSyntax statement, SemanticModel model) =>
        statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax
        && statement.DescendantNodes().All(node => node
            is not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or ThrowExpressionSyntax
                or ElementAccessExpressionSyntax or CastExpressionSyntax or AnonymousFunctionExpressionSyntax)
            && !(node is IdentifierNameSyntax && model.GetSymbolInfo(node).Symbol is IPropertySymbol or IMethodSymbol));

    /// <summary>The statements moved over, the first with the empty line that stood before the release.</summary>
    private static IEnumerable<StatementSyntax> Opening(StatementSyntax release, StatementSyntax[] range)
    {
        SyntaxTriviaList leading = Layout.WithoutBlankLines(range[0].GetLeadingTrivia());
        SyntaxTriviaList before = release.GetLeadingTrivia();
        SyntaxTriviaList own = SyntaxFactory.TriviaList(before.Take(before.Count - Layout.Indentation(release).Count));
        return [range[0].WithLeadingTrivia(own.AddRange(leading)), .. range.Skip(1)];
    }

    private static SyntaxNode InFinally(SyntaxNode root, StatementSyntax release, StatementList list, int end, Locals locals)
    {
        StatementSyntax? tail = end < list.Statements.Count ? list.Statements[end] : null;
        root = root.TrackNodes(new SyntaxNode?[] { release, tail }.Concat(locals.Declarations).OfType<SyntaxNode>().Distinct());
        root = locals.Assign(root);
        StatementSyntax given = root.GetCurrentNode(release)!;
        list = StatementList.Around(given)!;
        int at = list.IndexOf(given);
        end = tail is null ? list.Statements.Count : list.IndexOf(root.GetCurrentNode(tail)!);
        StatementSyntax[] range = [.. Opening(given, [.. list.Statements.Take(end).Skip(at + 1)])];
        StatementSyntax[] hoisted = [.. locals.Hoisted(range[0], root)];
        if (hoisted.Length > 0 && Layout.StartsWithBlankLine(range[0].GetLeadingTrivia()))
        {
            hoisted[0] = hoisted[0].WithLeadingTrivia(hoisted[0].GetLeadingTrivia().Insert(0, Layout.EndOfLine(root)));
            range[0] = range[0].WithLeadingTrivia(Layout.WithoutBlankLines(range[0].GetLeadingTrivia()));
        }
        return list.Replace(root, at, end, [.. hoisted, Finally.Around(range, Layout.AsNextLine(given), root)]);
    }
}
