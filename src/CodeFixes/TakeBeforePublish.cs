using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC112: the reference is taken first, and only then the object is put where others can reach it: the acquiring statement moves
/// before the publishing one. Only where who fails to take it leaves at once: what else would then run later, or not at all, may be what the
/// exit reads or undoes. What stands between the two may do nothing but set what is forgotten then.
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
        int first = end - 1;
        while (first >= 0 && !site.Steps.Any(list.Statements[first].Contains))
            first--;
        StatementSyntax[] passed = [.. list.Statements.Take(end).Skip(Math.Max(first, 0))];
        if (first < 0 || HasOwner(passed[0], site.Model) || Array.Exists(passed, statement => statement is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 })))
            return null;
        if (!OnlyLeaves(acquire) || Operand.Of(call, site.Model) is not { } operand || Array.Exists(passed, operand.IsWrittenIn) || passed.Append(acquire).Any(Layout.HasConditionalCode))
            return null;
        StatementSyntax[] between = [.. passed.Skip(1)];
        return between.Length == 0 || CanFollow(between, acquire, operand, site.Model)
            ? list.Replace(site.Root, first, end + 1, InPlacesOf([passed[0], acquire, .. between], [acquire, .. passed]))
            : null;
    }

    /// <summary>
    /// True when statements may as well run behind the acquire, and be left out where it fails: they run no other code, which could
    /// throw away what is then held; what they change the acquire does not ask, and nobody knows it any more when it has failed.
    /// </summary>
    private static bool CanFollow(StatementSyntax[] between, StatementSyntax acquire, Operand operand, SemanticModel model)
    {
        if (operand.Only is not (ILocalSymbol or IParameterSymbol) || !Immediate.Are(between, model))
            return false;
        ExpressionSyntax[] written = [.. between.SelectMany(statement => statement.DescendantNodes()).Select(Written).OfType<ExpressionSyntax>()];
        ISymbol?[] changed = [.. written.Select(place => model.GetSymbolInfo(place).Symbol),
            .. between.SelectMany(statement => statement.DescendantNodes()).OfType<VariableDeclaratorSyntax>().Select(declared => model.GetDeclaredSymbol(declared))];
        SyntaxNode function = Syntax.FunctionOf(acquire);
        return !Mentions(acquire, changed, model) && (acquire is ExpressionStatementSyntax
            || (Array.TrueForAll(changed, IsOfThisCall) && IsLeft(acquire, function) && !function.DescendantNodes().Where(Syntax.IsFunction).Any(inner => Mentions(inner, changed, model))));
    }

    /// <summary>True where a declared owner takes over the one reference that would then be held.</summary>
    private static bool HasOwner(StatementSyntax publish, SemanticModel model) => publish.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Any(call => model.GetSymbolInfo(call).Symbol is IMethodSymbol method && Annotations.HasOwner(method));

    /// <summary>What a node assigns to.</summary>
    private static ExpressionSyntax? Written(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax set => set.Left,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step => step.Operand,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step => step.Operand,
        _ => null,
    };

    private static bool Mentions(SyntaxNode node, ISymbol?[] symbols, SemanticModel model) => node.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Any(name => symbols.Contains(model.GetSymbolInfo(name).Symbol, SymbolEqualityComparer.Default));

    private static bool IsOfThisCall(ISymbol? symbol) => symbol is ILocalSymbol { IsRef: false } or IParameterSymbol { RefKind: RefKind.None };

    /// <summary>True when who fails to acquire leaves the function, and no handler runs on the way.</summary>
    private static bool IsLeft(StatementSyntax acquire, SyntaxNode function) =>
        !acquire.DescendantNodes().Any(node => node is ContinueStatementSyntax or BreakStatementSyntax)
        && !acquire.Ancestors().TakeWhile(node => node != function).Any(node => node is TryStatementSyntax);

    /// <summary>Statements in another order; the empty lines stay where they were.</summary>
    private static IEnumerable<StatementSyntax> InPlacesOf(StatementSyntax[] old, StatementSyntax[] statements) =>
        statements.Zip(old, Formatted);

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
            .WithLeadingTrivia(SyntaxFactory.TriviaList(before.Take(blank)).AddRange(leading))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
