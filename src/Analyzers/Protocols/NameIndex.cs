using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// What one file mentions and what it declares with an annotation: syntax only, made once per tree. It decides which files
/// and members are looked at, so it errs towards looking: a name is compared without asking what it means.
/// </summary>
sealed class NameIndex
{
    private NameIndex(ImmutableHashSet<string> mentioned, ImmutableHashSet<string> declared)
    {
        Mentioned = mentioned;
        Declared = declared;
    }

    /// <summary>Every identifier of the tree.</summary>
    public ImmutableHashSet<string> Mentioned { get; }

    /// <summary>Names of members that carry any attribute whose name is a word of the vocabulary.</summary>
    public ImmutableHashSet<string> Declared { get; }

    public static NameIndex Of(SyntaxTree tree)
    {
        var mentioned = ImmutableHashSet.CreateBuilder<string>();
        var declared = ImmutableHashSet.CreateBuilder<string>();
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            if (node is SimpleNameSyntax name)
                mentioned.Add(name.Identifier.ValueText);
            else if (node is AttributeSyntax attribute && Word(attribute) && DeclaredBy(attribute) is { } member)
                declared.Add(member);
        }

        return new NameIndex(mentioned.ToImmutable(), declared.ToImmutable());
    }

    /// <summary>Whether <paramref name="member"/> mentions one of <paramref name="names"/>.</summary>
    public static bool Mentions(SyntaxNode member, ImmutableHashSet<string> names)
    {
        foreach (SyntaxNode node in member.DescendantNodesAndSelf())
        {
            if (node is SimpleNameSyntax name && names.Contains(name.Identifier.ValueText))
                return true;
        }

        return false;
    }

    private static bool Word(AttributeSyntax attribute)
    {
        string name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText
            : attribute.Name is SimpleNameSyntax simple ? simple.Identifier.ValueText
            : "";
        return name.EndsWith(MetadataNames.AttributeSuffix, StringComparison.Ordinal)
            ? MetadataNames.Words.Contains(name)
            : MetadataNames.Words.Contains(name + MetadataNames.AttributeSuffix);
    }

    private static string? DeclaredBy(AttributeSyntax attribute)
    {
        SyntaxNode? node = attribute.Parent?.Parent;
        if (node is ParameterSyntax { Parent.Parent: { } owner })
            node = owner;
        return node switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            LocalFunctionStatementSyntax local => local.Identifier.ValueText,
            DelegateDeclarationSyntax @delegate => @delegate.Identifier.ValueText,
            AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
            _ => null,
        };
    }
}
