using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Oracle.Mutants;

/// <summary>One case less: an arm of a switch expression, a section of a switch, a row of a protocol, a test in the unwinding.</summary>
/// <param name="Name">Where and which, without a line number: it survives edits elsewhere in the file.</param>
/// <param name="Original">The file.</param>
/// <param name="Mutant">The file without it.</param>
sealed record Mutation(string Name, SyntaxTree Original, SyntaxTree Mutant)
{
    private static readonly ImmutableArray<string> s_tables = ["ReferenceProtocol.cs", "GuardProtocol.cs"];

    /// <summary>Whether the cases of this file are about what the oracle generates.</summary>
    public static bool IsSubject(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("Transfer.", StringComparison.Ordinal) || name == "Unwinding.cs" || s_tables.Contains(name);
    }

    public static IEnumerable<Mutation> Of(SyntaxTree file)
    {
        string name = Path.GetFileName(file.FilePath);
        SyntaxNode root = file.GetRoot();
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            if (IsCase(node, name))
                yield return new Mutation($"{name}, {MethodOf(node)}: {TextOf(node)}", file, file.WithRootAndOptions(Without(root, node), file.Options));
        }
    }

    private static bool IsCase(SyntaxNode node, string file) => node switch
    {
        SwitchExpressionArmSyntax arm => arm.Pattern is not DiscardPatternSyntax,
        SwitchSectionSyntax section => !section.Labels.Any(label => label is DefaultSwitchLabelSyntax),
        ArgumentSyntax row => s_tables.Contains(file) && row.Expression is ImplicitObjectCreationExpressionSyntax,
        IfStatementSyntax test => file == "Unwinding.cs" && test is { Else: null, Parent: BlockSyntax },
        _ => false,
    };

    /// <summary>An arm and a section are gone; the rest of their switch takes over.</summary>
    private static SyntaxNode Without(SyntaxNode root, SyntaxNode node) => root.RemoveNode(node, SyntaxRemoveOptions.KeepNoTrivia)!;

    private static string MethodOf(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => "?",
    };

    private static string TextOf(SyntaxNode node) => string.Join(' ', (node switch
    {
        SwitchExpressionArmSyntax arm => $"{arm.Pattern} {arm.WhenClause}",
        SwitchSectionSyntax section => string.Concat(section.Labels),
        IfStatementSyntax test => $"if ({test.Condition})",
        _ => node.ToString(),
    }).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
