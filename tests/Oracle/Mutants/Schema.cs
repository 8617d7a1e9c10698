using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Oracle.Mutants;

/// <summary>
/// All mutants in one text: each case of the analyzers asks whether it is there, so that one compilation serves them all, and
/// tells which cases a file takes. An arm or a section that is not there leaves its input to the rest of its switch.
/// </summary>
sealed class Schema
{
    private const string Cases = "global::Quiesce.Analyzers.Cases";

    private const string Begin = $"{Cases}.Begin(context.SemanticModel.SyntaxTree.FilePath);";

    private readonly ImmutableArray<Case> _cases;
    private readonly Dictionary<SyntaxNode, Case> _byNode;

    public Schema(ImmutableArray<Case> cases)
    {
        _cases = cases;
        _byNode = cases.Where(c => !c.IsRow).ToDictionary(c => c.Node);
    }

    public SyntaxTree Rewrite(SyntaxTree file)
    {
        SyntaxNode root = file.GetRoot();
        root = Path.GetFileName(file.FilePath) switch
        {
            "Protocol.cs" => root.ReplaceNode(RowLookup(root), (SyntaxNode)SyntaxFactory.ParseExpression(AskedRow(RowLookup(root)))),
            "ProtocolAnalyzer.cs" => root.ReplaceNode(Beginning(root), [SyntaxFactory.ParseStatement(Begin), Beginning(root)]),
            _ => root.ReplaceNodes(root.DescendantNodes().Where(_byNode.ContainsKey), (original, rewritten) => Asking(rewritten, _byNode[original].Number)),
        };
        return CSharpSyntaxTree.Create((CSharpSyntaxNode)root, (CSharpParseOptions)file.Options, file.FilePath);
    }

    /// <summary>The class that the cases ask.</summary>
    public string Asked(IEnumerable<SyntaxTree> files) => $$"""
        using System.Collections.Generic;
        using Quiesce.Analyzers.Protocols;
        namespace Quiesce.Analyzers;
        static class Cases
        {
            public static int Missing = -1;
            public static readonly Dictionary<string, bool[]> Taken = [];
            private static bool[] s_current = [];
            private static readonly Dictionary<(string, Phase, ProtocolEvent), int> s_rows = new()
            {
        {{Rows(files)}}
            };
            public static void Begin(string file) => Taken[file] = s_current = new bool[{{_cases.Length}}];
            public static bool Has(int number) { s_current[number] = true; return number != Missing; }
            public static bool HasRow(string protocol, Phase phase, ProtocolEvent on) =>
                !s_rows.TryGetValue((protocol, phase, on), out int number) || Has(number);
        }
        """;

    private string Rows(IEnumerable<SyntaxTree> files)
    {
        SyntaxNode protocols = files.Single(file => Path.GetFileName(file.FilePath) == "Protocol.cs").GetRoot();
        Dictionary<string, string> names = protocols.DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>()
            .Where(creation => creation.ArgumentList.Arguments is [_, { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Rows" } }])
            .ToDictionary(
                creation => ((MemberAccessExpressionSyntax)creation.ArgumentList.Arguments[1].Expression).Expression + ".cs",
                creation => creation.ArgumentList.Arguments[0].ToString());
        return string.Join('\n', _cases.Where(c => c.IsRow).Select(c =>
        {
            var parts = ((ImplicitObjectCreationExpressionSyntax)((ArgumentSyntax)c.Node).Expression).ArgumentList.Arguments;
            string name = names[Path.GetFileName(c.Node.SyntaxTree.FilePath)];
            return string.Create(CultureInfo.InvariantCulture, $"[({name}, Phase.{parts[0]}, ProtocolEvent.{parts[1]})] = {c.Number},");
        }));
    }

    /// <summary>The one place where a row is looked up.</summary>
    private static InvocationExpressionSyntax RowLookup(SyntaxNode root) => root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Single(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetValue" });

    /// <summary>The first statement of the analysis of one file.</summary>
    private static StatementSyntax Beginning(SyntaxNode root) => root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        .Single(method => method.Identifier.ValueText == "Analyze").Body!.Statements[0];

    private static string AskedRow(InvocationExpressionSyntax lookup)
    {
        var key = ((TupleExpressionSyntax)lookup.ArgumentList.Arguments[0].Expression).Arguments;
        return $"({lookup} && {Cases}.HasRow(Name, {key}))";
    }

    private static SyntaxNode Asking(SyntaxNode node, int number) => node switch
    {
        SwitchExpressionArmSyntax arm => arm.WithWhenClause(When(arm.WhenClause, number)),
        SwitchSectionSyntax section => section.WithLabels([.. section.Labels.Select(label => Asking(label, number))]),
        IfStatementSyntax test => test.WithCondition(And(test.Condition, number)),
        _ => throw new InvalidOperationException($"a {node.Kind()} cannot ask whether it is there"),
    };

    private static SwitchLabelSyntax Asking(SwitchLabelSyntax label, int number)
    {
        (PatternSyntax pattern, WhenClauseSyntax? when) = label switch
        {
            CaseSwitchLabelSyntax constant => (SyntaxFactory.ConstantPattern(constant.Value), null),
            CasePatternSwitchLabelSyntax test => (test.Pattern, test.WhenClause),
            _ => throw new InvalidOperationException($"a {label.Kind()} cannot ask whether it is there"),
        };
        return SyntaxFactory.CasePatternSwitchLabel(
            SyntaxFactory.Token(SyntaxKind.CaseKeyword).WithTrailingTrivia(SyntaxFactory.Space), pattern, When(when, number), label.ColonToken);
    }

    private static WhenClauseSyntax When(WhenClauseSyntax? when, int number) => SyntaxFactory.WhenClause(
        SyntaxFactory.Token(SyntaxKind.WhenKeyword).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space),
        when is null ? Has(number) : And(when.Condition, number));

    private static ExpressionSyntax And(ExpressionSyntax condition, int number) =>
        SyntaxFactory.ParseExpression($"({condition}) && {Has(number)}");

    private static ExpressionSyntax Has(int number) =>
        SyntaxFactory.ParseExpression(string.Create(CultureInfo.InvariantCulture, $"{Cases}.Has({number})"));
}
