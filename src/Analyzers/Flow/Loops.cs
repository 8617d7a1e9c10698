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
        var measures = new HashSet<string>(Header(loop).Concat(Counted(loop)).SelectMany(part => MeasuresIn(part, model)));
        measures.IntersectWith(Header(later).SelectMany(part => MeasuresIn(part, model)));
        return measures.Count > 0;
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

    /// <summary>The numbers and collections that are named, but for what only the loop itself knows; and numbers beyond one.</summary>
    private static IEnumerable<string> MeasuresIn(SyntaxNode part, SemanticModel? model)
    {
        foreach (SyntaxNode node in part.DescendantNodesAndSelf())
        {
            if (node is IdentifierNameSyntax name && IsMeasure(name, model))
                yield return name.Identifier.ValueText;
            else if (node is LiteralExpressionSyntax { Token.Value: > 1 } number)
                yield return number.Token.Text;
        }
    }

    private static bool IsMeasure(IdentifierNameSyntax name, SemanticModel? model)
    {
        if (model?.GetSymbolInfo(name).Symbol is not { } symbol)
            return false;
        bool isOfLoop = symbol is ILocalSymbol && symbol.DeclaringSyntaxReferences.Any(at => at.GetSyntax().Parent is VariableDeclarationSyntax { Parent: ForStatementSyntax });
        bool isPart = name.Parent is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access && access.Name == name;
        return !isOfLoop && !isPart && model.GetTypeInfo(name).Type is { } type && (type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
            || type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable));
    }
}
