using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC102: where the one acquire of a function may have failed or been passed by, its release asks a flag first: the one that exists,
/// or a new one, set where the reference is taken. Only where no other release can come between the two.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseIfHeld)), Shared]
public sealed class ReleaseIfHeld : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC102");

    private protected override string Title(Site site) => "Release only if held";

    private protected override SyntaxNode? Apply(Site site)
    {
        // An argument says how many are given back: of those one may be right.
        if (site.Call is not { ArgumentList.Arguments.Count: 0 } call || CallShape.Whole(call).Parent is not ExpressionStatementSyntax release)
            return null;
        if (ReferenceUses.Of(site, call) is not { AreLocal: true } uses || Only(uses.Acquires) is not { } acquire || !Pairs(acquire, release, uses))
            return null;
        if (Acquisition.Of(acquire, site.Model) is { } acquisition)
        {
            if (acquisition.FailsAt(release) || IsSurelyHeld(acquisition, release))
                return null;
            if (acquisition.IsFlagKept && IsInScope(acquisition, release))
                return Guarded(site.Root, release, acquisition.Flag!);
        }

        return FlagScope.Of(acquire, release) is { } scope && TypeOf(site, acquire) is { } isConditional
            ? WithFlag(site, acquire, isConditional, release, scope)
            : null;
    }

    /// <summary>Behind a question that leaves on failure a flag would say yes wherever it is asked.</summary>
    private static bool IsSurelyHeld(Acquisition acquisition, StatementSyntax release) =>
        acquisition is { Flag: null, Statement: IfStatementSyntax } && Lifetime.Held(acquisition) is var (list, first)
        && list.Statements.Skip(first).Any(statement => statement.Contains(release));

    private static InvocationExpressionSyntax? Only(IEnumerable<InvocationExpressionSyntax> acquires)
    {
        InvocationExpressionSyntax[] all = [.. acquires.Take(2)];
        return all.Length == 1 ? all[0] : null;
    }

    /// <summary>True when the release follows the acquire in the same turn of every loop, and what else releases leaves at once.</summary>
    private static bool Pairs(InvocationExpressionSyntax acquire, StatementSyntax release, ReferenceUses uses) =>
        acquire.SpanStart < release.SpanStart
        && LoopAround(acquire) == LoopAround(release)
        && uses.Releases.All(other => other == release || (other.SpanStart > acquire.SpanStart && LeavesAtOnce(other, release)));

    private static SyntaxNode? LoopAround(SyntaxNode node) =>
        node.Ancestors().TakeWhile(ancestor => ancestor != Syntax.FunctionOf(node)).FirstOrDefault(Syntax.IsLoop);

    /// <summary>True when nobody gets from one release to the other.</summary>
    private static bool LeavesAtOnce(StatementSyntax other, StatementSyntax release) =>
        other.SpanStart > release.SpanStart
        || (StatementList.Around(other) is { } list
            && Leaves(list.Statements[list.Statements.Count - 1], release)
            && !list.Owner.Contains(release)
            && !release.Ancestors().OfType<FinallyClauseSyntax>().Any(last => last.Parent!.Contains(other)));

    /// <summary>True when a jump goes where the release is not: out of the function, or of a loop or switch around both.</summary>
    private static bool Leaves(StatementSyntax jump, StatementSyntax release) => jump switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax or YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldBreakStatement } => true,
        BreakStatementSyntax => jump.Ancestors().First(node => Syntax.IsLoop(node) || node is SwitchStatementSyntax).Contains(release),
        ContinueStatementSyntax => jump.Ancestors().First(Syntax.IsLoop).Contains(release),
        _ => false,
    };

    private static bool IsInScope(Acquisition acquisition, StatementSyntax release) =>
        acquisition.Statement is not LocalDeclarationStatementSyntax
        || (StatementList.Around(acquisition.Statement)?.Owner.Contains(release) ?? false);

    /// <summary>Whether the acquire says if it succeeded, or always does; null where it says something else.</summary>
    private static bool? TypeOf(Site site, InvocationExpressionSyntax acquire) =>
        site.Model.GetTypeInfo(CallShape.Whole(acquire), site.Cancellation).Type?.SpecialType switch
        {
            SpecialType.System_Boolean => true,
            _ when CallShape.IsConditional(acquire) && AskedIn(CallShape.Whole(acquire)) != CallShape.Whole(acquire) => true,
            SpecialType.System_Void when CallShape.Whole(acquire).Parent is ExpressionStatementSyntax => false,
            _ => null,
        };

    private static SyntaxNode Guarded(SyntaxNode root, StatementSyntax release, string flag)
    {
        StatementSyntax guarded = Layout.IfInPlaceOf(release, flag, release.WithoutTrivia().ToString(), root);
        // An embedded if could take the else of the if around it.
        return StatementList.Around(release) is null
            ? root.ReplaceNode(release, Layout.Embedded([guarded], root))
            : root.ReplaceNode(release, guarded);
    }

    private static SyntaxNode WithFlag(
        Site site, InvocationExpressionSyntax acquire, bool isConditional, StatementSyntax release, FlagScope scope)
    {
        string flag = Syntax.FreshName("taken", acquire);
        ExpressionSyntax whole = CallShape.Whole(acquire);
        ExpressionSyntax asked = isConditional ? AskedIn(whole) : whole;
        SyntaxNode root = site.Root.TrackNodes(asked, release, scope.First);
        root = Guarded(root, root.GetCurrentNode(release)!, flag);
        ExpressionSyntax current = root.GetCurrentNode(asked)!;
        root = isConditional ? root.ReplaceNode(current, Taking(asked, whole, flag)) : Taken(root, (StatementSyntax)current.Parent!, flag);

        StatementSyntax first = root.GetCurrentNode(scope.First)!;
        StatementList list = StatementList.Around(first)!;
        int at = list.IndexOf(first);
        StatementSyntax declaration = Layout.InPlaceOf(first, Syntax.Statement($"bool {flag} = false;"), root);
        return list.Replace(root, at, at + 1, [declaration, Layout.AsNextLine(first)]);
    }

    /// <summary>The whole question that an acquire is: with its <c>!</c>, or with what its result is compared with.</summary>
    private static ExpressionSyntax AskedIn(ExpressionSyntax acquire) => acquire.Ancestors().OfType<ExpressionSyntax>()
        .TakeWhile(condition => Syntax.Question(condition).Asked == acquire).LastOrDefault() ?? acquire;

    private static ExpressionSyntax Taking(ExpressionSyntax asked, ExpressionSyntax acquire, string flag)
    {
        string not = Syntax.Question(asked).IsTrue ? "" : "!";
        string isTrue = acquire is ConditionalAccessExpressionSyntax ? " == true" : "";
        return SyntaxFactory.ParseExpression($"{not}({flag} = {acquire.WithoutTrivia()}{isTrue})").WithTriviaFrom(asked);
    }

    private static SyntaxNode Taken(SyntaxNode root, StatementSyntax acquire, string flag)
    {
        StatementSyntax set = Syntax.Statement($"{flag} = true;")
            .WithLeadingTrivia(Layout.Indentation(acquire)).WithTrailingTrivia(Layout.EndOfLine(root));
        return StatementList.Around(acquire) is { } list
            ? list.Replace(root, list.IndexOf(acquire), list.IndexOf(acquire) + 1, [acquire, set])
            : root.ReplaceNode(acquire, Layout.Embedded([acquire, set], root));
    }
}
