using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>QSC111: what is destroyed while the returned value says that others hold references is destroyed when it says that nobody does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DestroyAtZero)), Shared]
public sealed class DestroyAtZero : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC111");

    /// <summary>Another mistake of the same rule.</summary>
    internal override Remedy? Otherwise { get; } = new IncrementUnlessZero();

    private protected override string Title(Site site) => "Destroy it when the count has become zero";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call)
            return null;
        string? local = call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declared } ? declared.Identifier.ValueText : null;
        if (local is not null && IsWritten(call, local))
            return null;
        foreach (IfStatementSyntax branch in Syntax.FunctionOf(call).DescendantNodes().OfType<IfStatementSyntax>().Where(branch => branch.Else is null))
        {
            if (CountTest.SaysZero(branch.Condition, value => value == call || (value is IdentifierNameSyntax name && name.Identifier.ValueText == local)) is not { } saysZero)
                continue;
            if (saysZero ? Syntax.Exits(branch.Statement) && IsDestroyedBehind(site, branch) : site.Steps.Any(branch.Statement.Contains))
                return site.Root.ReplaceNode(branch.Condition, Test(branch.Condition, call, local, isEqual: !saysZero));
        }

        return null;
    }

    private static bool IsWritten(InvocationExpressionSyntax call, string local) => Syntax.FunctionOf(call).DescendantNodes()
        .OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local && Operand.IsWritten(name));

    private static bool IsDestroyedBehind(Site site, IfStatementSyntax branch) =>
        StatementList.Around(branch) is { } list && list.Statements.Skip(list.IndexOf(branch) + 1).Any(later => site.Steps.Any(later.Contains));

    /// <summary>The test with zero; what stands before and behind it stays.</summary>
    private static ExpressionSyntax Test(ExpressionSyntax old, InvocationExpressionSyntax call, string? local, bool isEqual)
    {
        ExpressionSyntax count = local is null ? call : SyntaxFactory.IdentifierName(local);
        BinaryExpressionSyntax plain = (BinaryExpressionSyntax)SyntaxFactory.ParseExpression(isEqual ? "count == 0" : "count != 0");
        return plain.WithLeft(count.WithLeadingTrivia().WithTrailingTrivia(SyntaxFactory.Space)).WithTriviaFrom(old);
    }
}
