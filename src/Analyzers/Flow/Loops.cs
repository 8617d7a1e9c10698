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
            || (model is not null && Measures(parts, model).Intersect(Measures(Header(later), model), SymbolEqualityComparer.Default).Any())
            || (model is not null && Links(loop, model).Intersect(Links(later, model), SymbolEqualityComparer.Default).Any());
    }

    /// <summary>The members by which the loop goes from one object to another of the same type: what the one walks along the other does too.</summary>
    private static IEnumerable<ISymbol> Links(StatementSyntax loop, SemanticModel model)
    {
        var cursors = new HashSet<ISymbol>(Variables(Header(loop), model), SymbolEqualityComparer.Default);
        return loop.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is IdentifierNameSyntax name && model.GetSymbolInfo(name).Symbol is { } cursor && cursors.Contains(cursor))
            .Select(access => (Type: model.GetTypeInfo(access).Type, Of: model.GetTypeInfo(access.Expression).Type, Member: model.GetSymbolInfo(access).Symbol))
            .Where(link => link is { Type.IsReferenceType: true, Member: IFieldSymbol or IPropertySymbol } && SymbolEqualityComparer.Default.Equals(link.Type, link.Of))
            .Select(link => link.Member!);
    }

    /// <summary>Whether an inner loop turns as often as <paramref name="loop"/> did before: <c>for (j &lt; i)</c> or <c>while (i-- &gt; 0)</c> in <c>for (i &lt; n)</c>.</summary>
    public static bool IsUndone(StatementSyntax loop, StatementSyntax inner, SemanticModel? model)
    {
        if (model is null)
            return false;
        IEnumerable<SyntaxNode> begin = inner is ForStatementSyntax @for ? [.. @for.Initializers, .. @for.Declaration?.Variables ?? []] : [];
        return Variables([.. Header(inner), .. begin], model).Intersect(Cursors(loop, inner, model), SymbolEqualityComparer.Default).Any();
    }

    /// <summary>The variables that say how far the loop has come.</summary>
    private static IEnumerable<ISymbol> Cursors(StatementSyntax loop, StatementSyntax inner, SemanticModel model)
    {
        IEnumerable<ISymbol> declared = loop is ForStatementSyntax { Declaration: { } declaration }
            ? declaration.Variables.Select(variable => model.GetDeclaredSymbol(variable)).OfType<ISymbol>() : [];
        IEnumerable<ISymbol> counted = Variables(Counted(loop).Where(node => !inner.Span.Contains(node.Span)), model);
        return [.. declared, .. counted, .. Variables(Header(loop), model).Where(variable => IsMoved(variable, loop, inner, model))];
    }

    private static bool IsMoved(ISymbol variable, StatementSyntax loop, StatementSyntax inner, SemanticModel model) => loop.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        .Any(assignment => !inner.Span.Contains(assignment.Span) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(assignment.Left).Symbol, variable));

    private static IEnumerable<ISymbol> Variables(IEnumerable<SyntaxNode> parts, SemanticModel model) => parts
        .SelectMany(part => part.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>()
        .Select(name => model.GetSymbolInfo(name).Symbol).Where(symbol => symbol is ILocalSymbol or IParameterSymbol)!;

    /// <summary>Whether an argument says how often <paramref name="place"/> is come by: <c>void Release(int count)</c>.</summary>
    public static bool IsCountedByCaller(StatementSyntax loop, SyntaxNode place, SemanticModel? model) => model is not null
        && !place.Ancestors().TakeWhile(node => node != loop).Any(node => node is IfStatementSyntax or SwitchSectionSyntax or CatchClauseSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax)
        && Variables(Header(loop), model).Any(variable => variable is IParameterSymbol { Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 });

    /// <summary>Whether the place is in what the loop repeats: there it is left in the middle of a turn, not when it has come to its end.</summary>
    public static bool IsInBody(StatementSyntax loop, SyntaxNode place)
    {
        StatementSyntax repeated = loop switch
        {
            ForStatementSyntax @for => @for.Statement,
            CommonForEachStatementSyntax each => each.Statement,
            WhileStatementSyntax @while => @while.Statement,
            _ => ((DoStatementSyntax)loop).Statement,
        };
        return repeated.Span.Contains(place.Span);
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
