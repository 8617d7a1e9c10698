using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Protocols;

/// <summary>Something with a name, and the type names that its declaration mentions.</summary>
readonly record struct Signature(string Name, ImmutableArray<string> Types);

/// <summary>
/// What one file mentions and what it declares: syntax only, made once per tree. It decides which files and members are
/// looked at, so it errs towards looking: a name is compared without asking what it means.
/// </summary>
sealed class NameIndex
{
    private readonly ImmutableHashSet<string>.Builder _mentioned = ImmutableHashSet.CreateBuilder<string>();
    private readonly ImmutableHashSet<string>.Builder _annotated = ImmutableHashSet.CreateBuilder<string>();
    private readonly ImmutableHashSet<NamedRelease>.Builder _releasing = ImmutableHashSet.CreateBuilder<NamedRelease>();
    private readonly ImmutableHashSet<string>.Builder _ending = ImmutableHashSet.CreateBuilder<string>();
    private readonly ImmutableHashSet<string>.Builder _ended = ImmutableHashSet.CreateBuilder<string>();
    private readonly ImmutableHashSet<string>.Builder _guards = ImmutableHashSet.CreateBuilder<string>();
    private readonly ImmutableArray<Signature>.Builder _members = ImmutableArray.CreateBuilder<Signature>();
    private readonly ImmutableArray<Signature>.Builder _types = ImmutableArray.CreateBuilder<Signature>();
    private readonly ImmutableArray<string>.Builder _opened = ImmutableArray.CreateBuilder<string>();

    private NameIndex(SyntaxTree tree)
    {
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
            Visit(node);
        Mentioned = _mentioned.ToImmutable();
        Annotated = _annotated.ToImmutable();
        Releasing = _releasing.ToImmutable();
        Ending = _ending.ToImmutable();
        Ended = _ended.ToImmutable();
        Guards = _guards.ToImmutable();
        Members = _members.ToImmutable();
        Types = _types.ToImmutable();
        Opened = _opened.ToImmutable();
    }

    /// <summary>Every identifier of the tree.</summary>
    public ImmutableHashSet<string> Mentioned { get; }

    /// <summary>Names of members that carry an attribute whose name is a word of the vocabulary.</summary>
    public ImmutableHashSet<string> Annotated { get; }

    /// <summary>Those of them that give something back.</summary>
    public ImmutableHashSet<NamedRelease> Releasing { get; }

    /// <summary>What a releasing member ends its object's life with.</summary>
    public ImmutableHashSet<string> Ending { get; }

    /// <summary>The types whose releasing members do.</summary>
    public ImmutableHashSet<string> Ended { get; }

    /// <summary>Names of the structs that are guards: reading one from a variable copies it.</summary>
    public ImmutableHashSet<string> Guards { get; }

    /// <summary>Members, parameters and constructors, with the types in their signatures.</summary>
    public ImmutableArray<Signature> Members { get; }

    /// <summary>Types, with their bases and the signatures of their members without a name of their own (indexers, enumerators, operators).</summary>
    public ImmutableArray<Signature> Types { get; }

    /// <summary>Types whose members the file may use without naming them.</summary>
    public ImmutableArray<string> Opened { get; }

    public static NameIndex Of(SyntaxTree tree) => new(tree);

    private void Visit(SyntaxNode node)
    {
        _mentioned.UnionWith(NamesOf(node));
        switch (node)
        {
            case AttributeSyntax attribute when WordOf(attribute) is { } word:
                Annotate(attribute, word);
                break;
            case MemberDeclarationSyntax or ParameterSyntax or TupleElementSyntax or LocalFunctionStatementSyntax:
                Declare(node);
                break;
            case UsingDirectiveSyntax { Alias: { } alias } directive:
                _types.Add(new(alias.Name.Identifier.ValueText, NamesIn(directive)));
                break;
            case UsingDirectiveSyntax directive when directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword):
                _opened.AddRange(NamesIn(directive));
                break;
        }
    }

    /// <summary>What the node names, or calls without its name: an indexer, an operator, and what takes an object apart or ends an object's life.</summary>
    public static ImmutableArray<string> NamesOf(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => ImmutableArray.Create(name.Identifier.ValueText),
        UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } => s_disposing,
        ElementAccessExpressionSyntax or ElementBindingExpressionSyntax => s_indexing,
        ParenthesizedVariableDesignationSyntax or AssignmentExpressionSyntax { Left: TupleExpressionSyntax } => s_takingApart,
        ForEachVariableStatementSyntax => s_takingApart,
        BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or AssignmentExpressionSyntax => s_operating,
        _ => ImmutableArray<string>.Empty,
    };

    private static readonly ImmutableArray<string> s_disposing = ImmutableArray.Create(MetadataNames.Dispose, MetadataNames.DisposeAsync);

    private static readonly ImmutableArray<string> s_takingApart = ImmutableArray.Create(WellKnownMemberNames.DeconstructMethodName);

    private static readonly ImmutableArray<string> s_operating = ImmutableArray.Create(MetadataNames.Operator);

    private static readonly ImmutableArray<string> s_indexing = ImmutableArray.Create(MetadataNames.Indexer);

    /// <summary>What is declared outside of the part that runs, of an accessor, an initialiser, a constructor that calls another one.</summary>
    public static ImmutableArray<SyntaxNode?> Around(SyntaxNode member) => member switch
    {
        AccessorDeclarationSyntax or ArrowExpressionClauseSyntax when member.FirstAncestorOrSelf<BasePropertyDeclarationSyntax>() is { } property =>
            ImmutableArray.Create<SyntaxNode?>(property.Type, (property as IndexerDeclarationSyntax)?.ParameterList),
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => ImmutableArray.Create(property.Type, ParametersAround(property)),
        EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax fields } => ImmutableArray.Create(fields.Type, ParametersAround(fields)),
        ConstructorDeclarationSyntax { Initializer: not null, Parent: TypeDeclarationSyntax type } => ImmutableArray.Create<SyntaxNode?>(type.BaseList),
        _ => ImmutableArray<SyntaxNode?>.Empty,
    };

    /// <summary>Those of a primary constructor, which an initialiser can use.</summary>
    private static SyntaxNode? ParametersAround(SyntaxNode member) =>
        member.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.ChildNodes().OfType<ParameterListSyntax>().FirstOrDefault();

    private void Annotate(AttributeSyntax attribute, string word)
    {
        foreach (string member in DeclaredBy(attribute))
        {
            _annotated.Add(member);
            if (word == MetadataNames.Guard && attribute.Parent?.Parent is StructDeclarationSyntax)
                _guards.Add(member);
            if (word == MetadataNames.Releases)
                Release(attribute, member);
        }

        // What is owned matters where it is mentioned, and in the member that takes it over.
        SyntaxNode? annotated = attribute.Parent?.Parent;
        if (annotated is BaseFieldDeclarationSyntax field)
            _annotated.UnionWith(field.Declaration.Variables.Select(variable => variable.Identifier.ValueText));
        else if (annotated is ParameterSyntax && word == MetadataNames.Owns)
            _annotated.UnionWith(NamesIn(attribute.Name));
    }

    private void Release(AttributeSyntax attribute, string member)
    {
        _releasing.Add(new(member, KindIn(attribute)));
        if (attribute.Parent?.Parent is not MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } method)
            return;
        string[] ends = [.. NamesIn(method.Body, method.ExpressionBody).Where(n => n is MetadataNames.Dispose or MetadataNames.DisposeAsync)];
        _ending.UnionWith(ends);
        if (ends.Length > 0)
            _ended.Add(type.Identifier.ValueText);
    }

    /// <summary>The kind that the attribute's text says; null where it has none, or another expression than a text.</summary>
    private static string? KindIn(AttributeSyntax attribute) => attribute.ArgumentList?.Arguments
        .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == MetadataNames.Kind)?
        .Expression is LiteralExpressionSyntax { Token.Value: string kind } ? kind : null;

    private void Declare(SyntaxNode node)
    {
        switch (node)
        {
            case DelegateDeclarationSyntax @delegate:
                _types.Add(new(@delegate.Identifier.ValueText, NamesIn(@delegate.ReturnType, @delegate.ParameterList)));
                break;
            case BaseTypeDeclarationSyntax type:
                DeclareType(type, NamesIn(type.BaseList));
                break;
            case MethodDeclarationSyntax method when IsPattern(method.Identifier.ValueText):
                DeclareType(method.Parent, NamesIn(method.ReturnType, method.ParameterList));
                break;
            case IndexerDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax:
                DeclareType(node.Parent, NamesIn(node));
                break;
            default:
                DeclareMember(node);
                break;
        }
    }

    private void DeclareMember(SyntaxNode node)
    {
        if (node is BaseFieldDeclarationSyntax field)
        {
            foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
                Member(variable.Identifier, field.Declaration.Type);
            return;
        }

        // A primary constructor is called by the type's name, and its parameter lives on in the object.
        if (node is ParameterSyntax { Parent.Parent: TypeDeclarationSyntax constructed } stored)
            Member(constructed.Identifier, stored.Type);
        (SyntaxToken name, TypeSyntax? type, ParameterListSyntax? parameters) = node switch
        {
            MethodDeclarationSyntax method => (method.Identifier, method.ReturnType, method.ParameterList),
            LocalFunctionStatementSyntax local => (local.Identifier, local.ReturnType, local.ParameterList),
            ConstructorDeclarationSyntax constructor => (constructor.Identifier, null, constructor.ParameterList),
            PropertyDeclarationSyntax property => (property.Identifier, property.Type, null),
            EventDeclarationSyntax @event => (@event.Identifier, @event.Type, null),
            ParameterSyntax parameter => (parameter.Identifier, parameter.Type, null),
            TupleElementSyntax element => (element.Identifier, element.Type, null),
            _ => default((SyntaxToken, TypeSyntax?, ParameterListSyntax?)),
        };
        Member(name, type, parameters);
    }

    private void Member(SyntaxToken name, params SyntaxNode?[] signature)
    {
        ImmutableArray<string> types = NamesIn(signature);
        if (!types.IsEmpty)
            _members.Add(new(name.ValueText, types));
    }

    private void DeclareType(SyntaxNode? type, ImmutableArray<string> names)
    {
        if (type is BaseTypeDeclarationSyntax declared && !names.IsEmpty)
            _types.Add(new(declared.Identifier.ValueText, names));
    }

    /// <summary>Members that the language calls without naming them.</summary>
    private static bool IsPattern(string name) => MetadataNames.CalledByPattern.Contains(name);

    private static ImmutableArray<string> NamesIn(params SyntaxNode?[] nodes)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (SyntaxNode? node in nodes)
        {
            foreach (SyntaxNode part in node?.DescendantNodesAndSelf() ?? [])
            {
                if (part is SimpleNameSyntax name)
                    names.Add(name.Identifier.ValueText);
            }
        }

        return names.ToImmutable();
    }

    /// <summary>The word of the vocabulary that the attribute's name can be, or null.</summary>
    private static string? WordOf(AttributeSyntax attribute)
    {
        string name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText
            : attribute.Name is SimpleNameSyntax simple ? simple.Identifier.ValueText
            : "";
        if (!name.EndsWith(MetadataNames.AttributeSuffix, StringComparison.Ordinal))
            name += MetadataNames.AttributeSuffix;
        return MetadataNames.Words.Contains(name) ? name : null;
    }

    /// <summary>The member that the attribute says something of; of the receiver of an extension block, all its members.</summary>
    private static IEnumerable<string> DeclaredBy(AttributeSyntax attribute)
    {
        SyntaxNode? node = attribute.Parent?.Parent;
        if (node is ParameterSyntax { Parent.Parent: { } owner })
            node = owner;
        return node is TypeDeclarationSyntax { Identifier.ValueText: "" } block
            ? block.Members.Select(NameOf).OfType<string>()
            : NameOf(node) is { } name ? [name] : [];
    }

    private static string? NameOf(SyntaxNode? member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        TypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax @delegate => @delegate.Identifier.ValueText,
        OperatorDeclarationSyntax => MetadataNames.Operator,
        ConversionOperatorDeclarationSyntax => MetadataNames.Conversion,
        IndexerDeclarationSyntax or AccessorDeclarationSyntax { Parent.Parent: IndexerDeclarationSyntax } => MetadataNames.Indexer,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => null,
    };
}
