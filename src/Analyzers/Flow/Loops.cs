using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Flow;

/// <summary>The loops of a text, and what says how often they turn.</summary>
static class Loops
{
    /// <summary>The loops of the same function around it, the innermost first.</summary>
    public static List<StatementSyntax> Around(SyntaxNode site)
    {
        var loops = new List<StatementSyntax>();
        for (SyntaxNode? node = site; node is not (null or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); node = node.Parent)
        {
            if (node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
                loops.Add((StatementSyntax)node);
        }

        return loops;
    }

    /// <summary>Whether how often <paramref name="later"/> turns depends on what bounds <paramref name="loop"/>, or on what that counts.</summary>
    public static bool HaveSameMeasure(StatementSyntax loop, StatementSyntax later, SemanticModel? model)
    {
        SyntaxNode[] parts = [.. Header(loop), .. Counted(loop)];
        return Numbers(parts).Intersect(Numbers(Header(later))).Any()
            || (model is not null && Measures(parts, model).Intersect(Measures(Header(later), model), SymbolEqualityComparer.Default).Any());
    }

    private static IEnumerable<SyntaxNode> Header(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax { Condition: { } condition } => [condition],
        CommonForEachStatementSyntax each => [each.Expression],
        WhileStatementSyntax { Condition: var condition } => [condition],
        DoStatementSyntax { Condition: var condition } => [condition],
        _ => [],
    };

    private static IEnumerable<SyntaxNode> Counted(StatementSyntax loop) => loop.DescendantNodes().Where(node => node.Kind() is
        SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression or SyntaxKind.AddAssignmentExpression);

    /// <summary>Constants beyond one: nothing turns that often by chance.</summary>
    private static IEnumerable<string> Numbers(IEnumerable<SyntaxNode> parts) => parts.SelectMany(part => part.DescendantNodesAndSelf())
        .OfType<LiteralExpressionSyntax>().Where(literal => literal.Token.Value is > 1).Select(literal => literal.Token.Text);

    /// <summary>The numbers and collections that are named, but for what only the loop itself knows.</summary>
    private static IEnumerable<ISymbol> Measures(IEnumerable<SyntaxNode> parts, SemanticModel model) => parts.SelectMany(part => part.DescendantNodesAndSelf())
        .OfType<IdentifierNameSyntax>().Where(name => IsMeasure(name, model)).Select(name => model.GetSymbolInfo(name).Symbol).OfType<ISymbol>();

    private static bool IsMeasure(IdentifierNameSyntax name, SemanticModel model)
    {
        bool isPart = name.Parent is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access && access.Name == name;
        bool isOfLoop = model.GetSymbolInfo(name).Symbol is ILocalSymbol local
            && local.DeclaringSyntaxReferences.Any(at => at.GetSyntax().Parent is VariableDeclarationSyntax { Parent: ForStatementSyntax });
        return !isPart && !isOfLoop && model.GetTypeInfo(name).Type is { } type && (type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
            || type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable));
    }
}
