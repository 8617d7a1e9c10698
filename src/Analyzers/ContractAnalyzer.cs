using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Analyzers.Protocols;
using Quiesce.Analyzers.Reporting;

namespace Quiesce.Analyzers;

/// <summary>Contracts are well formed. Declarations only; no body is looked at, and no file without an annotation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    private static readonly SyntaxTreeValueProvider<NameIndex> s_index = new(tree => NameIndex.Of(tree));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.OfContracts;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (ProtocolCatalogue.Create(context.Compilation, context.CancellationToken) is not { } catalogue)
            return;
        context.RegisterSemanticModelAction(c =>
        {
            foreach (ContractProblem problem in catalogue.Foreign.Problems)
            {
                if (problem.Where?.SyntaxTree == c.SemanticModel.SyntaxTree)
                    c.ReportDiagnostic(DiagnosticFactory.Malformed(problem));
            }

            if (context.TryGetValue(c.SemanticModel.SyntaxTree, s_index, out NameIndex? index) && !index.Annotated.IsEmpty)
                CheckDeclarations(c, catalogue.Declared);
        });
    }

    private static void CheckDeclarations(SemanticModelAnalysisContext context, DeclaredContracts contracts)
    {
        foreach (SyntaxNode node in context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken).DescendantNodes())
        {
            if (node is not (MemberDeclarationSyntax or AccessorDeclarationSyntax or VariableDeclaratorSyntax))
                continue;
            foreach (ContractProblem problem in ProblemsOf(context.SemanticModel.GetDeclaredSymbol(node, context.CancellationToken), contracts))
            {
                // A partial member has its annotations on either part; each is told where it stands.
                if (problem.Where is { } where && where.SyntaxTree == node.SyntaxTree && (node.Span.Contains(where.Span) || node is VariableDeclaratorSyntax || IsOnReceiver(node, where)))
                    context.ReportDiagnostic(DiagnosticFactory.Malformed(problem));
            }
        }
    }

    /// <summary>What is written on the receiver of an extension block is said of each of its members.</summary>
    private static bool IsOnReceiver(SyntaxNode member, SyntaxReference where) =>
        member.Parent is TypeDeclarationSyntax { Identifier.ValueText: "" } block && block.Span.Contains(where.Span)
        && where.GetSyntax().FirstAncestorOrSelf<MemberDeclarationSyntax>() == block;

    private static ImmutableArray<ContractProblem> ProblemsOf(ISymbol? symbol, DeclaredContracts contracts) => symbol switch
    {
        IMethodSymbol method => contracts.ProblemsOf(method).AddRange(method.Parameters.SelectMany(p => SelfWord.ProblemsOf(p, p.Type, contracts))),
        IFieldSymbol field => SelfWord.ProblemsOf(field, field.Type, contracts),
        IPropertySymbol property => SelfWord.ProblemsOf(property, property.Type, contracts),
        INamedTypeSymbol type when GuardTypes.ProblemOf(type) is { } problem => ImmutableArray.Create(problem),
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => contracts.ProblemsOf(invoke),
        _ => ImmutableArray<ContractProblem>.Empty,
    };
}
