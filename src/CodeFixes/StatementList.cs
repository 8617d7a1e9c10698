using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>The statements that follow each other in a block, a switch section, a top-level program, or the one in place of a block. Immutable.</summary>
internal sealed class StatementList
{
    private StatementList(SyntaxNode owner, IReadOnlyList<StatementSyntax> statements)
    {
        Owner = owner;
        Statements = statements;
    }

    /// <summary>The block, switch section, file, or the one statement.</summary>
    public SyntaxNode Owner { get; }

    /// <summary>The statements in source order.</summary>
    public IReadOnlyList<StatementSyntax> Statements { get; }

    /// <summary>The list a statement stands in; null for the embedded statement of an <c>if</c>, loop or label.</summary>
    public static StatementList? Around(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => Of(block),
        SwitchSectionSyntax section => new StatementList(section, section.Statements),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax file } => new StatementList(
            file, [.. file.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement)]),
        _ => null,
    };

    /// <summary>The statements of a block.</summary>
    public static StatementList Of(BlockSyntax block) => new(block, block.Statements);

    /// <summary>The branch of an <c>if</c>: its statements, or the one that it is, which becomes a block when it is replaced.</summary>
    public static StatementList OfBranch(StatementSyntax branch) => branch is BlockSyntax block ? Of(block) : new(branch, [branch]);

    /// <summary>The position of a statement; -1 when it is not in this list.</summary>
    public int IndexOf(StatementSyntax statement)
    {
        for (int i = 0; i < Statements.Count; i++)
        {
            if (Statements[i] == statement)
                return i;
        }
        return -1;
    }

    /// <summary>The root with the statements from <paramref name="first"/> up to <paramref name="end"/> replaced.</summary>
    public SyntaxNode Replace(SyntaxNode root, int first, int end, IEnumerable<StatementSyntax> statements)
    {
        StatementSyntax[] all = [.. Statements.Take(first), .. statements, .. Statements.Skip(end)];
        SyntaxNode owner = Owner switch
        {
            BlockSyntax block => block.WithStatements(SyntaxFactory.List(all)),
            SwitchSectionSyntax section => section.WithStatements(SyntaxFactory.List(all)),
            CompilationUnitSyntax file => file.WithMembers(SyntaxFactory.List<MemberDeclarationSyntax>([
                .. all.Select(statement => statement.Parent as GlobalStatementSyntax ?? SyntaxFactory.GlobalStatement(statement)),
                .. file.Members.Where(member => member is not GlobalStatementSyntax)])),
            StatementSyntax => Layout.Embedded(all, root),
            _ => throw new InvalidOperationException("A statement list has no other owner."),
        };
        return root.ReplaceNode(Owner, owner);
    }
}
