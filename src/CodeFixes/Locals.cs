using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>
/// The locals that are declared in statements about to get a block of their own and used after it. They are declared before the
/// block instead; where they stood remains the assignment.
/// </summary>
internal sealed class Locals
{
    private readonly IReadOnlyList<(LocalDeclarationStatementSyntax Statement, ILocalSymbol Symbol)> _locals;

    private Locals(IReadOnlyList<(LocalDeclarationStatementSyntax Statement, ILocalSymbol Symbol)> locals) => _locals = locals;

    /// <summary>The declarations that turn into assignments.</summary>
    public IEnumerable<StatementSyntax> Declarations => _locals.Select(local => local.Statement);

    /// <summary>True when every local used after the range can stay where it is: there is none.</summary>
    public bool IsEmpty => _locals.Count == 0;

    /// <summary>
    /// The locals of the statements from <paramref name="first"/> up to <paramref name="end"/> that later ones use; null when one
    /// of them cannot be declared apart from its value (a pattern, an out variable, a reference, a constant).
    /// </summary>
    public static Locals? UsedAfter(StatementList list, int first, int end, SemanticModel model)
    {
        if (end >= list.Statements.Count || first >= end)
            return new Locals([]);
        DataFlowAnalysis? flow = model.AnalyzeDataFlow(list.Statements[first], list.Statements[end - 1]);
        if (flow is not { Succeeded: true })
            return null;
        HashSet<ISymbol> declared = new(flow.VariablesDeclared, SymbolEqualityComparer.Default);
        ILocalSymbol[] used = [.. list.Statements.Skip(end)
            .SelectMany(statement => statement.DescendantNodes().OfType<IdentifierNameSyntax>())
            .Select(name => model.GetSymbolInfo(name).Symbol)
            .OfType<ILocalSymbol>()
            .Where(declared.Contains)
            .Distinct<ILocalSymbol>(SymbolEqualityComparer.Default)
            .OrderBy(local => local.Locations[0].SourceSpan.Start)];
        LocalDeclarationStatementSyntax?[] statements = [.. used.Select(local => DeclarationIn(list, local))];
        return statements.Any(statement => statement is null)
            ? null
            : new Locals([.. statements.Zip(used, (statement, local) => (statement!, local))]);
    }

    /// <summary>The declarations without values, each on a line of its own, indented as a statement.</summary>
    public IEnumerable<StatementSyntax> Hoisted(StatementSyntax like, SyntaxNode root) => _locals.Select(local =>
        Syntax.Statement($"{local.Symbol.Type.ToDisplayString(Qualified)} {local.Symbol.Name};")
            .WithLeadingTrivia(Layout.Indentation(like))
            .WithTrailingTrivia(Layout.EndOfLine(root)));

    /// <summary>The root, in which the declarations are tracked, with assignments in their places.</summary>
    public SyntaxNode Assign(SyntaxNode root)
    {
        foreach ((LocalDeclarationStatementSyntax declaration, ILocalSymbol local) in _locals)
        {
            LocalDeclarationStatementSyntax current = root.GetCurrentNode(declaration)!;
            ExpressionSyntax value = current.Declaration.Variables[0].Initializer!.Value;
            root = root.ReplaceNode(current, SyntaxFactory.ExpressionStatement(
                    SyntaxFactory.AssignmentExpression(
                        SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.IdentifierName(local.Name), value))
                .WithTriviaFrom(current)
                .WithAdditionalAnnotations(Formatter.Annotation));
        }
        return root;
    }

    /// <summary>How a type is written where any using may be missing.</summary>
    public static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static LocalDeclarationStatementSyntax? DeclarationIn(StatementList list, ILocalSymbol local) =>
        local is { IsRef: false, IsConst: false, IsUsing: false, Type.IsAnonymousType: false }
            ? list.Statements.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(statement =>
                statement.Declaration.Variables is { Count: 1 } variables
                && variables[0].Initializer?.Value is not (null or InitializerExpressionSyntax)
                && variables[0].Span.Contains(local.Locations[0].SourceSpan))
            : null;
}
