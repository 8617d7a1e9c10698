using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Oracle.Mutants;

/// <summary>One case of the analyzers: an arm of a switch expression, a section of a switch, a row of a protocol, a test in the unwinding.</summary>
/// <param name="Number">Its place in the list of all.</param>
/// <param name="Name">Where and which, without a line number: it survives edits elsewhere in the file.</param>
/// <param name="Node">The case itself.</param>
sealed record Case(int Number, string Name, SyntaxNode Node)
{
    private const string Unwinding = "Unwinding.cs";

    public bool IsRow => Node is ArgumentSyntax;

    /// <summary>Every case of the transfer functions, of the unwinding and of the protocols.</summary>
    public static ImmutableArray<Case> In(IEnumerable<SyntaxTree> files) =>
        [.. files.Where(file => IsSubject(file.FilePath))
            .SelectMany(file => file.GetRoot().DescendantNodes().Where(node => IsCase(node, Path.GetFileName(file.FilePath))))
            .Select((node, number) => new Case(number, NameOf(node), node))];

    private static bool IsSubject(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("Transfer.", StringComparison.Ordinal) || name == Unwinding || IsTable(name);
    }

    private static bool IsTable(string file) => file.EndsWith("Protocol.cs", StringComparison.Ordinal) && file != "Protocol.cs";

    /// <summary>What is left over when nothing else applies is no case.</summary>
    private static bool IsCase(SyntaxNode node, string file) => node switch
    {
        SwitchExpressionArmSyntax { WhenClause: null, Pattern: DiscardPatternSyntax or VarPatternSyntax } => false,
        SwitchExpressionArmSyntax => true,
        SwitchSectionSyntax section => !section.Labels.Any(label => label is DefaultSwitchLabelSyntax),
        ArgumentSyntax row => IsTable(file) && row.Expression is ImplicitObjectCreationExpressionSyntax,
        IfStatementSyntax test => file == Unwinding && test is { Else: null, Parent: BlockSyntax },
        _ => false,
    };

    private static string NameOf(SyntaxNode node) => $"{Path.GetFileName(node.SyntaxTree.FilePath)}, {MethodOf(node)}: {TextOf(node)}";

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
