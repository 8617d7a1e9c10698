using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Summaries;

/// <summary>
/// Where a declaration mentions which name. Each declaration is read once, however many members of it are asked about: types grow, and
/// with them the questions. Thread-safe.
/// </summary>
sealed class NamesInText
{
    private readonly ConcurrentDictionary<SyntaxNode, Dictionary<string, SimpleNameSyntax[]>> _byDeclaration = new();
    private long _nodesRead;

    /// <summary>What reading has cost, in nodes.</summary>
    public long NodesRead => Interlocked.Read(ref _nodesRead);

    public bool MentionsAny(SyntaxNode declaration, ImmutableHashSet<string> names)
    {
        Dictionary<string, SimpleNameSyntax[]> mentioned = In(declaration);
        foreach (string name in names)
        {
            if (mentioned.ContainsKey(name))
                return true;
        }

        return false;
    }

    /// <summary>The mentions of one name, in the order of the text.</summary>
    public IReadOnlyList<SimpleNameSyntax> Of(string name, SyntaxNode declaration) =>
        In(declaration).TryGetValue(name, out SimpleNameSyntax[]? mentions) ? mentions : [];

    /// <summary>Every name that is mentioned there.</summary>
    public IEnumerable<string> All(SyntaxNode declaration) => In(declaration).Keys;

    private Dictionary<string, SimpleNameSyntax[]> In(SyntaxNode declaration) => _byDeclaration.GetOrAdd(declaration, Read);

    private Dictionary<string, SimpleNameSyntax[]> Read(SyntaxNode declaration)
    {
        var mentions = new Dictionary<string, List<SimpleNameSyntax>>();
        long nodes = 0;
        foreach (SyntaxNode node in declaration.DescendantNodes())
        {
            nodes++;
            if (node is not SimpleNameSyntax { Identifier.ValueText: var text } name)
                continue;
            if (!mentions.TryGetValue(text, out List<SimpleNameSyntax>? ofName))
                mentions.Add(text, ofName = []);
            ofName.Add(name);
        }

        Interlocked.Add(ref _nodesRead, nodes);
        return mentions.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
    }
}
