using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers;

/// <summary>A declaration that runs: a method, an accessor, an initialiser, top-level code.</summary>
readonly record struct Member(SyntaxNode Node, IMethodSymbol Symbol, ControlFlowGraph Graph)
{
    /// <summary>The members of one file that can matter, with their graphs.</summary>
    public static IEnumerable<Member> In(SemanticModel model, NameIndex index, Relevance relevance, CancellationToken cancellation)
    {
        SyntaxNode root = model.SyntaxTree.GetRoot(cancellation);
        foreach (SyntaxNode node in root.DescendantNodesAndSelf(n => n is not StatementSyntax))
        {
            if (!IsBody(node) || !relevance.Covers(node, index))
                continue;
            if (Bodies.GraphOf(model.GetOperation(node, cancellation), cancellation) is not { } graph)
                continue;
            if (SymbolOf(node, model, cancellation) is { } symbol)
                yield return new Member(node, symbol, graph);
        }
    }

    private static bool IsBody(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => true,
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: BaseFieldDeclarationSyntax } => true,
        TypeDeclarationSyntax { BaseList: { } bases } => bases.Types.Any(SyntaxKind.PrimaryConstructorBaseType),
        CompilationUnitSyntax unit => unit.Members.Any(SyntaxKind.GlobalStatement),
        _ => false,
    };

    private static IMethodSymbol? SymbolOf(SyntaxNode node, SemanticModel model, CancellationToken cancellation) => node switch
    {
        ArrowExpressionClauseSyntax { Parent: { } property } =>
            (model.GetDeclaredSymbol(property, cancellation) as IPropertySymbol)?.GetMethod,
        TypeDeclarationSyntax => (model.GetDeclaredSymbol(node, cancellation) as INamedTypeSymbol)?.InstanceConstructors
            .FirstOrDefault(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) == node)),
        EqualsValueClauseSyntax initializer => ConstructorAround(initializer, model, cancellation),
        _ => model.GetDeclaredSymbol(node, cancellation) as IMethodSymbol,
    };

    /// <summary>An initialiser runs in the constructors of its type; any of them stands for all.</summary>
    private static IMethodSymbol? ConstructorAround(EqualsValueClauseSyntax initializer, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode? declared = initializer.Parent;
        INamedTypeSymbol? type = declared is null ? null : model.GetDeclaredSymbol(declared, cancellation)?.ContainingType;
        return type?.Constructors.FirstOrDefault();
    }
}
