using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Tests.Twins;

/// <summary>
/// Makes a twin: source that means the same and looks different. Works member by member, because the compiler may reject
/// the twin of one member (a <c>ref</c> parameter in an async body) and accept the rest; a rejected member is tried in the
/// next, tamer form, and left alone after the last. Used once.
/// </summary>
abstract class TwinRewriter(TaggedSource source, CSharpParseOptions options, ImmutableDictionary<int, int> rejections) : CSharpSyntaxRewriter
{
    private readonly Dictionary<SyntaxNode, int> _ordinals =
        MembersOf(source.Root).Select((member, i) => (member, i)).ToDictionary(pair => pair.member, pair => pair.i);

    private readonly HashSet<int> _changed = [];

    /// <summary>How many forms there are.</summary>
    protected virtual int Forms => 1;

    /// <summary>The members rewritten, by number.</summary>
    public ImmutableHashSet<int> Changed => [.. _changed];

    /// <summary>The twin's text.</summary>
    public string Rewrite() => Visit(source.Root).ToFullString();

    /// <summary>The members that have a body of their own, in source order: no twin adds or removes one.</summary>
    public static IEnumerable<SyntaxNode> MembersOf(SyntaxNode root) =>
        root.DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax);

    /// <summary>Whether the member around a node is to be rewritten, and in which form; it then counts as changed.</summary>
    protected bool IsToRewrite(SyntaxNode node, out int form)
    {
        form = 0;
        SyntaxNode? member = node.FirstAncestorOrSelf<SyntaxNode>(_ordinals.ContainsKey);
        if (member is null)
            return false;
        int ordinal = _ordinals[member];
        form = rejections.GetValueOrDefault(ordinal);
        return form < Forms && (_changed.Add(ordinal) || true);
    }

    protected StatementSyntax ParseStatement(string text) => SyntaxFactory.ParseStatement(text, options: options);

    protected MemberDeclarationSyntax ParseMember(string text) => SyntaxFactory.ParseMemberDeclaration(text, options: options)
        ?? throw new FormatException("Not a member: " + text);

    /// <summary>A statement as a block; on lines of its own, since it may start with a directive.</summary>
    protected static string Block(StatementSyntax? statement) => statement switch
    {
        null => "{ }",
        BlockSyntax block => block.ToFullString(),
        _ => "{\n" + statement.ToFullString() + "\n}",
    };
}
