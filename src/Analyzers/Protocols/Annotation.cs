using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// One word of the vocabulary as somebody wrote it: on a symbol, or for a foreign symbol by documentation id. Both forms
/// become this, so everything after reading treats them alike.
/// </summary>
readonly record struct Annotation(string Name, Operand Position, ImmutableArray<KeyValuePair<string, TypedConstant>> Properties)
{
    /// <summary>The annotation that <paramref name="attribute"/> is, or null when it is none of ours.</summary>
    public static Annotation? From(AttributeData attribute, Operand position) =>
        attribute.AttributeClass is { } type && IsWord(type)
            ? new Annotation(type.MetadataName, position, attribute.NamedArguments)
            : null;

    public static bool IsWord(INamedTypeSymbol type) =>
        type.ContainingNamespace is { } space && type.Name.EndsWith(MetadataNames.AttributeSuffix, StringComparison.Ordinal)
        && space.ToDisplayString() == MetadataNames.AnnotationsNamespace;

    public string Text(string property, string fallback) => Value(property) as string ?? fallback;

    public string? Text(string property) => Value(property) as string;

    public int Number(string property, int fallback) => Value(property) is int number ? number : fallback;

    public bool IsSet(string property) => Value(property) is true;

    public bool IsDenied(string property) => Value(property) is false;

    private object? Value(string property)
    {
        foreach (KeyValuePair<string, TypedConstant> pair in Properties)
        {
            if (pair.Key == property && pair.Value.Kind != TypedConstantKind.Array)
                return pair.Value.Value;
        }

        return null;
    }
}

/// <summary>What is wrong with a contract, and where it was written (null in metadata).</summary>
readonly record struct ContractProblem(string Message, SyntaxReference? Where);
