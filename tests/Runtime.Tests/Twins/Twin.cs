namespace Quiesce.Runtime.Tests.Twins;

/// <summary>A frozen copy of one product file in a namespace of its own, broken by one edit.</summary>
/// <param name="Name">Its name, the last part of its namespace, and the name of its file.</param>
/// <param name="Source">The product file, from the root of the repository.</param>
/// <param name="Correct">The text that is edited; occurs once in the product file.</param>
/// <param name="Broken">What stands there in the twin.</param>
public sealed record Twin(string Name, string Source, string Correct, string Broken)
{
    internal string Path => $"tests/Runtime.Tests/Twins/Frozen/{Name}.cs";

    /// <summary>The product file with the edit.</summary>
    internal string Expected()
    {
        string product = Repository.Read(Source);
        Assert.Equal(2, product.Split(Correct).Length);
        Assert.Equal(2, product.Split("namespace Quiesce;").Length);
        string header = $"// Broken twin of {Source}: see TwinCatalogue.cs for the one edit.\n";
        return header + product
            .Replace(Correct, Broken, StringComparison.Ordinal)
            .Replace("namespace Quiesce;", $"namespace Quiesce.Runtime.Tests.Twins.{Name};", StringComparison.Ordinal);
    }

    /// <inheritdoc />
    public override string ToString() => Name;
}
