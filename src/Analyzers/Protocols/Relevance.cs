using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// The gate: which members can matter, by their names alone. A call of an annotated member needs its name, and an object to
/// call it on. Such an object is had by naming its type, or through something declared in this source whose signature leads
/// to the type; so the names that lead there are closed over signatures, bases and aliases. Names that can be called on
/// anything (extension methods, members annotated in this source or from outside) count alone. Errs towards looking: what is
/// had without any of this (a contract hidden behind <c>dynamic</c>) is not looked at, and could not be bound either.
/// </summary>
sealed class Relevance
{
    private readonly ImmutableHashSet<string> _calls;
    private readonly ImmutableHashSet<string> _alone;
    private readonly ImmutableHashSet<string> _destroying;
    private readonly bool _hasConversions;
    private readonly HashSet<string> _types;
    private readonly HashSet<string> _leads;

    /// <param name="members">The annotated members in metadata.</param>
    /// <param name="index">The index of every file.</param>
    public Relevance(AnnotatedMembers members, IReadOnlyCollection<NameIndex> index)
    {
        ImmutableHashSet<string> guards = ImmutableHashSet<string>.Empty.Union(index.SelectMany(i => i.Guards));
        IEnumerable<string> copied = guards.IsEmpty ? [] : index.SelectMany(i => i.Members).Where(m => m.Types.Any(guards.Contains)).Select(m => m.Name);
        _alone = members.NamesThatCountAlone.Union(index.SelectMany(i => i.Annotated)).Union(copied);
        _calls = members.Names.Union(_alone).Union(index.SelectMany(i => i.Ending));
        _hasConversions = _calls.Contains(MetadataNames.Conversion);
        Releasing = new ReleasesInSource(index.SelectMany(i => i.Releasing).Distinct().ToImmutableArray());
        _destroying = members.DestroyingNames.Union(Releasing.Names);
        _types = [.. members.TypeNames, .. index.SelectMany(i => i.Ended)];
        Close(index);
        _leads = [.. _types, .. index.SelectMany(i => i.Members).Where(m => LeadsTo(m.Types)).Select(m => m.Name)];
    }

    /// <summary>Names of members that this source declares to give something back.</summary>
    public ReleasesInSource Releasing { get; }

    /// <summary>Whether any member of a file can matter.</summary>
    public bool Covers(NameIndex file) => _hasConversions || file.Mentioned.Overlaps(_calls) || MayCount(file);

    /// <summary>Whether the file can hold a reference count of its own: something is updated atomically, something destroyed.</summary>
    private bool MayCount(NameIndex file) =>
        file.Mentioned.Contains(WellKnownContracts.AtomicType) && file.Mentioned.Overlaps(_destroying);

    /// <summary>Whether a member of <paramref name="file"/> can matter.</summary>
    public bool Covers(SyntaxNode member, NameIndex file)
    {
        bool calls = _hasConversions, leads = LeadsTo(file.Opened) || IsInside(member) || IsAnother(member), mayCount = MayCount(file);
        foreach (SyntaxNode node in NameIndex.Around(member).Add(member).SelectMany(part => part?.DescendantNodesAndSelf() ?? []))
        {
            if (mayCount && IsUpdate(node) && (mayCount = IsCountedNear(member)))
                return true;
            foreach (string name in NameIndex.NamesOf(node))
            {
                if (_alone.Contains(name))
                    return true;
                calls |= _calls.Contains(name);
                leads |= _leads.Contains(name);
            }

            if (calls && leads)
                return true;
        }

        return false;
    }

    /// <summary>A constructor that calls another one of its type, which leads there.</summary>
    private bool IsAnother(SyntaxNode member) => member is ConstructorDeclarationSyntax { Initializer: not null, Identifier.ValueText: { } own } && _leads.Contains(own);

    /// <summary>Inside a type that leads there, members are called without an object.</summary>
    private bool IsInside(SyntaxNode member)
    {
        for (SyntaxNode? node = member; node is not null; node = node.Parent)
        {
            if (node is BaseTypeDeclarationSyntax type && _types.Contains(type.Identifier.ValueText))
                return true;
        }

        return false;
    }

    private static bool IsUpdate(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText == WellKnownContracts.AtomicType,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => node.Kind() is SyntaxKind.PreDecrementExpression or SyntaxKind.PostDecrementExpression,
        _ => node.IsKind(SyntaxKind.SubtractAssignmentExpression),
    };

    /// <summary>An atomic update alone is a statistic or a number; it counts references only where its type destroys something.</summary>
    private bool IsCountedNear(SyntaxNode member)
    {
        bool updates = false, destroys = false;
        foreach (SyntaxNode node in (member.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? member).DescendantNodes())
        {
            if (node is not SimpleNameSyntax { Identifier.ValueText: { } name })
                continue;
            updates |= name == WellKnownContracts.AtomicType;
            destroys |= _destroying.Contains(name);
            if (updates && destroys)
                return true;
        }

        return false;
    }

    private bool LeadsTo(ImmutableArray<string> names)
    {
        foreach (string name in names)
        {
            if (_types.Contains(name))
                return true;
        }

        return false;
    }

    private void Close(IReadOnlyCollection<NameIndex> index)
    {
        bool grew = true;
        while (grew)
        {
            grew = false;
            foreach (Signature type in index.SelectMany(i => i.Types))
                grew |= LeadsTo(type.Types) && _types.Add(type.Name);
        }
    }
}
